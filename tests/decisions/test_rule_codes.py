"""Rules as the register writes them down."""

from decimal import Decimal

import pytest

from portal.decisions.rules.codes import OFFERED, Code, code_in_words, read_code, rule_kept


@pytest.mark.parametrize("code", OFFERED)
def test_every_rule_that_is_offered_reads_and_has_words(code: str) -> None:
    read_code(code)
    assert code_in_words(code)[0].isupper()


def test_no_two_rules_that_are_offered_have_the_same_words() -> None:
    assert len({code_in_words(code) for code in OFFERED}) == len(OFFERED)


def test_a_per_cent_stands_after_the_colon() -> None:
    assert read_code("share_of_councils:66.67").share == Decimal("66.67")


def test_a_rule_without_its_per_cent_has_the_usual_one() -> None:
    assert code_in_words("weighted_by_ownership") == "Councils that own more than 50% consent"


def test_a_casting_vote_stands_after_the_colon() -> None:
    assert read_code("simple_majority:casting") == Code("simple_majority", casting_vote=True)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("acclamation", "No rule is called “acclamation”"),
        ("unanimous_of_those_present:casting", "takes no “casting”"),
        ("share_of_councils:most", "“most” is not a per cent"),
        ("share_of_councils:101", "101% is not between 0 and 100"),
        ("share_of_councils:0", "0% is not between"),
    ],
)
def test_a_code_that_means_nothing_is_refused_in_words(code: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_code(code)


def test_a_matter_from_before_shares_were_kept_still_has_its_rule() -> None:
    kept = {
        "rule": "unanimous_of_those_present",
        "quorum": 3,
        "per_council": 1,
        "abstention_breaks_unanimity": True,
    }
    rule = rule_kept(kept)
    assert (rule.quorum, rule.per_council, rule.abstention_breaks_unanimity) == (3, 1, True)
