"""Rules of derivations: circles, what changed for whom, whose words may go where."""

from hypothesis import given
from hypothesis import strategies as st

from portal.plans.rules.derivation_rules import (
    FOLLOWED,
    Words,
    carries,
    circles,
    descendants,
    differences,
    has_changed,
    relation,
)
from tenants.audiences import WIDTH

ITEMS = st.integers(1, 8)
SOURCES = st.dictionaries(ITEMS, ITEMS, max_size=8)
TEXTS = st.sampled_from(["", "One", "One.", "Another"])
WORDS = st.builds(
    Words, st.integers(1, 9), TEXTS, TEXTS, TEXTS, st.integers(0, 3), st.sampled_from(WIDTH)
)


def said(number: int, wording: str = "One", area: int = 0, audience: str = "editors") -> Words:
    return Words(number, "Title", wording, "Outcome", area, audience)


@given(SOURCES, ITEMS, ITEMS)
def test_a_link_is_a_circle_exactly_where_the_way_leads_back(
    sources: dict[int, int], item: int, source: int
) -> None:
    way = {source}
    while (following := {sources[at] for at in way if at in sources} | way) != way:
        way = following
    assert circles(item, source, sources) == (item in way)


@given(st.lists(st.tuples(ITEMS, ITEMS), max_size=20))
def test_links_that_make_no_circle_never_lead_back(links: list[tuple[int, int]]) -> None:
    sources: dict[int, int] = {}
    for item, source in links:
        if not circles(item, source, {k: v for k, v in sources.items() if k != item}):
            sources[item] = source
    for item in sources:
        at, steps = sources.get(item), 0
        while at is not None:
            assert at != item
            at, steps = sources.get(at), steps + 1
            assert steps <= len(sources)


@given(SOURCES, ITEMS)
def test_what_follows_an_item_is_what_it_cannot_derive_from(
    sources: dict[int, int], item: int
) -> None:
    barred = {each for each in sources if each != item and circles(item, each, sources)}
    assert descendants(item, sources) == barred


@given(st.integers(0, 9), st.none() | WORDS, st.none() | WORDS)
def test_nothing_changed_for_whoever_reads_nothing_newer(
    based_on: int, base: Words | None, now: Words | None
) -> None:
    if now is None or now.number <= based_on:
        assert not has_changed(based_on, base, now)


def test_a_newer_text_of_the_same_words_is_no_change() -> None:
    assert not has_changed(1, said(1), said(3))


def test_a_newer_text_of_other_words_is_one() -> None:
    assert has_changed(1, said(1), said(2, "Another"))


def test_a_newer_text_than_one_that_cannot_be_read_is_another_text() -> None:
    assert has_changed(1, None, said(2))


def test_a_wording_is_identical_adapted_or_declared_its_own() -> None:
    assert relation(False, "Expand learning.", "expand LEARNING") == "identical"
    assert relation(False, "Expand learning", "Reduce learning") == "adapted"
    assert relation(True, "Expand learning", "Expand learning") == "own"


@given(WORDS, st.integers(0, 3), st.sampled_from(["editors", "released"]))
def test_public_words_go_anywhere_and_another_councils_nowhere_before(
    words: Words, area: int, audience: str
) -> None:
    if words.audience == "public":
        assert carries(words, area, audience)
    elif words.area_id not in (0, area):
        assert not carries(words, area, audience)


@given(WORDS, st.integers(0, 3))
def test_what_goes_into_a_released_draft_goes_into_one_that_is_not(words: Words, area: int) -> None:
    if carries(words, area, "released"):
        assert carries(words, area, "editors")


@given(WORDS, WORDS)
def test_each_followed_text_that_differs_is_shown_and_no_other(old: Words, new: Words) -> None:
    shown = [label.lower() for label, _ in differences(old, new)]
    assert shown == [name for name in FOLLOWED if getattr(old, name) != getattr(new, name)]
