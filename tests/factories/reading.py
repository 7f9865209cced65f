"""The papers of a meeting to read: its agenda published, with a matter and its report."""

from datetime import date

from portal.decisions import queries as decisions
from portal.decisions.service import body_settings
from portal.meetings import queries as meetings
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.service import arranging
from portal.reading import keeping, notes, pages, service, sources
from portal.reading.anchors import Anchor, anchor
from portal.reading.models import PaperNote
from portal.reading.notes import Written
from portal.reading.pages import ItemShown
from tenants.scope import Scope
from tests.factories import decisions as submitted
from tests.factories import meeting as arranged
from tests.factories import papers
from tests.factories.world import World

MEETING = submitted.SITTING
MEMBER = "member-1@kingston.example"
COLLEAGUE = "member-2@kingston.example"
CLERK = arranged.CLERK
DAY = date(2019, 6, 24)


def prepare(world: World, *, exempt: str = "") -> str:
    """The meeting of the day with a matter on its published agenda; answers its address.

    With ``exempt`` there is an item of Part II besides, whose report says these words.
    """
    submitted.submit(world)
    with world.scope_of(CLERK) as scope:
        sitting = decisions.find_sitting(scope, MEETING)
        assert sitting is not None
        arranging.arrange_sitting(scope, arranged.body(scope), sitting, arranged.FRONT)
        scope.session.commit()
    if exempt:
        arranged.list_items(world, MEETING, papers.EXEMPT)
        number = papers.begin(world, MEETING, papers.EXEMPT.title)
        papers.write(world, number, texts={**papers.TEXTS, "body": exempt})
    arranged.publish(world, MEETING)
    return MEETING


def allow_copies(world: World) -> None:
    """The clerk lets members keep exempt papers on a device, from today on."""
    with world.scope_of(CLERK) as scope:
        body_settings.change_setting(
            scope, arranged.body(scope), keeping.SETTING, "yes", scope.today()
        )
        scope.session.commit()


def found(scope: Scope, slug: str = MEETING) -> Meeting:
    """The meeting, as this reader reads it."""
    return arranged.found(scope, slug)


def item(scope: Scope, slug: str = MEETING) -> AgendaItem:
    """The item that a matter stands behind."""
    items = meetings.items_of(scope, found(scope, slug))
    return next(each for each in items if each.matter_id is not None)


def shown(scope: Scope, slug: str = MEETING) -> ItemShown:
    """That item, as this reader reads it."""
    reader = pages.reader_of(scope, found(scope, slug))
    return next(each for each in reader.items if each.item.id == item(scope, slug).id)


def note(
    world: World, words: str, quote: str = "", passage: int = 2, email: str = MEMBER, key: str = ""
) -> int:
    """Somebody keeps a note on a passage; answers its number."""
    with world.scope_of(email) as scope:
        there = shown(scope)
        held = anchor(there.of.passages[passage - 1], quote)
        assert held is not None
        kept: PaperNote = notes.keep(scope, there.item, Written(words, held, key))
        scope.session.commit()
        return kept.id


def read(world: World, email: str = MEMBER) -> None:
    """Somebody says that she has read the item."""
    with world.scope_of(email) as scope:
        there = shown(scope)
        service.mark_read(scope, there.item, there.of.digests)
        scope.session.commit()


def mark(doors: World, company: str, email: str, found: str) -> None:
    """In the marked world: a member has read the papers of the meeting that was held, and keeps a
    note and a highlight with a word of her own."""
    with doors.scope_of(email, company) as scope:
        meeting = arranged.found(scope, "held")
        there = next(each for each in sources.pack_of(scope, meeting).items if each.passages)
        service.note_opened(scope, meeting)
        service.mark_read(scope, there.item, there.digests)
        held = anchor(there.passages[-1])
        assert held is not None
        notes.keep(scope, there.item, Written(f"Ask about {found}.", held))
        gone = Anchor("0" * 16, 1, f"Words {found}", "", "", f"Said {found}")
        notes.keep(scope, there.item, Written("", gone))
        scope.session.commit()
