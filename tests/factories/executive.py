"""A meeting of an executive body with a key decision and a private item, on whatever day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from portal.decisions.service import body_settings
from portal.executive import doors as doors_of_notices
from portal.executive import queries
from portal.executive.law import FIRST, KEY
from portal.executive.models import ExecutiveNotice, Representation
from portal.executive.queries import ItemClock
from portal.executive.service import publishing, representing
from portal.executive.service.publishing import NoticeDetails, WayDetails
from portal.executive.service.representing import Said
from portal.meetings import queries as meeting_queries
from portal.meetings.service import arranging, listing
from portal.meetings.service.listing import ItemDetails
from tenants.scope import Scope
from tests.factories import deciding, effects
from tests.factories import meeting as meetings
from tests.factories.meeting import CLERK
from tests.factories.tenancy import DAY
from tests.factories.world import World

MEETS = DAY + timedelta(days=45)
"""Thursday 8 August 2019: 28 clear days are kept until 10 July, five working days until 31 July."""
LAST_OF_28 = date(2019, 7, 10)
LAST_OF_FIVE = date(2019, 7, 31)
PLAIN = ItemDetails("A new nursery")
PRIVATE = ItemDetails(
    "Terms of a lease",
    part=2,
    paragraphs=[3],
    public_interest="To publish the terms would weaken the council’s hand.",
    exemption_reviewed_on=date(2020, 6, 24),
)
OF_KEY = NoticeDetails(
    matter="Whether to open a nursery",
    documents="Report of the director",
    available_from="Guildhall, Kingston",
    more_documents="Write to the clerk.",
)
OF_PRIVATE = NoticeDetails(matter="Terms of a lease", because="Paragraph 3 of Schedule 12A.")
AGREED = WayDetails(
    because="The grant lapses on 31 July.",
    agreed_by="Councillor Orla Brightwell",
    agreed_as="scrutiny_chair",
    acted_on=None,
)
LETTER = Said("Ann Reader", "ann@reader.example", "Taxpayers pay the rent.")


def arrange(world: World, executive: bool = True) -> str:
    """A meeting of the joint committee, as an executive, in 45 days: its address. Its last two
    items are one in public and one in private."""
    if executive:
        make_executive(world)
    slug = meetings.arrange(world, MEETS)
    meetings.list_items(world, slug, PLAIN, PRIVATE)
    return slug


def make_executive(world: World) -> None:
    """Let the joint committee follow the rules of an executive from now on."""
    with world.scope_of(CLERK) as scope:
        body = meetings.body(scope)
        body_settings.change_setting(scope, body, "regime", "executive", scope.today())
        scope.session.commit()


def go_to(world: World, day: date) -> None:
    """Let it be another day."""
    effects.go_to(world, day)


def number_of(scope: Scope, slug: str, title: str) -> int:
    """The number of the item of this title."""
    view = meeting_queries.agenda_of(scope, meetings.found(scope, slug))
    return next(each.number for each in view.items if each.item.title == title)


def clock(scope: Scope, slug: str, title: str) -> ItemClock:
    """The clock of the item of this title."""
    item = meetings.item(scope, slug, number_of(scope, slug, title))
    found = queries.clock_of(scope, item)
    assert found is not None
    return found


def publish(world: World, slug: str, kind: str, title: str | None = None, **changes: object) -> int:
    """The clerk publishes a notice for the item in public (a key decision) or the private one.
    Returns its number."""
    of_key = kind == KEY
    title = title or (PLAIN.title if of_key else PRIVATE.title)
    details = replace(OF_KEY if of_key else OF_PRIVATE, **changes)  # type: ignore[arg-type]  # a test changes any of them
    with world.scope_of(CLERK) as scope:
        item = meetings.item(scope, slug, number_of(scope, slug, title))
        notice: ExecutiveNotice = publishing.publish(scope, item, kind, details)
        scope.session.commit()
        return notice.id


def take(world: World, slug: str, route: str, title: str, **changes: object) -> int:
    """The clerk takes one of the ways today. Returns the number of its notice."""
    with world.scope_of(CLERK) as scope:
        said = {"acted_on": scope.today(), **changes}
        details = replace(AGREED, **said)  # type: ignore[arg-type]  # a test changes any of them
        item = meetings.item(scope, slug, number_of(scope, slug, title))
        notice = publishing.take(scope, item, route, details)
        scope.session.commit()
        return notice.id


def write(world: World, notice: int, email: str | None = None) -> None:
    """Somebody says why the private item should be discussed in public."""
    with world.scope_of(email) as scope:
        found = doors_of_notices.find_notice(scope, str(notice))
        assert found is not None
        representing.represent(scope, found, LETTER)
        scope.session.commit()


def answer(world: World, slug: str) -> None:
    """The clerk answers whatever was written about the private item."""
    with world.scope_of(CLERK) as scope:
        for row in clock(scope, slug, PRIVATE.title).representations:
            row = scope.session.get_one(Representation, row.id)
            representing.answer(scope, row, "The public pays the rent.", "The terms come later.")
        scope.session.commit()


def first_notice(world: World) -> tuple[str, int]:
    """A meeting whose private item has its first notice: its address and the notice's number."""
    slug = arrange(world)
    return slug, publish(world, slug, FIRST)


def mark(doors: World, company: str, words: Sequence[str]) -> None:
    """In the marked world: notices of a key decision and of a private item that everybody reads,
    and what somebody wrote about it, which the body alone does."""
    word, of_body = words
    clerk = f"clerk@{company}.example"
    with doors.scope_of(clerk, company) as scope:
        body = deciding.body_of(scope)
        body_settings.change_setting(scope, body, "regime", "executive", scope.today())
        made = arranging.arrange(scope, body, meetings.details(MEETS, "Executive"))
        private = replace(PRIVATE, title=f"Lease of {word}", public_interest=f"For {of_body}")
        plain = listing.list_item(scope, made, ItemDetails(f"Nursery of {word}"))
        secret = listing.list_item(scope, made, private)
        notice = NoticeDetails(word, "", None, None, f"A {word}", f"B {word}", f"C {word}")
        publishing.publish(scope, plain, KEY, notice)
        first = publishing.publish(scope, secret, FIRST, NoticeDetails(word, f"Why: {word}")).id
        scope.session.commit()
    with doors.scope_of(None, company) as scope:
        found = doors_of_notices.find_notice(scope, str(first))
        assert found is not None
        representing.represent(scope, found, Said(f"Ann {of_body}", of_body, f"Say {of_body}"))
        scope.session.commit()
