"""What the demonstration says: its companies, people, plans, register and submission, from TOML."""

from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from portal.demonstration import checks
from portal.demonstration.reading import ContentError, Table, read_file
from portal.demonstration.shapes import (
    SHARED,
    Appointment,
    Body,
    Citation,
    Company,
    Council,
    Demonstration,
    Milestone,
    Person,
    Plan,
    Priority,
    Recommendation,
    Register,
    ReservedMatter,
    Section,
    Sitting,
    Submission,
)

__all__ = ["FOLDER", "SHARED", "ContentError", "Demonstration", "load"]

FOLDER = Path(__file__).parent / "content"
PLANS = ("afc-plan.toml", "tfc-plan.toml", "tfc-improvement-plan.toml")

SECTION_KINDS = frozenset({"narrative", "priorities"})
PLAN_KINDS = frozenset({"business", "improvement"})
ROUTES = frozenset({"one_committee", "each_owner"})
RULES = frozenset({"unanimous_of_those_present", "majority_of_those_present"})
ASKED = frozenset({"approval", "approval_in_principle"})
VERBS = frozenset({"approve", "agree", "note", "refer"})
BODY_KINDS = frozenset({"joint_committee", "board", "council_committee", "shareholder_committee"})
ROLES = checks.SEATS | {"director", "editor", "commissioner"}


def load(folder: Path = FOLDER) -> Demonstration:
    """The demonstration's content, checked as a whole.

    Raises ContentError, in words, where a file is missing or not TOML, where a key is missing,
    unknown or of the wrong type, and where the content does not agree with itself.
    """
    day, companies, sittings = read_file(folder / "companies.toml", _companies)
    demonstration = Demonstration(
        day=day,
        companies=companies,
        sittings=sittings,
        people=read_file(folder / "people.toml", _people),
        plans=tuple(read_file(folder / name, partial(_plan, folder)) for name in PLANS),
        register=read_file(folder / "afc-register.toml", _register),
        submission=read_file(folder / "afc-submission.toml", _submission),
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
    return Body(
        slug=table.text("slug"),
        name=table.text("name"),
        kind=table.one_of("kind", BODY_KINDS),
        quorum=table.number("quorum"),
        quorum_per_council=table.number("quorum_per_council"),
        rule=table.one_of("rule", RULES),
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
        appointments=table.each("appointments", _appointment),
    )


def _appointment(table: Table) -> Appointment:
    return Appointment(
        company=table.text("company"),
        role=table.one_of("role", ROLES),
        area=table.text("area"),
        body=table.optional_text("body"),
    )


def _plan(folder: Path, table: Table) -> Plan:
    return Plan(
        company=table.text("company"),
        slug=table.text("slug"),
        title=table.text("title"),
        kind=table.one_of("kind", PLAN_KINDS),
        first_year=table.number("first_year"),
        years=table.number("years"),
        sections=table.each("section", partial(_section, folder)),
    )


def _section(folder: Path, table: Table) -> Section:
    kind = table.one_of("kind", SECTION_KINDS)
    return Section(
        letter=table.text("letter"),
        title=table.text("title"),
        kind=kind,
        area=table.text("area"),
        text=table.text("text") if kind == "narrative" else None,
        priorities=_priorities(folder, table) if kind == "priorities" else (),
    )


def _priorities(folder: Path, table: Table) -> tuple[Priority, ...]:
    path = folder / table.text("priorities_in")
    return read_file(path, lambda inner: inner.each("priority", _priority))


def _priority(table: Table) -> Priority:
    return Priority(
        ref=table.text("ref"),
        title=table.text("title"),
        theme=table.text("theme"),
        wording=table.text("wording"),
        outcome=table.text("outcome"),
        evidence=table.text("evidence"),
        success_measure=table.text("success_measure"),
        leads=table.texts("leads"),
        milestones=table.each("milestones", _milestone),
    )


def _milestone(table: Table) -> Milestone:
    key = table.text("key")
    year, _, number = key.partition("-")
    if not (year.isdecimal() and number.isdecimal()):
        raise ContentError(f"{table.where}: the key “{key}” is not a year and a number: 2019-1.")
    return Milestone(
        key=key, year=int(year), words=table.text("words"), due=table.optional_day("due")
    )


def _register(table: Table) -> Register:
    return Register(
        company=table.text("company"),
        body=table.text("body"),
        route=table.one_of("route", ROUTES),
        rule=table.one_of("rule", RULES),
        quorum=table.text("quorum"),
        in_force_from=table.day("in_force_from"),
        matters=table.each("matter", _reserved_matter),
    )


def _reserved_matter(table: Table) -> ReservedMatter:
    return ReservedMatter(
        number=table.number("number"),
        title=table.text("title"),
        band=table.text("band"),
        trigger=table.text("trigger"),
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
