"""The marked world's papers: a word of its own in a report that is published, in one of Part II
and in a draft of Part II; and a member whom an interest shuts out from the second."""

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import select

from portal.decisions.models import Matter
from portal.documents.files import CheckedFile
from portal.interests import declaring, members
from portal.interests.declaring import DeclarationDetails
from portal.meetings import queries as meetings
from portal.meetings.models import Meeting
from portal.meetings.service import arranging, listing, publishing
from portal.meetings.service.listing import ItemDetails
from portal.papers import queries
from portal.papers.models import Report
from portal.papers.service import annexing, attaching, clearing, drafting, reviewing
from portal.papers.service.drafting import Beginning, TemplateRow, Words
from portal.papers.template import STARTER
from portal.plans import queries as plans
from tenants import paper_readers
from tenants.scope import Scope
from tests.factories import deciding, meeting
from tests.factories.world import World

Word = Callable[..., str]
WRITERS = {"afc": "director@afc.example", "tfc": "director@tfc.example"}
BARRED = {"afc": "co-chair@richmond.example", "tfc": "chair@sunderland.example"}
"""Who has declared an interest in the matter of the published paper of Part II."""
STATES = ("public", "paper", "draft-paper")
"""Of the three reports: read by everybody; of Part II, published; of Part II, a draft."""
REVIEW = date(2020, 6, 24)
TITLES = {"public": "An open item", "paper": "A closed item", "draft-paper": "One to follow"}


def mark(doors: World, company: str, word: Word) -> None:
    """A meeting with three reports, the agenda published; the last report is to follow."""
    clerk = f"clerk@{company}.example"
    with doors.scope_of(clerk, company) as scope:
        there = arranging.arrange(
            scope, deciding.body_of(scope), meeting.details(scope.today() + timedelta(days=40))
        )
        slug = there.slug
        # The body's template has a word that only the body may read (``meeting.mark``).
        listing.remove_item(scope, meetings.items_of(scope, there)[0])
        for state in STATES:
            listing.list_item(scope, there, _item(scope, state))
        scope.session.commit()
    for state in STATES:
        _begin(doors, company, slug, state, word(company, None, state, "report"))
    for state in STATES:
        _write(doors, company, slug, state, word(company, None, state, "report"))
    with doors.scope_of(clerk, company) as scope:
        publishing.publish(scope, _meeting(scope, slug), publishing.Publication())
        scope.session.commit()
    with doors.scope_of(clerk, company) as scope:
        report = _report(scope, slug, "paper")
        said = f"Still so for {word(company, None, 'paper', 'report')}"
        reviewing.review(scope, report, lifted=False, next_on=REVIEW, because=said)
        scope.session.commit()
    _bar(doors, company)


def _item(scope: Scope, state: str) -> ItemDetails:
    if state == "public":
        return ItemDetails(TITLES[state])
    return ItemDetails(
        TITLES[state],
        part=2,
        paragraphs=[3],
        public_interest="It would be known to others.",
        exemption_reviewed_on=REVIEW,
        matter_id=_matter(scope).id if state == "paper" else None,
        to_follow=state == "draft-paper",
    )


def _matter(scope: Scope) -> Matter:
    statement = select(Matter).where(Matter.state == "submitted", Matter.purpose == "decide")
    return scope.session.scalars(statement.order_by(Matter.id).limit(1)).one()


def _begin(doors: World, company: str, slug: str, state: str, found: str) -> None:
    with doors.scope_of(f"clerk@{company}.example", company) as scope:
        item = next(
            each
            for each in meetings.items_of(scope, _meeting(scope, slug))
            if each.title == TITLES[state]
        )
        said = Beginning(f"On {found}", f"{found} Doe", f"Head of {found}", WRITERS[company])
        drafting.begin(scope, _meeting(scope, slug), item, said)
        scope.session.commit()


def _write(doors: World, company: str, slug: str, state: str, found: str) -> None:
    writer = WRITERS[company]
    with doors.scope_of(writer, company) as scope:
        if state == "public":
            drafting.set_template(scope, [TemplateRow(**vars(part)) for part in STARTER])
        report = _report(scope, slug, state)
        texts = {part.name: f"About {found}." for part in STARTER if part.name != "recommendations"}
        words = Words(report.title, report.author, report.author_post, texts)
        drafting.write(scope, report, words, base=report.head)
        file = CheckedFile(f"Notes on {found}.txt", "text/plain", f"Notes: {found}.".encode())
        attaching.attach(scope, report, file)
        plan = plans.find_plan(scope, "marked-public")
        assert plan is not None
        annexing.annex(scope, report, "performance", plan, None, f"Figures of {found}")
        asked = clearing.ask(scope, report, "finance", writer)
        seen = report.content_digest
        clearing.answer(scope, report, asked, "cleared", f"Fine for {found}", seen=seen)
        scope.session.commit()


def _bar(doors: World, company: str) -> None:
    email = BARRED[company]
    person = doors.person_id(email)
    with doors.scope_of(email, company) as scope:
        member = members.find_member(scope, person)
        assert member is not None
        details = DeclarationDetails("disclosable", "She is paid by whoever gains by it")
        declaring.declare(scope, _matter(scope), member, details)
        scope.session.commit()


def _meeting(scope: Scope, slug: str) -> Meeting:
    found = meetings.meeting_by_slug(scope, slug)
    assert found is not None
    return found


def _report(scope: Scope, slug: str, state: str) -> Report:
    """The report of one of the items: of its writer's in the order of the agenda, of the clerk's
    by the item's title."""
    named = sorted(paper_readers.tasks(scope))
    if not named:
        items = {each.title: each.id for each in meetings.items_of(scope, _meeting(scope, slug))}
        named = [items[TITLES[each]] for each in STATES]
    report = queries.find_report(scope, named[STATES.index(state)])
    assert report is not None
    return report
