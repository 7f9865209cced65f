"""The demonstration's meetings: arranged, their agendas published, added to, items withdrawn."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from portal.decisions import queries as decisions
from portal.demonstration import deciding, people
from portal.demonstration.reading import Table, read_file
from portal.demonstration.timeline import PUBLISH, Step
from portal.kit.words import time_words
from portal.meetings import queries
from portal.meetings.models import Meeting
from portal.meetings.service import arranging, listing, publishing
from portal.meetings.service.arranging import FrontSheet, MeetingDetails
from portal.meetings.service.listing import ItemDetails
from portal.meetings.service.publishing import Publication
from tenants import service as tenancy
from tenants.models import Body
from tenants.roles import Role
from tenants.scope import Scope

FOLDER = Path(__file__).parent / "content"
LONDON = ZoneInfo("Europe/London")
BEFORE = PUBLISH - 5
"""An agenda is drafted before it is published on the same day."""


@dataclass(frozen=True)
class Withdrawn:
    """An item that was withdrawn on a day."""

    number: int
    day: date
    because: str


@dataclass(frozen=True)
class Supplementary:
    """A later publication, with the reports that it brings."""

    day: date
    reports: tuple[int, ...]


@dataclass(frozen=True)
class Told:
    """A meeting as its file tells it: of a sitting planned before, or with a day of its own."""

    sitting: str | None
    body: str | None
    details: MeetingDetails | None
    host: str | None
    front: FrontSheet
    arranged: date
    published: date | None
    items: tuple[ItemDetails, ...]
    withdrawn: tuple[Withdrawn, ...]
    supplementary: tuple[Supplementary, ...]


def load(company: str) -> tuple[Told, ...]:
    """The meetings of a company. Raises ContentError for a file that cannot be."""
    return read_file(FOLDER, f"{company}/meetings.toml", _meetings)


def steps(session: Session, company: str) -> list[Step]:
    """Every meeting arranged and published on its days, by the clerk of its body."""
    found: list[Step] = []
    for told in load(company):
        bound = partial(_act, session, company, told)
        found.append(Step(told.arranged, BEFORE, partial(bound, _arrange)))
        if told.published is not None:
            found.append(Step(told.published, PUBLISH, partial(bound, _publish, Publication())))
        for each in told.withdrawn:
            found.append(Step(each.day, BEFORE, partial(bound, _withdraw, each)))
        for later in told.supplementary:
            what = Publication(reports=later.reports)
            found.append(Step(later.day, PUBLISH, partial(bound, _publish, what)))
    return found


def _act(
    session: Session, company: str, told: Told, verb: Callable[..., None], *rest: object
) -> None:
    """Do something as the clerk of the meeting's body; as the chair of a board without one."""
    operator = tenancy.operate(session, company)
    body = _body(operator, told)
    clerk, *_ = people.holders(operator, Role.CLERK, Role.BOARD_CHAIR, body_id=body.id)
    verb(people.acting(session, company, clerk), told, *rest)
    session.flush()


def _arrange(scope: Scope, told: Told) -> None:
    body, front = _body(scope, told), _front(scope, told)
    sitting = decisions.find_sitting(scope, told.sitting) if told.sitting else None
    if told.details is not None:
        meeting = arranging.arrange(scope, body, replace(told.details, front_sheet=front))
    elif sitting is not None:
        meeting = arranging.arrange_sitting(scope, body, sitting, front)
    else:
        raise LookupError(f"There is no sitting {told.sitting}.")
    for item in told.items:
        listing.list_item(scope, meeting, item)


def _publish(scope: Scope, told: Told, what: Publication) -> None:
    publishing.publish(scope, _meeting(scope, told), what)


def _withdraw(scope: Scope, told: Told, each: Withdrawn) -> None:
    item = queries.item_by_number(scope, str(each.number), meeting=_meeting(scope, told))
    if item is None:
        raise LookupError(f"There is no item {each.number}.")
    listing.withdraw_item(scope, item, each.because)


def _meeting(scope: Scope, told: Told) -> Meeting:
    found = queries.meeting_by_slug(scope, told.sitting or "")
    if found is None:
        raise LookupError(f"There is no meeting {told.sitting}.")
    return found


def _body(scope: Scope, told: Told) -> Body:
    sitting = decisions.find_sitting(scope, told.sitting) if told.sitting else None
    if sitting is not None:
        return scope.session.get_one(Body, sitting.body_id)
    return deciding.body_of(scope, told.body or "")


def _front(scope: Scope, told: Told) -> FrontSheet:
    areas = {area.slug: area.area_id for area in scope.councils}
    host = areas[told.host] if told.host else None
    return replace(told.front, host_council_id=host)


def _meetings(table: Table) -> tuple[Told, ...]:
    table.text("company")
    return table.each("meeting", _told)


def _told(table: Table) -> Told:
    published = table.optional_day("published")
    arranged = table.optional_day("arranged") or published
    if arranged is None:
        raise LookupError(f"{table.where}: say when it was arranged or published.")
    return Told(
        sitting=table.optional_text("sitting"),
        body=table.optional_text("body"),
        details=_details(table) if "date" in table else None,
        host=table.optional_text("host"),
        front=_sheet(table),
        arranged=arranged,
        published=published,
        items=table.each("item", _item),
        withdrawn=table.each("withdrawn", _withdrawn),
        supplementary=table.each("supplementary", _supplementary),
    )


def _details(table: Table) -> MeetingDetails:
    starts = time_words(table.clock("time"))
    return MeetingDetails(table.text("title"), table.day("date"), starts, table.text("venue"))


def _sheet(table: Table) -> FrontSheet:
    places = table.optional_text("inspection_places") or ""
    return FrontSheet(
        clerk_name=table.optional_text("clerk_name") or "",
        clerk_telephone=table.optional_text("clerk_telephone") or "",
        clerk_email=table.optional_text("clerk_email") or "",
        filming_notice=table.optional_text("filming_notice") or "",
        accessible_formats=table.optional_text("accessible_formats") or "",
        inspection_places="\n".join(line.strip() for line in places.splitlines()),
        speaking_deadline=_moment(table) if "speaking_day" in table else None,
    )


def _moment(table: Table) -> datetime:
    at: time = table.clock("speaking_time")
    return datetime.combine(table.day("speaking_day"), at, LONDON)


def _item(table: Table) -> ItemDetails:
    return ItemDetails(
        title=table.text("title"),
        kind=table.optional_text("kind") or "report",
        code=table.optional_text("code") or "",
        part=table.optional_number("part") or 1,
        presenter=table.optional_text("presenter") or "",
        to_follow=table.flag("to_follow"),
        paragraphs=table.numbers("paragraphs"),
        public_interest=table.optional_text("public_interest") or "",
        exemption_reviewed_on=table.optional_day("reviewed"),
    )


def _withdrawn(table: Table) -> Withdrawn:
    return Withdrawn(table.number("number"), table.day("day"), table.text("because"))


def _supplementary(table: Table) -> Supplementary:
    return Supplementary(table.day("day"), table.numbers("reports"))
