"""Notes find their words again after a paper was published anew, or say that they are gone."""

from collections.abc import Sequence

from hypothesis import assume, given
from hypothesis import strategies as st

from portal.documents.tree import Paragraph, Run
from portal.reading.anchors import Anchor, Manner, anchor, locate
from portal.reading.passages import Passage, passages

SENTENCES = st.text("abc ", min_size=1, max_size=15).filter(str.strip)
PAPERS = st.lists(SENTENCES, min_size=1, max_size=6)


def paper(*sentences: str) -> tuple[Passage, ...]:
    return passages([Paragraph((Run(sentence),)) for sentence in sentences])


def held(where: Sequence[Passage], number: int, quote: str = "", before: str = "") -> Anchor:
    found = anchor(where[number - 1], quote, before)
    assert found is not None
    return found


def quoted(data: st.DataObject, passage: Passage) -> str:
    """Some words of a passage, or none of them for all."""
    text = passage.running
    start = data.draw(st.integers(0, len(text)))
    return text[start : data.draw(st.integers(start, len(text)))].strip()


def test_words_that_a_passage_does_not_say_are_no_anchor() -> None:
    assert anchor(paper("That the plan be approved.")[0], "rejected") is None


def test_the_second_of_two_equal_words_is_found_by_what_stands_before_it() -> None:
    where = paper("The plan is a plan for five years.")
    found = locate(held(where, 1, "plan", before="is a "), where)
    assert (found.start, found.end) == (14, 18)


def test_words_are_found_where_their_passage_moved_to() -> None:
    note = held(paper("One.", "That the plan be approved."), 2, "the plan")
    found = locate(note, paper("New.", "One.", "More.", "That the plan be approved."))
    assert (found.manner, found.number, found.start) == (Manner.HERE, 4, 5)


def test_words_are_found_in_a_passage_that_was_reworded_around_them() -> None:
    note = held(paper("The budget of £1.2m is agreed."), 1, "budget of £1.2m")
    found = locate(note, paper("Other words.", "A budget of £1.2m is agreed with a condition."))
    assert (found.manner, found.number, found.start) == (Manner.REWORDED, 2, 2)


def test_of_two_passages_that_say_the_words_the_likelier_is_taken() -> None:
    note = held(paper("We ask the board to agree the plan."), 1, "the plan")
    found = locate(note, paper("Read the plan.", "We ask the board to agree the plan today."))
    assert found.number == 2


def test_words_that_stand_nowhere_any_more_are_gone() -> None:
    note = held(paper("The budget of £1.2m is agreed."), 1, "£1.2m")
    assert locate(note, paper("The budget of £1.3m is agreed.")).manner is Manner.GONE
    assert note.words == "£1.2m"


def test_a_note_on_a_whole_passage_is_gone_with_its_words_and_keeps_them() -> None:
    note = held(paper("The budget of £1.2m is agreed."), 1)
    assert locate(note, paper("It is withdrawn.")).manner is Manner.GONE
    assert note.words == "The budget of £1.2m is agreed."


def test_a_note_on_a_whole_passage_follows_it_when_something_is_added() -> None:
    note = held(paper("The budget is agreed."), 1)
    found = locate(note, paper("News.", "The budget is agreed. So is the plan."))
    assert (found.manner, found.number) == (Manner.REWORDED, 2)


@given(PAPERS, st.data())
def test_in_a_paper_that_did_not_change_every_anchor_is_where_it_was(
    sentences: list[str], data: st.DataObject
) -> None:
    where = paper(*sentences)
    chosen = data.draw(st.sampled_from(where))
    note = held(where, chosen.number, quoted(data, chosen))
    found = locate(note, where)
    assert (found.manner, found.number) == (Manner.HERE, chosen.number)
    assert chosen.running[found.start : found.end] == note.quote


@given(PAPERS, PAPERS, PAPERS, st.data())
def test_passages_added_and_moved_around_it_do_not_move_a_note_off_its_words(
    sentences: list[str], above: list[str], below: list[str], data: st.DataObject
) -> None:
    where = paper(*sentences)
    chosen = data.draw(st.sampled_from(where))
    note = held(where, chosen.number, quoted(data, chosen))
    now = paper(*above, *data.draw(st.permutations(sentences)), *below)
    found = locate(note, now)
    assert found.manner is Manner.HERE
    assert found.number is not None
    assert now[found.number - 1].words == chosen.words
    assert now[found.number - 1].running[found.start : found.end] == note.quote


@given(PAPERS, PAPERS, st.data())
def test_a_note_is_never_put_on_other_words(
    sentences: list[str], others: list[str], data: st.DataObject
) -> None:
    where = paper(*sentences)
    chosen = data.draw(st.sampled_from(where))
    note = held(where, chosen.number, quoted(data, chosen))
    now = paper(*others)
    found = locate(note, now)
    if found.number is None:
        assert found.manner is Manner.GONE
        assert all(note.words not in each.words for each in now)
    else:
        text = now[found.number - 1].running
        assert note.words in text
        assert text[found.start : found.end] == note.quote


@given(SENTENCES, SENTENCES, SENTENCES)
def test_words_stay_found_whatever_is_written_before_and_after_them(
    sentence: str, before: str, after: str
) -> None:
    quote = " ".join(sentence.split())
    note = held(paper(sentence), 1, quote)
    found = locate(note, paper(f"{before} {quote} {after}"))
    assume(found.manner is not Manner.HERE)
    assert found.manner is Manner.REWORDED
