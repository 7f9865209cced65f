"""Reports as the clerk asks for them and officers write them, in either company."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from portal.documents.files import CheckedFile
from portal.meetings import queries as meetings
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.service import listing
from portal.meetings.service.listing import ItemDetails
from portal.papers import queries
from portal.papers.models import Report
from portal.papers.service import attaching, clearing, drafting
from portal.papers.service.drafting import Beginning, Words
from portal.papers.template import STARTER
from tenants.scope import Scope
from tests.factories import meeting
from tests.factories.world import World

CLERK = "clerk@afc.example"
WRITER = "director@afc.example"
FINANCE = "director-2@afc.example"
MEMBER = "member-1@kingston.example"
TEXTS = {part.name: f"Words on {part.heading.lower()}." for part in STARTER if part.needed}
EXEMPT = ItemDetails(
    "Terms of a contract",
    part=2,
    paragraphs=[3],
    public_interest="Prices would be known to whoever tenders.",
    exemption_reviewed_on=date(2020, 6, 24),
)


def arrange(world: World, *items: ItemDetails, days: int = 30) -> str:
    """A meeting of the joint committee with these items on its draft agenda; its address."""
    with world.scope_of(CLERK) as scope:
        day = scope.today() + timedelta(days=days)
    slug = meeting.arrange(world, day)
    meeting.list_items(world, slug, *(items or (ItemDetails("School places"),)))
    return slug


def item_called(scope: Scope, slug: str, title: str) -> AgendaItem:
    """The item of this title of a meeting."""
    found = meetings.meeting_by_slug(scope, slug)
    assert found is not None
    return next(each for each in meetings.items_of(scope, found) if each.title == title)


def begin(world: World, slug: str, title: str = "School places", **said: str) -> int:
    """The clerk asks the director for the report of an item; the number of its page."""
    with world.scope_of(CLERK) as scope:
        item = item_called(scope, slug, title)
        beginning = Beginning(
            said.get("title", f"Report on {title}"), "Ian Example", "Managing Director", WRITER
        )
        drafting.begin(scope, meeting.found(scope, slug), item, beginning)
        number = item.id
        scope.session.commit()
    return number


def found(scope: Scope, number: int) -> Report:
    """The report of an item, as this reader finds it."""
    report = queries.find_report(scope, number)
    assert report is not None, number
    return report


def words(report: Report, **changed: object) -> Words:
    """All that has to be written in a report, some of it changed."""
    said = {
        "title": report.title,
        "author": report.author,
        "author_post": report.author_post,
        "texts": TEXTS,
        **changed,
    }
    return Words(**said)  # type: ignore[arg-type]  # a test's own words


def write(world: World, number: int, **changed: object) -> None:
    """Write a report, as the director."""
    with world.scope_of(WRITER) as scope:
        report = found(scope, number)
        drafting.write(scope, report, words(report, **changed), base=report.head)
        scope.session.commit()


def attach(world: World, number: int, file: CheckedFile) -> int:
    """Attach a file, as the director; its number."""
    with world.scope_of(WRITER) as scope:
        row = attaching.attach(scope, found(scope, number), file)
        scope.session.commit()
        return row.id


def clear(world: World, number: int, kind: str = "finance", email: str = FINANCE) -> None:
    """Ask an officer to clear a report, who clears it."""
    with world.scope_of(WRITER) as scope:
        clearing.ask(scope, found(scope, number), kind, email)
        scope.session.commit()
    answer(world, number, "cleared", "Fine by me.", email)


def answer(world: World, number: int, said: str, words: str = "", email: str = FINANCE) -> None:
    """An officer answers who was asked to clear it."""
    with world.scope_of(email) as scope:
        report = found(scope, number)
        mine = next(
            row
            for row in queries.clearances_of(scope, [report.id])[report.id]
            if row.person_id == scope.person_id
        )
        clearing.answer(scope, report, mine, said, words, seen=report.content_digest)
        scope.session.commit()


def reads(world: World, email: str | None, number: int) -> bool:
    """Whether somebody finds the report of an item."""
    with world.scope_of(email, writes=False) as scope:
        return queries.find_report(scope, number) is not None


def meeting_of(world: World, number: int) -> str:
    """The address of the meeting that a report goes to."""
    with world.scope_of(CLERK, writes=False) as scope:
        return scope.session.get_one(Meeting, found(scope, number).meeting_id).slug


def all_reports(scope: Scope) -> Sequence[Report]:
    """Every report inside these walls."""
    return scope.session.scalars(select(Report)).all()


def revise(scope: Scope, item: AgendaItem, details: ItemDetails) -> None:
    """Say anew what an item is."""
    listing.revise_item(scope, item, details)
