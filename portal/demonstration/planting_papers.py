"""Plants the markers of papers: a word in a report that is published, in one of Part II, and in the
draft of another."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy.orm import Session

from portal.demonstration import deciding, markers, people
from portal.demonstration.plan_shapes import SHARED
from portal.documents.files import CheckedFile
from portal.meetings import queries as meetings
from portal.meetings.models import Meeting
from portal.meetings.service import arranging, listing, publishing
from portal.meetings.service.arranging import FrontSheet, MeetingDetails
from portal.meetings.service.listing import ItemDetails
from portal.papers import queries
from portal.papers.service import attaching, drafting
from portal.papers.service.drafting import Beginning, Words
from portal.papers.template import RECOMMENDATIONS, STARTER
from tenants import service as tenancy
from tenants.roles import Role
from tenants.scope import Scope

Word = Callable[[str, str], str]
AHEAD = timedelta(days=70)
"""How far ahead the meeting is."""


def plant(session: Session, company: str, body: str, word: Word) -> None:
    """A meeting with a report in each state, its agenda published."""
    slug = _arrange(_clerk(session, company, body), body)
    for state in markers.OF_PAPERS:
        _begin(_clerk(session, company, body), slug, state, word(SHARED, state))
        scope = _clerk(session, company, body)
        _write(scope, _number(scope, slug, state), word(SHARED, state))
    scope = _clerk(session, company, body)
    publishing.publish(scope, _meeting(scope, slug), publishing.Publication())
    session.flush()


def _clerk(session: Session, company: str, body: str) -> Scope:
    session.flush()
    operator = tenancy.operate(session, company)
    body_id = deciding.body_of(operator, body).id
    clerk, *_ = people.holders(operator, Role.CLERK, body_id=body_id)
    return people.acting(session, company, clerk)


def _arrange(scope: Scope, body: str) -> str:
    front = FrontSheet(clerk_name="Clerk")
    day = scope.today() + AHEAD
    details = MeetingDetails("Markers: papers", day, "11am", "Guildhall", front)
    meeting = arranging.arrange(scope, deciding.body_of(scope, body), details)
    for state in markers.OF_PAPERS:
        listing.list_item(scope, meeting, _item(scope, state))
    return meeting.slug


def _item(scope: Scope, state: str) -> ItemDetails:
    title = f"Markers: {state}"
    if state == markers.PUBLISHED_PAPER:
        return ItemDetails(title)
    return ItemDetails(
        title,
        part=2,
        paragraphs=[3],
        public_interest="It is a marker.",
        exemption_reviewed_on=scope.today() + AHEAD,
        to_follow=state == markers.DRAFT_PAPER,
    )


def _begin(scope: Scope, slug: str, state: str, word: str) -> None:
    meeting = _meeting(scope, slug)
    item = next(
        each for each in meetings.items_of(scope, meeting) if each.title == f"Markers: {state}"
    )
    drafting.begin(scope, meeting, item, Beginning(f"Report on {word}", f"{word} Doe", word))


def _number(scope: Scope, slug: str, state: str) -> int:
    items = meetings.items_of(scope, _meeting(scope, slug))
    return next(each.id for each in items if each.title == f"Markers: {state}")


def _write(scope: Scope, number: int, word: str) -> None:
    report = queries.find_report(scope, number)
    if report is None:
        raise LookupError(f"There is no report of item {number}.")
    texts = {part.name: f"Of **{word}**." for part in STARTER if part.name != RECOMMENDATIONS}
    words = Words(report.title, report.author, report.author_post, texts)
    drafting.write(scope, report, words, base=report.head)
    file = CheckedFile(f"Notes on {word}.txt", "text/plain", f"Notes on {word}.".encode())
    attaching.attach(scope, report, file)


def _meeting(scope: Scope, slug: str) -> Meeting:
    found = meetings.meeting_by_slug(scope, slug)
    if found is None:
        raise LookupError(f"There is no meeting {slug}.")
    return found
