"""Whether an act needs consent: always an answer, always a reason, never less for a larger sum."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.decisions.rules.acts import FREE, FREE_TO_LIMIT, KINDS_OF_ACT, OTHER, WITHIN_PLAN
from portal.decisions.rules.need import Act, Line, Need, need

LIMIT = Decimal(500_000)
RANK = {"not_reserved": 0, "depends": 1, "reserved": 2}

few_kinds = st.sampled_from(["contract", "lending", "plan"])
pounds = st.integers(0, 200).map(lambda pence: Decimal(pence).scaleb(-2))
lines = st.builds(
    Line,
    number=st.integers(1, 40),
    title=st.just("A matter"),
    kind=st.none() | few_kinds,
    limit=st.none() | pounds,
    within_plan=st.sampled_from(sorted(WITHIN_PLAN)),
)
registers = st.lists(lines, max_size=5, unique_by=lambda line: line.number)
answers = st.none() | st.booleans()


def contract(within_plan: str = "reserved", limit: Decimal | None = LIMIT) -> list[Line]:
    return [Line(20, "Large contracts", "contract", limit, within_plan)]


def asked(register: Sequence[Line], sum_of: int | None, within: bool | None) -> Need:
    return need(Act("contract", None if sum_of is None else Decimal(sum_of), within), register)


@given(registers, few_kinds, st.none() | pounds, answers)
def test_every_act_has_an_answer_with_its_reason(
    register: list[Line], kind: str, sum_of: Decimal | None, within: bool | None
) -> None:
    found = need(Act(kind, sum_of, within), register)
    assert found.verdict in RANK
    assert found.reason.endswith(".")
    assert found.reason[0].isupper() or found.reason.startswith("£")
    for each in found.findings:
        assert each.reason.endswith("."), each
        assert each.reason[0].isupper() or each.reason.startswith("£"), each


@given(registers, few_kinds, pounds, pounds, answers)
def test_a_larger_sum_is_never_less_reserved(
    register: list[Line], kind: str, one: Decimal, other: Decimal, within: bool | None
) -> None:
    small, large = sorted((one, other))
    before = need(Act(kind, small, within), register)
    after = need(Act(kind, large, within), register)
    assert RANK[before.verdict] <= RANK[after.verdict]


@given(registers, few_kinds, pounds, st.booleans())
def test_what_is_not_known_is_never_guessed(
    register: list[Line], kind: str, sum_of: Decimal, within: bool
) -> None:
    known = need(Act(kind, sum_of, within), register).verdict
    for less in (Act(kind, sum_of), Act(kind, None, within), Act(kind)):
        assert need(less, register).verdict in {known, "depends"}


@given(registers, few_kinds, pounds, st.booleans())
def test_the_answer_is_that_of_a_plain_reading(
    register: list[Line], kind: str, sum_of: Decimal, within: bool
) -> None:
    reserved = False
    for line in register:
        if line.kind == kind:
            above = line.limit is None or sum_of > line.limit
            free = {"reserved": False, FREE: within, FREE_TO_LIMIT: within and not above}
            asks = above or (line.within_plan == FREE_TO_LIMIT)
            reserved = reserved or (asks and not free[line.within_plan])
    if reserved:
        expected = "reserved"
    elif not register or any(line.kind is None for line in register):
        expected = "depends"
    else:
        expected = "not_reserved"
    assert need(Act(kind, sum_of, within), register).verdict == expected


@given(registers)
def test_the_order_of_the_register_makes_no_difference(register: list[Line]) -> None:
    act = Act("contract", Decimal(1), False)
    assert need(act, register).verdict == need(act, register[::-1]).verdict


def test_a_sum_at_the_limit_is_not_above_it() -> None:
    found = asked(contract(), 500_000, None)
    assert found.verdict == "not_reserved"
    assert found.reason == "£500,000 is not above the limit of £500,000."


def test_a_sum_above_the_limit_is_reserved_and_says_what_the_plan_does_not_change() -> None:
    found = asked(contract(), 500_001, True)
    assert found.verdict == "reserved"
    assert found.reason == "The owners reserved this to themselves: matter 20."
    assert found.findings[0].reason == (
        "£500,001 is above the limit of £500,000; that the plan provides for it makes no "
        "difference."
    )


def test_what_the_plan_provides_for_is_free_where_the_line_says_so() -> None:
    found = asked(contract(FREE), 900_000, True)
    assert found.verdict == "not_reserved"
    assert found.reason == "The approved plan provides for it, and what is within the plan is free."


def test_outside_the_plan_every_sum_is_reserved_where_the_plan_frees_to_the_limit_only() -> None:
    found = asked(contract(FREE_TO_LIMIT), 10, False)
    assert found.verdict == "reserved"
    assert found.findings[0].reason == "The approved plan does not provide for it."


def test_within_the_plan_the_limit_still_holds_where_the_plan_frees_to_the_limit_only() -> None:
    found = asked(contract(FREE_TO_LIMIT), 500_001, True)
    assert found.verdict == "reserved"
    assert "up to which what the plan provides for is free" in found.findings[0].reason


def test_a_sum_that_was_not_said_is_asked_for() -> None:
    found = asked(contract(), None, True)
    assert found.verdict == "depends"
    assert found.reason == "It turns on what you have not said: see matter 20."
    assert found.findings[0].reason == "It is reserved above £500,000. Say how much."


def test_a_plan_that_was_not_said_is_asked_for() -> None:
    found = asked(contract(FREE, None), None, None)
    assert found.findings[0].reason == (
        "It is reserved where the approved plan does not provide for it. Say whether the plan does."
    )


def test_an_act_that_no_line_is_about_is_not_reserved() -> None:
    found = need(Act("dividend"), contract())
    assert found.verdict == "not_reserved"
    assert found.reason == "No line of the register, which has 1, is about acts of this kind."


def test_an_act_of_another_kind_is_not_reserved_by_a_list_that_is_whole() -> None:
    assert need(Act(OTHER), contract()).verdict == "not_reserved"


def test_a_line_that_does_not_say_what_it_is_about_has_to_be_read_first() -> None:
    found = need(Act("dividend"), [*contract(), Line(3, "Older", None)])
    assert found.verdict == "depends"
    assert found.reason == "Matter 3 does not say which kind of act it is about: read it first."


def test_an_empty_register_cannot_tell() -> None:
    assert need(Act("plan"), []).verdict == "depends"


@pytest.mark.parametrize("wrong", [("holiday", None), ("contract", Decimal(-1))])
def test_what_is_no_act_is_refused(wrong: tuple[str, Decimal | None]) -> None:
    with pytest.raises(ValueError, match=r"no kind of act|nothing or more"):
        Act(*wrong)


def test_every_kind_of_act_can_be_asked_about() -> None:
    for kind in (*KINDS_OF_ACT, OTHER):
        assert need(Act(kind), contract()).reason
