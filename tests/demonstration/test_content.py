"""The demonstration's content: whole, in our own words, and shaped like the published plans."""

import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from portal.decisions.rules.acts import KINDS_OF_ACT
from portal.demonstration.content import FOLDER, ContentError, load
from portal.demonstration.plan_shapes import Plan, Section
from portal.kit.diffs import likeness, same_wording

PLAN = load().plan("business-plan-2019-2024")
TFC_PLAN = load().plan("business-plan-2019-2022")
SECTIONS = {section.letter: section for section in PLAN.sections}

AFC = "afc/business-plan/plan.toml"
KINGSTON = "afc/business-plan/kingston.toml"
TFC = "tfc/business-plan/plan.toml"
ACTIONS = "tfc/improvement-plan/help-1.toml"
MEASURES = "tfc/business-plan/contractual.toml"
RISKS = "afc/risk-register.toml"

# Row numbers of the published draft priorities where two columns say the same.
KINGSTON_AS_RICHMOND = {1, 2, 3, 6, 7, 8, 9, 10}
KINGSTON_AS_WINDSOR = {(1, 1), (5, 4), (7, 7), (8, 6), (9, 9), (10, 10)}


def wording(ref: str) -> str:
    return next(priority.wording for priority in PLAN.priorities if priority.ref == ref)


def equal_rows(left: str, right: str) -> set[tuple[int, int]]:
    return {
        (row, other)
        for row in range(1, 11)
        for other in range(1, 11)
        if same_wording(wording(f"{left}-{row:02}"), wording(f"{right}-{other:02}"))
    }


def nearness(left: str, right: str) -> float:
    same, size = likeness(wording(left), wording(right))
    return same / size


