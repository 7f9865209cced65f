from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.decisions.rules import Choice, Outcome, Rule, Seat, decide

KINGSTON, RICHMOND, WINDSOR = "Kingston", "Richmond", "Windsor and Maidenhead"
COUNCILS = [KINGSTON, RICHMOND, WINDSOR]
EIGHT = [KINGSTON] * 3 + [RICHMOND] * 3 + [WINDSOR] * 2
RULE = Rule(quorum=3, per_council=1)

CHOICES: list[Choice | None] = ["for", "against", "abstain", None]
ABSTAIN: Choice = "abstain"

rules = st.builds(Rule, st.integers(0, 4), st.integers(0, 2), st.booleans())


@st.composite
def bodies(draw: st.DrawFn) -> list[Seat]:
    """Up to six seats of three councils, some of them empty."""
    seats = []
    for number in range(draw(st.integers(0, 6))):
        present = draw(st.booleans())
        choice = draw(st.sampled_from(CHOICES)) if present else None
        vacant = not present and draw(st.booleans())
        seats.append(Seat(str(number), draw(st.sampled_from(COUNCILS)), present, choice, vacant))
    return seats


def eight(*chosen: Choice | None, absent: int = 0) -> list[Seat]:
    """The committee of eight; those without a given choice vote for, the last ones are absent."""
    voted_for: Choice = "for"
    full = [*chosen, *[voted_for] * (8 - len(chosen))]
    there = 8 - absent
    return [
        Seat(str(i), council, i < there, full[i] if i < there else None)
        for i, council in enumerate(EIGHT)
    ]


def closed(seats: list[Seat], rule: Rule = RULE) -> Outcome:
    return decide(rule, COUNCILS, seats, closed=True)


def brute_force(rule: Rule, seats: list[Seat]) -> str:
    """The rule read again, as one would at a table with the cards laid out."""
    there = [seat for seat in seats if seat.present]
    enough = len(there) >= rule.quorum and all(
        len([seat for seat in there if seat.council == council]) >= rule.per_council
        for council in COUNCILS
    )
    cast = [seat.choice for seat in there if seat.choice in ("for", "against")]
    abstained = any(seat.choice == "abstain" for seat in there)
    if not enough:
        return "inquorate"
    if not cast or set(cast) != {"for"} or (abstained and rule.abstention_breaks_unanimity):
        return "lost"
    return "carried"


@given(rules, bodies())
def test_a_closed_vote_comes_out_as_read_by_hand(rule: Rule, seats: list[Seat]) -> None:
    assert closed(seats, rule).result == brute_force(rule, seats)


def every_small_body() -> Iterator[list[Seat]]:
    """Four seats, each absent, silent or with any vote."""
    states: list[tuple[bool, Choice | None]] = [
        *((False, None), (True, None), (True, "for"), (True, "against"), (True, "abstain"))
    ]
    for chosen in product(states, repeat=4):
        yield [
            Seat(str(i), council, present, choice)
            for i, (council, (present, choice)) in enumerate(
                zip([KINGSTON, KINGSTON, RICHMOND, WINDSOR], chosen, strict=True)
            )
        ]


@pytest.mark.parametrize("rule", [Rule(3, 1), Rule(2, 0), Rule(1, 0, True)])
def test_one_more_vote_for_never_loses_a_carried_motion(rule: Rule) -> None:
    carried = [seats for seats in every_small_body() if closed(seats, rule).result == "carried"]
    assert carried
    for seats in carried:
        for index, seat in enumerate(seats):
            more = [*seats]
            more[index] = replace(seat, present=True, choice="for")
            assert closed(more, rule).result == "carried"


@given(rules, bodies(), st.booleans(), st.data())
def test_the_order_of_the_seats_changes_nothing(
    rule: Rule, seats: list[Seat], is_closed: bool, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(seats))
    assert decide(rule, COUNCILS, shuffled, is_closed) == decide(rule, COUNCILS, seats, is_closed)


@given(rules, bodies(), st.booleans())
def test_the_names_of_the_councils_change_nothing(
    rule: Rule, seats: list[Seat], is_closed: bool
) -> None:
    names = {KINGSTON: "Aaa", RICHMOND: "Zzz", WINDSOR: "Mmm"}
    renamed = [replace(seat, council=names[seat.council]) for seat in seats]
    before = decide(rule, COUNCILS, seats, is_closed)
    after = decide(rule, list(names.values()), renamed, is_closed)
    sentence = before.sentence
    for old, new in names.items():
        sentence = sentence.replace(old, new)
    assert (after.result, after.sentence) == (before.result, sentence)


@given(rules, bodies())
def test_an_open_vote_never_says_how_anyone_voted(rule: Rule, seats: list[Seat]) -> None:
    as_one = [replace(seat, choice="for") if seat.choice else seat for seat in seats]
    outcome = decide(rule, COUNCILS, seats, closed=False)
    assert outcome == decide(rule, COUNCILS, as_one, closed=False)
    assert outcome.result in {"open", "inquorate"}


