"""What each rule says: one vote read in six ways, ties, interests, substitutes."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from portal.decisions.rules import Choice, Outcome, Rule, RuleName, Seat, decide

KINGSTON, RICHMOND, WINDSOR = "Kingston", "Richmond", "Windsor and Maidenhead"
COUNCILS = [KINGSTON, RICHMOND, WINDSOR]
WEIGHTS = {KINGSTON: Decimal(40), RICHMOND: Decimal(40), WINDSOR: Decimal(20)}


def a_rule(
    name: RuleName, *, quorum: int = 1, casting: bool = False, share: Decimal = Decimal(75)
) -> Rule:
    return Rule(quorum, 0, False, name, casting, share, WEIGHTS)


def body(votes: dict[str, str]) -> list[Seat]:
    """``{"Kingston": "ffb-"}``: seats voting for and against (a), abstaining (b), or not at all."""
    read: dict[str, Choice | None] = {"f": "for", "a": "against", "b": "abstain", "-": None}
    return [
        Seat(f"{council}-{number}", council, True, read[letter])
        for council, letters in votes.items()
        for number, letter in enumerate(letters)
    ]


def closed(rule: Rule, seats: Sequence[Seat], casting: Choice | None = None) -> Outcome:
    return decide(rule, COUNCILS, seats, closed=True, casting=casting)


MIXED = body({KINGSTON: "fff", RICHMOND: "ffa", WINDSOR: "aa"})


@pytest.mark.parametrize(
    ("rule", "result", "sentence"),
    [
        (
            a_rule("simple_majority"),
            "carried",
            "Carried: five members voted for and three against.",
        ),
        (
            a_rule("every_council_consents"),
            "lost",
            "Not carried: Windsor and Maidenhead does not consent; the rule needs every council.",
        ),
        (
            a_rule("share_of_councils"),
            "lost",
            "Not carried: two of three councils consent; the rule needs 75% of them.",
        ),
        (
            a_rule("one_vote_per_council"),
            "carried",
            "Carried: two councils for, one against.",
        ),
        (
            a_rule("weighted_by_ownership", share=Decimal(50)),
            "carried",
            "Carried: Kingston and Richmond consent, holding 80%; the rule needs more than 50%.",
        ),
    ],
    ids=lambda value: value.name if isinstance(value, Rule) else None,
)
def test_one_vote_is_read_differently_by_each_rule(rule: Rule, result: str, sentence: str) -> None:
    outcome = closed(rule, MIXED)
    assert (outcome.result, outcome.sentence) == (result, sentence)


def test_each_council_is_told_its_position_in_one_sentence() -> None:
    outcome = closed(a_rule("every_council_consents"), MIXED)
    assert outcome.per_council == (
        (KINGSTON, "Kingston: 3 for – consents"),
        (RICHMOND, "Richmond: 2 for, 1 against – consents by majority"),
        (WINDSOR, "Windsor and Maidenhead: 2 against – declines"),
    )


def test_three_councils_of_four_are_three_quarters() -> None:
    councils = [*COUNCILS, "Slough"]
    found = [*body({KINGSTON: "f", RICHMOND: "f", WINDSOR: "f"}), Seat("s", "Slough", True)]
    outcome = decide(a_rule("share_of_councils"), councils, found, closed=True)
    assert outcome.sentence == (
        "Carried: three of four councils consent; the rule needs 75% of them."
        " One member present did not vote."
    )


def test_half_of_the_ownership_is_not_more_than_half() -> None:
    rule = Rule(
        1,
        0,
        name="weighted_by_ownership",
        share=Decimal(50),
        weights={KINGSTON: Decimal(50), RICHMOND: Decimal(50)},
    )
    found = [Seat("1", KINGSTON, True, "for"), Seat("2", RICHMOND, True, "against")]
    assert decide(rule, [KINGSTON, RICHMOND], found, closed=True).result == "lost"


def test_a_council_whose_weight_is_not_known_is_named() -> None:
    rule = Rule(1, 0, name="weighted_by_ownership", weights={KINGSTON: Decimal(40)})
    with pytest.raises(ValueError, match="Richmond and Windsor and Maidenhead: no share"):
        closed(rule, MIXED)


TIE = body({KINGSTON: "ff", RICHMOND: "aa"})


def test_a_tie_without_a_casting_vote_is_lost() -> None:
    outcome = closed(a_rule("simple_majority"), TIE)
    assert outcome.result == "tied"
    assert outcome.sentence == (
        "Not carried: tied at two votes each, and a tie without a casting vote is lost."
    )


@pytest.mark.parametrize(("casting", "result"), [("for", "carried"), ("against", "lost")])
def test_the_chair_s_casting_vote_decides_a_tie(casting: Choice, result: str) -> None:
    outcome = closed(a_rule("simple_majority", casting=True), TIE, casting)
    assert outcome.result == result
    assert f"the chair’s casting vote was {casting}." in outcome.sentence


def test_a_casting_vote_that_was_not_given_leaves_the_tie() -> None:
    outcome = closed(a_rule("simple_majority", casting=True), TIE)
    assert outcome.sentence == (
        "Not carried: tied at two votes each, and no casting vote was given."
    )


def test_a_casting_vote_is_not_read_where_there_is_no_tie() -> None:
    rule = a_rule("simple_majority", casting=True)
    assert closed(rule, MIXED, "against").result == "carried"


def test_a_council_whose_members_tie_takes_no_position() -> None:
    outcome = closed(a_rule("one_vote_per_council"), body({KINGSTON: "fa", RICHMOND: "f"}))
    assert outcome.per_council[0] == (
        KINGSTON,
        "Kingston: 1 for, 1 against – is tied, so takes no position",
    )


def test_who_declared_an_interest_and_left_counts_for_nothing() -> None:
    found = [*body({KINGSTON: "f"}), Seat("x", RICHMOND, True, left=True)]
    outcome = closed(a_rule("simple_majority", quorum=2), found)
    assert outcome.result == "inquorate"
    carried = closed(a_rule("simple_majority"), found)
    assert carried.sentence.endswith("One member had declared an interest and took no part.")


def test_a_member_without_a_vote_is_no_part_of_the_quorum() -> None:
    found = [*body({KINGSTON: "f"}), Seat("x", RICHMOND, True, voting=False)]
    assert closed(a_rule("simple_majority", quorum=2), found).result == "inquorate"


def test_a_substitute_votes_in_the_seat_and_is_minuted() -> None:
    found = [Seat("1", KINGSTON, True, "for", substitute=True)]
    assert closed(a_rule("simple_majority"), found).sentence == (
        "Carried: the only member present voted for. One seat was taken by a substitute."
    )


@pytest.mark.parametrize(
    ("seat", "why"),
    [
        ({"voting": False}, "has none to cast"),
        ({"left": True}, "takes no part"),
    ],
)
def test_a_vote_the_law_refuses_is_refused(seat: dict[str, bool], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Seat("1", KINGSTON, True, "for", **seat)