def edited(folder: Path, name: str, old: str, new: str) -> Path:
    """A copy of the content in which the first ``old`` of one file is ``new``."""
    copy = folder / "content"
    shutil.copytree(FOLDER, copy)
    text = (copy / name).read_text(encoding="utf-8")
    assert old in text
    (copy / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


@pytest.mark.parametrize(
    ("letter", "prefix"), [("C", "C"), ("D", "KIN"), ("E", "RIC"), ("F", "WM")]
)
def test_a_column_holds_ten_priorities_numbered_from_one(letter: str, prefix: str) -> None:
    refs = [priority.ref for priority in SECTIONS[letter].priorities]
    assert refs == [f"{prefix}-{number:02}" for number in range(1, 11)]


def test_the_plan_begins_with_the_six_sections_of_the_framework() -> None:
    sections = [(section.letter, section.kind, section.area) for section in PLAN.sections]
    assert sections[:6] == [
        ("A", "narrative", "shared"),
        ("B", "narrative", "shared"),
        ("C", "priorities", "shared"),
        ("D", "priorities", "kingston"),
        ("E", "priorities", "richmond"),
        ("F", "priorities", "windsor-and-maidenhead"),
    ]


def test_kingston_equals_richmond_in_eight_rows() -> None:
    assert equal_rows("KIN", "RIC") == {(row, row) for row in KINGSTON_AS_RICHMOND}


def test_kingston_equals_windsor_and_maidenhead_also_under_other_numbers() -> None:
    assert equal_rows("KIN", "WM") == KINGSTON_AS_WINDSOR


def test_richmond_equals_windsor_and_maidenhead_where_kingston_does_but_for_the_statement() -> None:
    assert equal_rows("RIC", "WM") == KINGSTON_AS_WINDSOR - {(5, 4)}


@pytest.mark.parametrize("prefix", ["KIN", "RIC", "WM"])
def test_the_company_shares_no_wording_with_a_council(prefix: str) -> None:
    assert equal_rows("C", prefix) == set()


def test_the_first_row_differs_between_kingston_and_richmond_by_one_comma() -> None:
    assert wording("KIN-01") != wording("RIC-01")
    assert wording("KIN-01").replace("practising,", "practising") == wording("RIC-01")


def test_the_second_row_differs_between_kingston_and_richmond_by_one_capital() -> None:
    kingston = wording("KIN-02")
    assert wording("RIC-02") == kingston[0].lower() + kingston[1:] != kingston


def test_the_sixth_row_differs_between_kingston_and_richmond_by_the_full_stop() -> None:
    assert wording("RIC-06") == wording("KIN-06") + "."


def test_the_plans_for_special_needs_are_nearly_the_same_in_kingston_and_richmond() -> None:
    assert 0.6 < nearness("KIN-04", "RIC-04") < 1
    assert 0.6 < nearness("RIC-04", "KIN-04") < 1


@pytest.mark.parametrize("ref", ["WM-02", "WM-03", "WM-05", "WM-08"])
def test_a_wording_of_windsor_and_maidenheads_own_is_near_no_other(ref: str) -> None:
    others = [item.ref for item in PLAN.priorities if item.ref[:3] in {"KIN", "RIC"}]
    assert max(nearness(ref, other) for other in others) < 0.5


def test_no_column_uses_a_theme_twice() -> None:
    for section in PLAN.sections:
        themes = [priority.theme for priority in section.priorities]
        assert len(themes) == len(set(themes))


def test_equal_wordings_of_councils_stand_under_one_theme() -> None:
    for left in PLAN.priorities:
        for right in PLAN.priorities:
            if same_wording(left.wording, right.wording):
                assert left.theme == right.theme, (left.ref, right.ref)


@pytest.mark.parametrize("plan", [PLAN, TFC_PLAN], ids=lambda plan: plan.slug)
def test_every_priority_is_worded_in_one_sentence_of_fifteen_to_forty_words(plan: Plan) -> None:
    for priority in plan.priorities:
        assert 15 <= len(priority.wording.split()) <= 40, priority.ref
        assert ". " not in priority.wording, priority.ref
        assert "\n" not in priority.wording, priority.ref


def test_every_priority_of_the_five_years_has_a_milestone_in_at_least_four_of_them() -> None:
    for priority in PLAN.priorities:
        assert len({milestone.year for milestone in priority.milestones}) >= 4, priority.ref


def test_together_for_children_has_five_shared_priorities_and_some_for_sunderland() -> None:
    areas = Counter(section.area for section in TFC_PLAN.sections for _ in section.priorities)
    assert areas["shared"] == 5
    assert areas["sunderland"] >= 2


def test_each_of_the_five_shared_priorities_begins_three_intentions_in_the_first_year() -> None:
    for priority in _section(TFC_PLAN, "C").priorities:
        assert sum(milestone.year == 2019 for milestone in priority.milestones) == 3


def test_the_joint_committee_has_three_three_and_two_voting_members_with_a_co_chair_each() -> None:
    seats = [
        (seat.area, seat.role)
        for person in load().people
        for seat in person.appointments
        if (seat.company, seat.body) == ("afc", "joint-committee")
        and seat.role in {"member", "co_chair"}
    ]
    councils = Counter(area for area, _ in seats)
    assert councils == {"kingston": 3, "richmond": 3, "windsor-and-maidenhead": 2}
    assert sorted(area for area, role in seats if role == "co_chair") == sorted(councils)


def test_the_register_holds_the_business_plan_as_matter_thirteen_and_the_budget_as_nine() -> None:
    titles = {matter.number: matter.title for matter in load().register.matters}
    assert (titles[13], titles[9]) == ("Business plan and its annual refresh", "Annual budget")


def test_every_line_of_a_register_says_which_kind_of_act_it_is_about() -> None:
    kinds = [matter.kind for matter in load().register.matters]
    assert sorted(kinds) == sorted(KINDS_OF_ACT)


def test_the_registers_know_nothing_of_the_change_of_december_2020() -> None:
    for register in load().registers:
        assert register.route == "one_committee"
        assert register.in_force_from < load().day


def test_agenda_and_report_cite_different_reserved_matters() -> None:
    submission = load().submission
    assert [citation.number for citation in submission.citations] == [9, 13]
    assert submission.number == 13


def test_agenda_and_report_word_only_the_last_recommendation_differently() -> None:
    recommendations = load().submission.recommendations
    assert [item.letter for item in recommendations if item.agenda != item.report] == ["c"]
    assert [item.verb for item in recommendations] == ["approve", "approve", "note"]


def test_the_demonstration_lives_on_the_day_of_the_sitting() -> None:
    demonstration = load()
    assert demonstration.day == demonstration.sittings[0].on_day == date(2019, 6, 24)


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("people.toml", "email =", "e_mail =", "“email” is missing"),
        ("people.toml", "[[person]]", "[[person]]\nage = 40", "nothing is known of “age”"),
        ("people.toml", '"director@afc', '"director-2@afc', "is there 2 times"),
        ("people.toml", 'role = "director"', 'role = "king"', "“role” is “king”"),
        ("people.toml", 'area = "kingston"', 'area = "surrey"', "no owner of Achieving"),
        ("people.toml", ', body = "joint-committee"', "", "a seat names its body"),
        ("people.toml", 'body = "board"', 'body = "bored"', "no body of Achieving"),
        ("people.toml", "from = 2019-04-01", 'from = "April"', "“from” is not a date"),
        ("people.toml", "until = 2019-05-31", "until = 2019-03-31", "before the first day"),
        ("companies.toml", "share = 40", "share = 41", "add up to 101%"),
        ("companies.toml", "share = 40", "share = true", "is not a whole number"),
        ("companies.toml", 'prefix = "RIC"', 'prefix = "KIN"', "prefix “KIN” is there 2 times"),
        (KINGSTON, 'ref = "KIN-02"', 'ref = "KIN-01"', "“KIN-01” is there 2 times"),
        (KINGSTON, 'ref = "KIN-02"', 'ref = "WM-04"', "“WM-04” is there 2 times"),
        (KINGSTON, '"2019-1"', '"2018-1"', "outside the plan's years"),
        (KINGSTON, '"2023-1"', '"2024-1"', "outside the plan's years"),
        (KINGSTON, "2019-09-30", "2020-04-01", "outside its own plan year"),
        (KINGSTON, '"2019-1"', '"next year"', "is not a year and a number"),
        (KINGSTON, '"2019-2"', '"2019-1"', "“2019-1” is there 2 times"),
        (KINGSTON, '["Director of Social Care"]', "[]", "at least one text"),
        (AFC, 'letter = "B"', 'letter = "A"', "section “A” is there 2 times"),
        (AFC, "company.toml", "gone.toml", "business-plan/gone.toml cannot be read"),
        (AFC, 'company = "afc"', 'company = "abc"', "the company “abc”"),
        ("afc/register.toml", "number = 2\n", "number = 1\n", "“1” is there 2 times"),
        ("afc/register.toml", 'kind = "plan"', 'kind = "poem"', "“kind” is “poem”"),
        ("tfc/register.toml", "number = 11\npost", "number = 99\npost", "Matter 99 is delegated"),
        ("afc/submission.toml", "number = 13", "number = 99", "reserved matter “99”"),
        ("afc/submission.toml", 'plan = "business', 'plan = "busy', "the plan “busy-plan"),
        ("afc/submission.toml", 'title = "', 'title = "" #', "“title” is empty"),
        (TFC, "years = 3", "years = ", "plan.toml cannot be read"),
        (TFC, 'kind = "figures"', 'kind = "poems"', "“kind” is “poems”"),
        (TFC, 'kind = "business"', 'kind = "busy"', "“kind” is “busy”"),
        (TFC, 'owner = "board"', 'owner = "bored"', "no body of Together"),
        (TFC, '"sunderland"]', '"surrey"]', "no owner of Together"),
        ("tfc/workforce-plan.toml", 'parent = "business', 'parent = "busy', "none before it"),
        (AFC, 'follows = "interim', 'follows = "successor', "none before it is so"),
        (AFC, 'lineage = "s', 'lineage = "p', "“lineage” is “puccessor”"),
        (
            ACTIONS,
            'lead = ["Director of Early Help"]',
            'load = ["x"]',
            "nothing is known of “load”",
        ),
        (ACTIONS, "title =", "titel =", f"{ACTIONS}, item 1: “title” is missing"),
        (ACTIONS, 'ref = "HP-02"', 'ref = "HP-01"', f"See {ACTIONS}, item 1 and {ACTIONS}, item 2"),
        (ACTIONS, 'ref = "HP-02"', 'ref = "hp 2"', "“hp 2” is not a reference such as KIN-01"),
        (ACTIONS, '["Northumbria Police"]', '["A; B"]', "“organisations” would fall apart"),
        (ACTIONS, 'when = "01/07/2020"', 'when = "a\\nb"', "(HP-01): “when” is one line"),
        (MEASURES, 'polarity = "higher"', 'polarity = "up"', "“polarity” is “up”"),
        (MEASURES, '"T-03"', '"T-99"', f"{MEASURES}, item 1 (KPI-1): “serves” names “T-99”"),
        (RISKS, "2024#C-01", "2025#C-01", "names “business-plan-2019-2025#C-01”, which is not"),
        (TFC, '["figures-money.toml"]', "[]", "“items_in” needs at least one text"),
    ],
)
def test_a_mistake_in_a_file_is_refused_in_words(
    tmp_path: Path, name: str, old: str, new: str, message: str
) -> None:
    with pytest.raises(ContentError, match=re.escape(message)):
        load(edited(tmp_path, name, old, new))


def test_a_text_that_is_longer_than_its_field_is_refused(tmp_path: Path) -> None:
    folder = edited(tmp_path, ACTIONS, 'when = "', f'when = "{"x" * 500}')
    with pytest.raises(ContentError, match=r"“when” has 510 characters: 500 are the most"):
        load(folder)


def test_a_fourth_milestone_in_one_year_is_refused(tmp_path: Path) -> None:
    more = "".join(f'\n  {{ key = "2019-{number}", words = "More" }},' for number in range(7, 10))
    folder = edited(
        tmp_path, "afc/business-plan/company.toml", "milestones = [", f"milestones = [{more}"
    )
    with pytest.raises(ContentError, match="C-01 has 5 milestones in 2019: 3 are the most"):
        load(folder)


def _section(plan: Plan, letter: str) -> Section:
    return next(section for section in plan.sections if section.letter == letter)