def test_all_for_carries_and_says_that_every_council_was_there() -> None:
    assert closed(eight()).sentence == (
        "Carried: all eight members present voted for, and every council was represented."
    )


def test_one_against_loses_and_the_sentence_says_why() -> None:
    outcome = closed(eight("for", "for", "for", "against"))
    assert outcome.result == "lost"
    assert outcome.sentence == (
        "Not carried: one member voted against; the rule needs every vote cast to be for."
    )


def test_each_council_reads_how_its_own_members_voted() -> None:
    outcome = closed(eight("for", "for", "for", "against"))
    assert outcome.per_council == (
        (KINGSTON, "Kingston: 3 for – agrees"),
        (RICHMOND, "Richmond: 2 for, 1 against – does not agree unanimously"),
        (WINDSOR, "Windsor and Maidenhead: 2 for – agrees"),
    )


def test_an_open_vote_says_whom_it_waits_for() -> None:
    outcome = decide(
        RULE, COUNCILS, eight("for", "for", "for", "for", "for", None, "for", None), closed=False
    )
    assert outcome.result == "open"
    assert outcome.sentence == "Waiting for 2 of 8: Richmond 1, Windsor and Maidenhead 1."
    assert outcome.waiting == ((KINGSTON, 3, 3), (RICHMOND, 2, 3), (WINDSOR, 1, 2))


def test_a_vote_that_all_have_cast_stays_open_until_it_is_closed() -> None:
    outcome = decide(RULE, COUNCILS, eight(), closed=False)
    assert outcome.result == "open"
    assert outcome.sentence == "All eight members present have voted: the vote can be closed."


def test_an_abstention_does_not_break_unanimity_by_default() -> None:
    assert closed(eight("abstain")).sentence == (
        "Carried: seven members voted for, none against and one abstained,"
        " and every council was represented."
    )


def test_an_abstention_breaks_unanimity_where_the_body_says_so() -> None:
    outcome = closed(eight("abstain"), Rule(3, 1, abstention_breaks_unanimity=True))
    assert outcome.result == "lost"
    assert outcome.sentence == (
        "Not carried: one member abstained, which under this body's rule breaks unanimity."
    )


def test_nothing_carries_when_nobody_votes_for_it() -> None:
    outcome = closed(eight(*[ABSTAIN] * 8))
    assert outcome.result == "lost"
    assert outcome.sentence == "Not carried: nobody voted for; eight members abstained."


def test_a_member_who_never_voted_is_said_not_to_have_voted() -> None:
    assert closed(eight(None)).sentence == (
        "Carried: seven members voted for, none against, and every council was represented."
        " One member present did not vote."
    )


def test_absent_members_and_vacant_seats_are_told_apart() -> None:
    seats = eight(absent=1)
    seats[3] = Seat("3", RICHMOND, present=False, vacant=True)
    assert closed(seats).sentence.endswith("One member was absent and one seat is vacant.")


def test_a_council_without_a_member_present_is_named() -> None:
    outcome = closed(eight(absent=2))
    assert outcome.result == "inquorate"
    assert outcome.sentence == (
        "No decision, the meeting is inquorate: Windsor and Maidenhead has no member present;"
        " the quorum needs at least one from each council."
    )


def test_too_few_members_is_the_other_part_of_the_quorum() -> None:
    seats = [Seat("1", KINGSTON, True, "for"), Seat("2", RICHMOND, True, "for")]
    assert decide(RULE, [KINGSTON, RICHMOND], seats, closed=True).sentence == (
        "No decision, the meeting is inquorate: Two members are present and the quorum is three."
    )


def test_the_quorum_counts_members_present_whether_or_not_they_vote() -> None:
    assert closed(eight("for", *[None] * 7)).result == "carried"


def test_a_body_without_a_quorum_is_inquorate_while_the_vote_is_open() -> None:
    assert decide(RULE, COUNCILS, eight(absent=8), closed=False).result == "inquorate"


def test_a_council_that_was_away_is_not_said_to_be_represented() -> None:
    outcome = closed(eight(absent=2), Rule(quorum=3, per_council=0))
    assert "and Windsor and Maidenhead was not represented." in outcome.sentence


def test_a_vote_of_an_absent_member_is_refused() -> None:
    with pytest.raises(ValueError, match="not present"):
        Seat("1", KINGSTON, present=False, choice="for")


def test_nobody_is_present_in_a_vacant_seat() -> None:
    with pytest.raises(ValueError, match="vacant"):
        Seat("1", KINGSTON, present=True, vacant=True)


def test_a_seat_of_a_council_outside_the_body_is_refused() -> None:
    with pytest.raises(ValueError, match="Sunderland: not a council of this body"):
        closed([Seat("1", "Sunderland", True, "for")])


def test_two_seats_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        closed([Seat("1", KINGSTON, True), Seat("1", RICHMOND, True)])
