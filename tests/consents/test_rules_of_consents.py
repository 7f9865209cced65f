"""Have enough owners consented? Plain functions, held against every way it could still go."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.consents.rules import Answer, Stand, Verdict, stand_on, together, verdict
from portal.consents.sentences import Clock, Situation, more, sentence

COUNCILS = ("Kingston", "Richmond", "Windsor and Maidenhead", "Sunderland")
WEIGHTS = {"Kingston": "40", "Richmond": "30", "Windsor and Maidenhead": "20", "Sunderland": "10"}
RULES = (
    "every_council_consents",
    "share_of_councils:75",
    "one_vote_per_council",
    "weighted_by_ownership:50",
)
STANDS: tuple[Stand, ...] = ("waiting", "consents", "declines")
TODAY = date(2021, 3, 25)
stands = st.lists(st.sampled_from(STANDS), min_size=1, max_size=4)
rules = st.sampled_from(RULES)


def kept(rule: str) -> dict[str, object]:
    return {
        "rule": rule,
        "quorum": 3,
        "per_council": 1,
        "abstention_breaks_unanimity": False,
        "weights": WEIGHTS,
    }


def answers(found: list[Stand]) -> list[Answer]:
    return [Answer(council, stand) for council, stand in zip(COUNCILS, found, strict=False)]


def completions(found: list[Stand]) -> list[list[Stand]]:
    """Every way in which the councils still to answer could answer."""
    options: list[tuple[Stand, ...]] = [
        ("consents", "declines") if each == "waiting" else (each,) for each in found
    ]
    return [list(each) for each in product(*options)]


@settings(deadline=None)
@given(rules, stands)
def test_a_verdict_holds_however_the_others_answer(rule: str, found: list[Stand]) -> None:
    now = verdict(kept(rule), answers(found)).result
    then = {verdict(kept(rule), answers(each)).result for each in completions(found)}
    assert then == {now} if now != "open" else len(then) == 2


@settings(deadline=None)
@given(rules, stands, st.data())
def test_one_more_consent_never_undoes_what_is_met(
    rule: str, found: list[Stand], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(found) - 1))
    more_of_it: list[Stand] = [*found[:place], "consents", *found[place + 1 :]]
    if verdict(kept(rule), answers(found)).result == "met":
        assert verdict(kept(rule), answers(more_of_it)).result == "met"


@settings(deadline=None)
@given(rules, stands, st.randoms())
def test_the_order_of_the_councils_says_nothing(rule: str, found: list[Stand], by: object) -> None:
    shuffled = answers(found)
    by.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis calls it a Random
    first, again = verdict(kept(rule), answers(found)), verdict(kept(rule), shuffled)
    assert first.result == again.result


@settings(deadline=None)
@given(stands)
def test_every_council_means_every_council(found: list[Stand]) -> None:
    result = verdict(kept("every_council_consents"), answers(found)).result
    expected = "failed" if "declines" in found else "open" if "waiting" in found else "met"
    assert result == expected


@settings(deadline=None)
@given(st.text(max_size=4), st.text(max_size=4))
def test_a_consent_covers_the_very_text_alone(covered: str, text: str) -> None:
    expected = "consents" if covered == text else "waiting"
    assert stand_on("approved", covered, text) == expected


@pytest.mark.parametrize("outcome", [None, "deferred", "withdrawn", "not_decided"])
def test_a_body_that_decided_nothing_is_waited_for(outcome: str | None) -> None:
    assert stand_on(outcome, "d", "d") == "waiting"


def test_all_that_asks_to_decide_has_to_be_met() -> None:
    met, open_, failed = Verdict("met", "m"), Verdict("open", "o"), Verdict("failed", "f")
    assert together([met, met]) == met
    assert together([met, open_]) == open_
    assert together([open_, failed, met]) == failed


situations = st.builds(
    Situation,
    verdict=st.builds(
        Verdict, st.sampled_from(["met", "failed", "open"]), st.just("all three councils consent")
    ),
    text=st.just("version 4"),
    today=st.just(TODAY),
    outcome=st.sampled_from(
        [None, "approved", "approved_as_amended", "approved_in_principle", "not_approved"]
    ),
    decided_on=st.just(TODAY),
    dispute=st.none() | st.just(Clock(date(2021, 4, 22))),
    waits_for=st.sampled_from([(), ("the end of call-in on 1 April 2021",)]),
    effective_on=st.none() | st.dates(date(2021, 3, 1), date(2021, 5, 1)),
    because=st.just("the day that was asked for"),
)


@settings(deadline=None)
@given(situations)
def test_nothing_takes_effect_that_is_not_approved_or_waits(now: Situation) -> None:
    said = sentence(now)
    takes = "takes effect on" in said.lower() or "took effect on" in said.lower()
    final = now.outcome in ("approved", "approved_as_amended")
    assert takes == (final and now.effective_on is not None and not now.waits_for)
    assert said.endswith(".")
    assert ".." not in said + more(now)


def test_it_says_when_it_takes_effect_and_why() -> None:
    now = Situation(
        Verdict("met", "all three councils consent"),
        "version 4",
        TODAY,
        outcome="approved",
        decided_on=TODAY,
        effective_on=date(2021, 4, 2),
        because="the day after the last on which it could be called in",
    )
    assert sentence(now) == (
        "Takes effect on 2 April 2021 because all three councils consent; that is the day after "
        "the last on which it could be called in."
    )


def test_it_says_for_whom_it_waits_and_until_when() -> None:
    now = Situation(
        Verdict("open", "Waiting for Richmond: two of three councils consent"),
        "version 4",
        TODAY,
        sittings=[("Richmond", date(2021, 4, 16))],
    )
    assert sentence(now) == "Waiting for Richmond: two of three councils consent to version 4."
    assert more(now) == "Richmond considers it on 16 April 2021."
