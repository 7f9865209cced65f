"""The demonstration's plans: every shape of plan is there, with the figures of the real ones."""

from collections import Counter
from collections.abc import Iterator

import pytest

from portal.demonstration.content import load
from portal.demonstration.plan_shapes import Item, Plan, Priority, Section
from portal.plans.kinds import PLAN_KINDS, kind_of, kinds, lines_of, refs_of
from tests.demonstration import published
from tests.demonstration.published import needs_papers

DEMONSTRATION = load()
PLANS = DEMONSTRATION.plans
AFC = DEMONSTRATION.plan("business-plan-2019-2024")
TFC = DEMONSTRATION.plan("business-plan-2019-2022")
IMPROVEMENT = DEMONSTRATION.plan("improvement-plan-2020-2021")
STRATEGY = DEMONSTRATION.plan("strategy-2019-2022")
EARLY_HELP = "early-help-service-plan-2019-2020"
POINTS_AT = {
    "measures": {"measures"},
    "leads_to": {"actions", "priorities", "intentions"},
    "evidence_refs": {"evidence", "engagement", "figures", "challenges", "judgements"},
}
"""Of which kinds the items are that a field may name."""


def items(plan: Plan, kind: str) -> list[Item | Priority]:
    return [item for section, item in plan.written if section.kind == kind]


def section(plan: Plan, letter: str) -> Section:
    return next(section for section in plan.sections if section.letter == letter)


def column(plan: Plan, letter: str, name: str) -> list[str]:
    return [item.texts.get(name, "") for item in section(plan, letter).items]


