"""What the demonstration says: companies, people, plans, registers and submission, from TOML."""

from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from portal.decisions.rules.acts import KINDS_OF_ACT, RESERVED, WITHIN_PLAN
from portal.decisions.rules.codes import OFFERED
from portal.demonstration import checks, plan_content
from portal.demonstration.plan_shapes import SHARED
from portal.demonstration.reading import ContentError, Table, read_file
from portal.demonstration.shapes import (
    Appointment,
    Body,
    Citation,
    Company,
    Council,
    Delegation,
    Demonstration,
    Person,
    Recommendation,
    Register,
    ReservedMatter,
    Sitting,
    Submission,
)

__all__ = ["FOLDER", "SHARED", "ContentError", "Demonstration", "load"]

FOLDER = Path(__file__).parent / "content"
PLANS = (
    "afc/first-plan.toml",
    "afc/interim-plan.toml",
    "afc/business-plan/plan.toml",
    "afc/delivery-plan.toml",
    "afc/financial-plan.toml",
    "afc/performance-plan/plan.toml",
    "afc/equality-plan.toml",
    "afc/workforce-plan.toml",
    "afc/risk-register.toml",
    "afc/early-help-plan.toml",
    "afc/early-help-team-plan.toml",
    "afc/send-plan.toml",
    "tfc/business-plan/plan.toml",
    "tfc/operational-plan.toml",
    "tfc/financial-plan.toml",
    "tfc/workforce-plan.toml",
    "tfc/improvement-plan/plan.toml",
    "tfc/strategy/plan.toml",
)
"""A plan comes after those that it names as its parent or as the one it follows."""

REGISTERS = ("afc/register.toml", "tfc/register.toml")
ROUTES = frozenset({"one_committee", "each_owner"})
RULES = frozenset({"unanimous_of_those_present", "majority_of_those_present"})
ASKED = frozenset({"approval", "approval_in_principle"})
VERBS = frozenset({"approve", "agree", "note", "refer"})
DECIDING = frozenset(
    {"joint_committee", "board", "council_committee", "cabinet", "shareholder_committee"}
)
ADVISING = frozenset({"ownership_board", "leadership_team"})
"""Kinds of bodies that never vote on a matter, and so have neither quorum nor rule."""
ROLES = checks.SEATS | {"director", "editor", "service_lead", "commissioner"}


def load(folder: Path = FOLDER) -> Demonstration:
    """The demonstration's content, checked as a whole.

    Raises ContentError, in words, where a file is missing or not TOML, where a key is missing,
    unknown or of the wrong type, and where the content does not agree with itself.
    """
    day, companies, sittings = read_file(folder, "companies.toml", _companies)
    demonstration = Demonstration(
        day=day,
        companies=companies,
        sittings=sittings,
        people=read_file(folder, "people.toml", _people),
        plans=tuple(plan_content.read_plan(folder, name) for name in PLANS),
        registers=tuple(read_file(folder, name, _register) for name in REGISTERS),
        submission=read_file(folder, "afc/submission.toml", _submission),
    )
    checks.check(demonstration)
    return demonstration


def _companies(table: Table) -> tuple[date, tuple[Company, ...], tuple[Sitting, ...]]:
    return table.day("day"), table.each("company", _company), table.each("sitting", _sitting)


def _company(table: Table) -> Company:
    return Company(
        slug=table.text("slug"),
        name=table.text("name"),
        accent=table.text("accent"),
        shared_prefix=table.text("shared_prefix"),
        councils=table.each("council", _council),
        bodies=table.each("body", _body),
        day=table.optional_day("day"),
    )


def _council(table: Table) -> Council:
    return Council(
        slug=table.text("slug"),
        name=table.text("name"),
        prefix=table.text("prefix"),
        share=Decimal(table.number("share")),
        accent=table.text("accent"),
    )


def _body(table: Table) -> Body:
    kind = table.one_of("kind", DECIDING | ADVISING)
    votes = kind in DECIDING
    return Body(
        slug=table.text("slug"),
        name=table.text("name"),
        kind=kind,
        quorum=table.number("quorum") if votes else 0,
        quorum_per_council=table.number("quorum_per_council") if votes else 0,
        rule=table.one_of("rule", RULES) if votes else None,
    )


def _sitting(table: Table) -> Sitting:
    return Sitting(
        company=table.text("company"),
        body=table.text("body"),
        slug=table.text("slug"),
        title=table.text("title"),
        on_day=table.day("date"),
        starts_at=table.clock("time"),
        venue=table.text("venue"),
    )


def _people(table: Table) -> tuple[Person, ...]:
    return table.each("person", partial(_person, table.day("from")))


def _person(starts_on: date, table: Table) -> Person:
    return Person(
        email=table.text("email"),
        name=table.text("name"),
        starts_on=starts_on,
        ends_on=table.optional_day("until"),
        appointments=table.each("appointments", _appointment),
    )


def _appointment(table: Table) -> Appointment:
    return Appointment(
        company=table.text("company"),
        role=table.one_of("role", ROLES),
        area=table.text("area"),
        body=table.optional_text("body"),
        plan=table.optional_text("plan"),
    )


def _register(table: Table) -> Register:
    return Register(
        company=table.text("company"),
        body=table.text("body"),
        route=table.one_of("route", ROUTES),
        rule=table.one_of("rule", frozenset(OFFERED)),
        quorum=table.text("quorum"),
        in_force_from=table.day("in_force_from"),
        decided_by=table.text("decided_by"),
        matters=table.each("matter", _reserved_matter),
        delegations=table.each("delegation", _delegation),
        councils=table.each("councils", _own_body) if "councils" in table else (),
    )


def _own_body(table: Table) -> tuple[str, str]:
    return table.text("council"), table.text("body")


def _reserved_matter(table: Table) -> ReservedMatter:
    return ReservedMatter(
        number=table.number("number"),
        title=table.text("title"),
        band=table.text("band"),
        trigger=table.text("trigger"),
        kind=table.one_of("kind", frozenset(KINDS_OF_ACT)),
        limit=table.optional_number("limit"),
        within_plan=table.one_of("within_plan", frozenset(WITHIN_PLAN))
        if "within_plan" in table
        else RESERVED,
        route=table.one_of("route", ROUTES) if "route" in table else None,
        rule=table.one_of("rule", frozenset(OFFERED)) if "rule" in table else None,
    )


def _delegation(table: Table) -> Delegation:
    return Delegation(
        number=table.number("number"),
        post=table.text("post"),
        consulting=table.optional_text("consulting") or "",
        words=table.text("words"),
        limit=table.optional_number("limit"),
    )


def _submission(table: Table) -> Submission:
    return Submission(
        company=table.text("company"),
        plan=table.text("plan"),
        sitting=table.text("sitting"),
        number=table.number("number"),
        asks=table.one_of("asks", ASKED),
        item=table.number("item"),
        title=table.text("title"),
        report_by=table.text("report_by"),
        recommendations=table.each("recommendation", _recommendation),
        citations=table.each("citation", _citation),
    )


def _recommendation(table: Table) -> Recommendation:
    return Recommendation(
        letter=table.text("letter"),
        verb=table.one_of("verb", VERBS),
        agenda=table.text("agenda"),
        report=table.text("report"),
        condition=table.optional_text("condition"),
    )


def _citation(table: Table) -> Citation:
    return Citation(
        place=table.text("place"),
        as_written=table.text("as_written"),
        number=table.number("number"),
    )
