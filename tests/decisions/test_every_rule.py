"""The other rules: members counted by majority, and councils counted by their positions."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.decisions.rules import READINGS, Choice, Outcome, Rule, RuleName, Seat, decide

KINGSTON, RICHMOND, WINDSOR = "Kingston", "Richmond", "Windsor and Maidenhead"
COUNCILS = [KINGSTON, RICHMOND, WINDSOR]
WEIGHTS = {KINGSTON: Decimal(40), RICHMOND: Decimal(40), WINDSOR: Decimal(20)}
NAMES: tuple[RuleName, ...] = get_args(RuleName)
VOTES: list[Choice | None] = ["for", "against", "abstain", None]


def a_rule(
    name: RuleName, *, quorum: int = 1, casting: bool = False, share: Decimal = Decimal(75)
) -> Rule:
    return Rule(quorum, 0, False, name, casting, share, WEIGHTS)


def closed(rule: Rule, seats: Sequence[Seat], casting: Choice | None = None) -> Outcome:
    return decide(rule, COUNCILS, seats, closed=True, casting=casting)


rules = st.builds(
    Rule,
    st.integers(0, 3),
    st.integers(0, 1),
    st.booleans(),
    st.sampled_from(NAMES),
    st.booleans(),
    st.sampled_from([Decimal(50), Decimal(60), Decimal("66.6666"), Decimal(75), Decimal(100)]),
    st.just(WEIGHTS),
)


@st.composite
def seats(draw: st.DrawFn) -> list[Seat]:
    """Up to seven seats in every state that the law knows."""
    found = []
    for number in range(draw(st.integers(0, 7))):
        council = draw(st.sampled_from(COUNCILS))
        present, voting, left = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
        votes = present and voting and not left
        choice = draw(st.sampled_from(VOTES)) if votes else None
        vacant = not present and draw(st.booleans())
        substitute = draw(st.booleans())
        found.append(Seat(str(number), council, present, choice, vacant, voting, left, substitute))
    return found


castings = st.sampled_from(VOTES)


# An independent reading, as one would with the cards laid out on a table.


def brute_force(rule: Rule, found: Sequence[Seat], casting: Choice | None) -> str:
    there = {
        council: len(
            [s for s in found if s.council == council and s.present and s.voting and not s.left]
        )
        for council in COUNCILS
    }
    if sum(there.values()) < rule.quorum or min(there.values()) < rule.per_council:
        return "inquorate"
    return TABLE[rule.name](rule, found, casting)


def _count(found: Sequence[Seat], choice: str, council: str | None = None) -> int:
    return len([s for s in found if s.choice == choice and council in (None, s.council)])


def _tied(rule: Rule, casting: Choice | None) -> str:
    if not rule.casting_vote or casting not in ("for", "against"):
        return "tied"
    return {"for": "carried", "against": "lost"}[casting]


def _by_hand_unanimous(rule: Rule, found: Sequence[Seat], _: Choice | None) -> str:
    broken = rule.abstention_breaks_unanimity and _count(found, "abstain")
    return (
        "carried"
        if _count(found, "for") and not _count(found, "against") and not broken
        else "lost"
    )


def _by_hand_majority(rule: Rule, found: Sequence[Seat], casting: Choice | None) -> str:
    for_it, against = _count(found, "for"), _count(found, "against")
    if for_it and for_it == against:
        return _tied(rule, casting)
    return "carried" if for_it > against else "lost"


def _says_yes(found: Sequence[Seat], council: str) -> int:
    """1 for a council in favour, -1 for one against, 0 for none."""
    balance = _count(found, "for", council) - _count(found, "against", council)
    return (balance > 0) - (balance < 0)


def _by_hand_every(_: Rule, found: Sequence[Seat], __: Choice | None) -> str:
    return "carried" if all(_says_yes(found, c) == 1 for c in COUNCILS) else "lost"


def _by_hand_share(rule: Rule, found: Sequence[Seat], _: Choice | None) -> str:
    yes = [c for c in COUNCILS if _says_yes(found, c) == 1]
    return "carried" if yes and Decimal(len(yes)) / 3 * 100 >= rule.share else "lost"


def _by_hand_one_each(rule: Rule, found: Sequence[Seat], casting: Choice | None) -> str:
    votes = [_says_yes(found, c) for c in COUNCILS]
    if 1 in votes and sum(votes) == 0:
        return _tied(rule, casting)
    return "carried" if sum(votes) > 0 else "lost"


def _by_hand_weighted(rule: Rule, found: Sequence[Seat], _: Choice | None) -> str:
    held = sum(WEIGHTS[c] for c in COUNCILS if _says_yes(found, c) == 1)
    return "carried" if held > rule.share else "lost"


ByHand = Callable[[Rule, Sequence[Seat], Choice | None], str]
TABLE: dict[RuleName, ByHand] = {
    "unanimous_of_those_present": _by_hand_unanimous,
    "simple_majority": _by_hand_majority,
    "every_council_consents": _by_hand_every,
    "share_of_councils": _by_hand_share,
    "one_vote_per_council": _by_hand_one_each,
    "weighted_by_ownership": _by_hand_weighted,
}


def test_every_rule_has_a_reading() -> None:
    assert set(READINGS) == set(NAMES) == set(TABLE)


@given(rules, seats(), castings)
def test_every_rule_comes_out_as_read_by_hand(
    rule: Rule, found: list[Seat], casting: Choice | None
) -> None:
    assert closed(rule, found, casting).result == brute_force(rule, found, casting)


def every_small_body() -> list[list[Seat]]:
    """Two members of Kingston, one of each other council, in every state of five."""
    states: list[tuple[bool, Choice | None]] = [(False, None), *((True, vote) for vote in VOTES)]
    return [
        [
            Seat(str(number), council, present, choice)
            for number, (council, (present, choice)) in enumerate(
                zip([KINGSTON, KINGSTON, RICHMOND, WINDSOR], chosen, strict=True)
            )
        ]
        for chosen in product(states, repeat=4)
    ]


SMALL = every_small_body()


@pytest.mark.parametrize("casting", ["for", "against", None])
@pytest.mark.parametrize("name", NAMES)
def test_one_more_vote_for_never_loses_what_carried(name: RuleName, casting: Choice | None) -> None:
    rule = a_rule(name, casting=True, share=Decimal(60))
    carried = [found for found in SMALL if closed(rule, found, casting).result == "carried"]
    assert carried
    for found in carried:
        for place, seat in enumerate(found):
            more = [*found]
            more[place] = replace(seat, present=True, choice="for")
            assert closed(rule, more, casting).result == "carried"


@given(rules, seats(), castings, st.data())
def test_the_order_of_the_seats_changes_nothing(
    rule: Rule, found: list[Seat], casting: Choice | None, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(found))
    assert closed(rule, shuffled, casting) == closed(rule, found, casting)


@given(rules, seats(), castings)
def test_the_names_of_the_councils_change_nothing(
    rule: Rule, found: list[Seat], casting: Choice | None
) -> None:
    names = {KINGSTON: "Aaa", RICHMOND: "Zzz", WINDSOR: "Mmm"}
    renamed = [replace(seat, council=names[seat.council]) for seat in found]
    weights = {names[council]: weight for council, weight in WEIGHTS.items()}
    other = replace(rule, weights=weights)
    before = closed(rule, found, casting)
    after = decide(other, list(names.values()), renamed, closed=True, casting=casting)
    sentence = before.sentence
    for old, new in names.items():
        sentence = sentence.replace(old, new)
    assert (after.result, after.sentence) == (before.result, sentence)


@given(rules, seats(), castings)
def test_an_outcome_says_first_whether_it_carried(
    rule: Rule, found: list[Seat], casting: Choice | None
) -> None:
    heads = {"carried": "Carried: ", "inquorate": "No decision", "lost": "Not carried: "}
    outcome = closed(rule, found, casting)
    assert outcome.sentence.startswith(heads.get(outcome.result, "Not carried: "))
    assert [council for council, _ in outcome.per_council] == COUNCILS


@given(rules, seats())
def test_an_open_vote_never_says_how_anyone_voted(rule: Rule, found: list[Seat]) -> None:
    as_one = [replace(seat, choice="for") if seat.choice else seat for seat in found]
    open_vote = decide(rule, COUNCILS, found, closed=False)
    assert open_vote == decide(rule, COUNCILS, as_one, closed=False)
