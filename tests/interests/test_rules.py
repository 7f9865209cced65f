"""Who may not speak or vote, and why: plain functions."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.interests import rules
from portal.interests.rules import Declared, Dispensed

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
KINDS = st.sampled_from(sorted(rules.KINDS))


def declared(kind: str = "disclosable", **changes: object) -> Declared:
    said: dict[str, object] = {
        "id": 1,
        "kind": kind,
        "nature": "Her firm supplies it",
        "sensitive": False,
        "left_room": False,
        "relies_on": None,
    }
    return Declared(**{**said, **changes})  # type: ignore[arg-type]  # a test changes any


def dispensed(reach: str = "company", relieves: str = "both", number: int = 7) -> Dispensed:
    first = date(2019, 6, 24)
    return Dispensed(number, reach, relieves, "Suppliers", "The council", first, first)


DISPENSATIONS = st.lists(
    st.builds(
        dispensed,
        st.sampled_from(sorted(rules.REACHES)),
        st.sampled_from(sorted(rules.RELIEVES)),
        st.integers(1, 5),
    ),
    max_size=4,
)
DECLARATIONS = st.builds(
    lambda kind, left, relied: declared(kind, left_room=left, relies_on=relied),
    KINDS,
    st.booleans(),
    st.none() | st.integers(1, 5),
)


def test_a_disclosable_interest_bars_from_speaking_and_voting() -> None:
    bar = rules.bar("Anna Smith", declared(), [])
    assert bar is not None
    assert not bar.speaks
    assert bar.words == (
        "Anna Smith declared a disclosable pecuniary interest: may neither speak nor vote on this"
        " matter."
    )
    assert "you may neither speak nor vote on it (Localism Act 2011, section 31)" in bar.to_her


def test_nothing_declared_bars_nobody() -> None:
    assert rules.bar("Anna Smith", None, []) is None


@pytest.mark.parametrize("kind", ["registrable", "non_registrable"])
def test_no_other_interest_bars_by_itself(kind: str) -> None:
    assert rules.bar("Anna Smith", declared(kind), []) is None


@pytest.mark.parametrize("kind", sorted(rules.KINDS))
def test_who_left_the_room_does_not_vote_whatever_she_declared(kind: str) -> None:
    bar = rules.bar("Anna Smith", declared(kind, left_room=True), [])
    assert bar is not None
    assert bar.left


def test_who_left_without_being_barred_is_told_to_say_that_she_is_back() -> None:
    bar = rules.bar("Anna Smith", declared("registrable", left_room=True), [])
    assert bar is not None
    assert "Tell the clerk if you are back." in bar.to_her
    assert bar.words == "Anna Smith left the room for this item."


def test_a_dispensation_to_speak_lets_her_speak_and_not_vote() -> None:
    bar = rules.bar("Anna Smith", declared(), [dispensed(relieves="speak")])
    assert bar is not None
    assert bar.speaks
    assert "your dispensation lets you speak only, so you may speak on it but not vote" in (
        bar.to_her
    )


@pytest.mark.parametrize("relieves", ["both", "vote"])
def test_a_dispensation_to_vote_lets_her_vote(relieves: str) -> None:
    assert rules.bar("Anna Smith", declared(), [dispensed(relieves=relieves)]) is None


def test_one_for_a_subject_counts_only_where_she_relies_on_it() -> None:
    hers = dispensed("subject")
    assert rules.bar("Anna Smith", declared(), [hers]) is not None
    assert rules.bar("Anna Smith", declared(relies_on=hers.id), [hers]) is None


@given(DECLARATIONS, DISPENSATIONS, DISPENSATIONS)
def test_a_further_dispensation_never_bars_anybody(
    said: Declared, hers: list[Dispensed], more: list[Dispensed]
) -> None:
    if rules.bar("A", said, hers) is None:
        assert rules.bar("A", said, hers + more) is None


@given(DECLARATIONS, DISPENSATIONS)
def test_the_order_of_dispensations_does_not_matter(said: Declared, hers: list[Dispensed]) -> None:
    assert rules.bar("A", said, hers) == rules.bar("A", said, hers[::-1])


@given(DECLARATIONS, DISPENSATIONS)
def test_only_a_disclosable_interest_or_leaving_bars(said: Declared, hers: list[Dispensed]) -> None:
    bar = rules.bar("A", said, hers)
    lets_vote = any(
        d.relieves != "speak" and (d.reach != "subject" or d.id == said.relies_on) for d in hers
    )
    barred = said.kind == "disclosable" and not lets_vote
    assert (bar is not None) == (barred or said.left_room)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2019, 6, 24), date(2023, 6, 23)),
        (date(2020, 2, 29), date(2024, 2, 28)),
        (date(2096, 2, 29), date(2100, 2, 28)),
        (date(2019, 1, 1), date(2022, 12, 31)),
        (date(2019, 3, 1), date(2023, 2, 28)),
        (date(2020, 3, 1), date(2024, 2, 29)),
    ],
)
def test_four_years_end_the_day_before_the_same_day(first: date, last: date) -> None:
    assert rules.last_day_allowed(first) == last


@given(DAYS, DAYS)
def test_a_later_first_day_never_allows_an_earlier_last_one(one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert rules.last_day_allowed(first) <= rules.last_day_allowed(second)


@given(DAYS)
def test_four_years_are_never_longer_than_their_days(first: date) -> None:
    length = rules.last_day_allowed(first) - first + timedelta(days=1)
    assert length.days in (1460, 1461)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Director of Achieving for Children", True),
        ("director, ACHIEVING  for children (unpaid)", True),
        ("Achieving for Childrens’ friends", False),
        ("Achieving for all", False),
    ],
)
def test_the_company_is_named_by_whole_words_whatever_their_case(words: str, named: bool) -> None:
    assert rules.names_company(words, "Achieving for Children") is named


def test_two_hats_are_said_with_the_dispensation_and_bar_nobody() -> None:
    assert rules.two_hats("Anna Smith", ["Member, Board"], [], []) == (
        "Anna Smith is also Member, Board. No dispensation."
    )
    assert rules.two_hats("Anna Smith", ["Director"], ["Shares"], [dispensed()]) == (
        "Anna Smith is also Director and has registered “Shares”."
        " Dispensation by The council to speak and vote, until 24 June 2019."
    )


def test_of_a_sensitive_interest_the_fact_alone_is_said() -> None:
    words = declared(nature="", sensitive=True).words
    assert words == (
        "Disclosable pecuniary interest, whose nature is withheld (Localism Act 2011, s.32)"
    )


def test_a_directors_interest_is_told_in_the_words_of_company_law() -> None:
    bar = rules.bar("Anna Smith", declared(of_board=True), [])
    assert bar is not None
    assert "Companies Act 2006, section 177" in bar.to_her
    assert "Localism" not in bar.to_her + bar.words
    assert declared(of_board=True).words == (
        "Interest in the proposed transaction or arrangement: Her firm supplies it"
    )