def references(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """(field, plan, reference) of everything that the plan's items point at."""
    for of, item in plan.written:
        for field in kind_of(of.kind).fields:
            if field.reads == "refs":
                for named in refs_of(item.texts.get(field.name, "")):
                    slug, _, ref = named.rpartition("#")
                    yield field.name, slug or plan.slug, ref


def test_there_is_a_section_of_every_kind() -> None:
    there = {section.kind for plan in PLANS for section in plan.sections}
    assert there == {kind.name for kind in kinds()}


def test_there_is_a_plan_of_every_type_and_for_a_company_a_council_and_a_service() -> None:
    assert {plan.kind for plan in PLANS} == set(dict(PLAN_KINDS))
    assert {plan.cover.covers for plan in PLANS} == {"company", "council", "service"}


def test_every_field_that_names_items_of_one_kind_names_such_items() -> None:
    kind = {(plan.slug, item.ref): of.kind for plan in PLANS for of, item in plan.written}
    wrong = [
        (plan.slug, ref)
        for plan in PLANS
        for field, slug, ref in references(plan)
        if field in POINTS_AT and kind[slug, ref] not in POINTS_AT[field]
    ]
    assert wrong == []


def test_no_plan_of_the_whole_company_names_what_stands_in_one_council_s_own_plan() -> None:
    own = {plan.slug for plan in PLANS if plan.cover.covers == "council"}
    shared = (plan for plan in PLANS if plan.slug not in own)
    assert {slug for plan in shared for _, slug, _ in references(plan)} & own == set()


def test_three_business_plans_follow_one_another() -> None:
    lineage = []
    slug: str | None = AFC.slug
    while slug is not None:
        plan = DEMONSTRATION.plan(slug)
        lineage.append((plan.cover.lineage, plan.first_year))
        slug = plan.cover.follows
    assert lineage == [("successor", 2019), ("interim", 2018), ("first", 2013)]


def test_the_delivery_plan_has_plans_for_money_performance_equality_workforce_and_risk() -> None:
    kinds_below = {
        of.kind
        for plan in PLANS
        if plan.cover.parent == "delivery-plan-2019-2024"
        for of in plan.sections
    }
    assert {"budget", "measures", "equality", "workforce", "risks"} <= kinds_below


def test_the_thread_runs_from_an_outcome_by_way_of_a_service_plan_to_a_team_plan() -> None:
    priority = next(priority for priority in AFC.priorities if priority.ref == "KIN-06")
    assert "KIN-O01" in priority.links.serves
    service = dict.fromkeys(references(DEMONSTRATION.plan(EARLY_HELP)))
    assert ("serves", AFC.slug, "KIN-06") in service
    team = DEMONSTRATION.plan("kingston-early-help-team-plan-2019-2020")
    assert ("serves", EARLY_HELP, "KIN-A01") in references(team)


def test_every_priority_of_achieving_for_children_serves_something() -> None:
    assert [priority.ref for priority in AFC.priorities if not priority.links.serves] == []


def test_the_route_of_achieving_for_children_has_its_three_meetings() -> None:
    dated = column(AFC, "P", "dated")
    assert [day for day in dated if day.endswith("2019") and day[0].isdigit()] == [
        "24 June 2019",
        "9 July 2019",
        "9 September 2019",
    ]


def test_engagement_says_who_was_not_asked() -> None:
    for plan in (AFC, TFC):
        asked = Counter(item.texts["asked"] for item in items(plan, "engagement"))
        assert asked["no"] == 1
        assert asked["yes"] >= 4


def test_fifteen_intentions_stand_under_five_priorities_three_each() -> None:
    under = Counter(item.texts["serves"] for item in items(TFC, "intentions"))
    assert under == {f"T-{number:02}": 3 for number in range(1, 6)}


@pytest.mark.parametrize("name", ["outcome", "lead", "supporting"])
def test_every_intention_has_an_outcome_a_lead_and_supporting_plans(name: str) -> None:
    assert all(item.texts[name] for item in items(TFC, "intentions"))


def test_the_framework_is_signed_off_on_the_dates_of_the_published_plan() -> None:
    assert column(TFC, "R", "signed_off_on") == [
        "End of September 2018; Mid-January 2019",
        *["End of December 2018"] * 3,
        "End of February 2019",
        "End of March 2019",
    ]


def test_there_are_six_contractual_and_twenty_six_supporting_indicators() -> None:
    sets = Counter(item.texts.get("measure_set", "") for item in items(TFC, "measures"))
    assert sets == {"contractual": 6, "": 26}


@needs_papers
def test_targets_and_tolerances_are_those_of_the_published_plan_letter_by_letter() -> None:
    printed = [row[-2:] for row in published.rows(r"KPI \d")]
    ours = zip(column(TFC, "O", "target"), column(TFC, "O", "tolerance"), strict=True)
    assert [list(pair) for pair in ours] == printed


def test_a_lower_result_is_better_where_the_tolerance_lies_above_the_target() -> None:
    lower = [item.ref for item in section(TFC, "O").items if item.texts["polarity"] == "lower"]
    assert lower == ["KPI-2", "KPI-5"]


def test_the_improvement_plan_has_its_58_actions_in_three_domains() -> None:
    domains = [of for of in IMPROVEMENT.sections if of.kind == "actions"]
    refs = [[item.ref for item in domain.items] for domain in domains]
    assert refs == [
        [f"{prefix}-{number:02}" for number in range(1, count + 1)]
        for prefix, count in (("HP", 28), ("CL", 11), ("LD", 19))
    ]


@needs_papers
def test_timescales_are_those_of_the_published_plan_letter_by_letter() -> None:
    printed = [row[3] for row in published.rows(r"\d{1,2}") if len(row) == 6]
    assert [item.texts["when"] for item in items(IMPROVEMENT, "actions")] == printed
    assert "31/02/2020" in printed


def test_every_action_of_the_improvement_plan_has_somebody_who_leads_it() -> None:
    for item in items(IMPROVEMENT, "actions"):
        assert item.texts.get("lead") or item.texts.get("organisations"), item.ref


def test_fifteen_numbered_recommendations_each_lead_to_an_action() -> None:
    found = items(IMPROVEMENT, "recommendations")
    assert [item.texts["number"] for item in found] == [str(number) for number in range(1, 16)]
    assert all(item.texts["leads_to"] for item in found)


def test_the_totals_as_printed_add_up_to_the_actions() -> None:
    red, amber, green, completed, total, _ = map(int, column(IMPROVEMENT, "G", "figure"))
    assert red + amber + green + completed == total == len(items(IMPROVEMENT, "actions"))


def test_the_strategy_has_seven_focus_areas_each_with_actions_under_its_name() -> None:
    focus = items(STRATEGY, "focus")
    assert all(item.texts[name] for item in focus for name in ("excellence", "story", "agenda"))
    groups = [of.under for of in STRATEGY.sections if of.kind == "actions"]
    assert groups == [item.texts["title"] for item in focus]
    assert len(groups) == 7


def test_the_sums_of_the_budget_are_right() -> None:
    totals: Counter[str] = Counter()
    subtotals: list[Counter[str]] = []
    running: Counter[str] = Counter()
    for item in items(DEMONSTRATION.plan("financial-plan-2019-2022"), "budget"):
        amounts = Counter(dict(map(amount, lines_of(item.texts["amounts"]))))
        match item.texts.get("line_kind", ""):
            case "subtotal":
                assert amounts == running, item.ref
                subtotals.append(amounts)
                running = Counter()
            case "total":
                totals = amounts
            case _:
                running = add(running, amounts)
    assert totals == add(*subtotals)


def add(*columns: Counter[str]) -> Counter[str]:
    return Counter({year: sum(column[year] for column in columns) for year in columns[-1]})


def amount(line: str) -> tuple[str, int]:
    """The plan year and the amount in £000; income in brackets is less than nothing."""
    year, _, written = line.partition(": ")
    number = int(written.strip("()").replace(",", ""))
    return year, -number if written.startswith("(") else number


def test_supporting_plans_are_named_by_their_titles_not_by_their_addresses() -> None:
    named = {
        line
        for plan in PLANS
        for _, item in plan.written
        for line in lines_of(item.texts.get("supporting", ""))
    }
    assert named & {plan.slug for plan in PLANS} == set()
    missing = named - {plan.title for plan in PLANS}
    assert missing == {
        "SEND Transformation Plan",
        "SEND Futures Plan",
        "Children and Young People's Partnership Plan",
    }
