"""A service refuses by itself whom the guard should have refused already."""

import ast
import inspect
from types import ModuleType
from typing import Any

import pytest
from flask import Flask

from portal.actions import arising
from portal.actions import service as actions
from portal.audit import service as audit
from portal.chamber.service import conducting, moving
from portal.chamber.service import following as chamber_following
from portal.consents.service import concluding, disputing
from portal.consents.service import deciding as consenting
from portal.decision_records import service as recording
from portal.decisions.service import (
    asking,
    body_settings,
    correcting,
    counting,
    delegating,
    ending,
    owners,
    registering,
    sittings,
    substitutes,
    voting,
    writing,
)
from portal.decisions.service import submitting as decisions
from portal.documents import service as documents
from portal.effects.service import admitting, calling_in, carrying, conditions, officers, posts
from portal.engagement import answering, comments, moderating, receiving
from portal.engagement import service as engagement
from portal.executive.service import publishing as notice_publishing
from portal.executive.service import representing
from portal.interests import declaring, dispensing
from portal.interests import service as interests
from portal.measures import service as measures
from portal.meetings.service import arranging as meeting
from portal.meetings.service import following as meeting_following
from portal.meetings.service import listing, offering, publishing, standing
from portal.minutes.service import finishing, keeping
from portal.papers.service import annexing, clearing, drafting, naming, reviewing
from portal.papers.service import attaching as paper_attaching
from portal.papers.service import checks as paper_checks
from portal.papers.service import publishing as paper_publishing
from portal.plans import service as plans
from portal.plans.outside import bringing
from portal.plans.service import (
    amending,
    arranging,
    attaching,
    budgeting,
    commencing,
    deriving,
    framing,
    progressing,
    refreshing,
    scratch,
    versioning,
)
from portal.reading import notes
from portal.reading import service as reading
from portal.risks import service as risks
from tenants import invitations, paper_readers, seating
from tenants import service as tenancy
from tests.factories.world import World
from tests.isolation.services import VERBS, things, unrefused

pytestmark = pytest.mark.isolation

MODULES: dict[str, ModuleType] = {
    "asking": asking,
    "deciding": consenting,
    "concluding": concluding,
    "disputing": disputing,
    "actions": actions,
    "plans": plans,
    "arranging": arranging,
    "framing": framing,
    "attaching": attaching,
    "budgeting": budgeting,
    "bringing": bringing,
    "documents": documents,
    "scratch": scratch,
    "deriving": deriving,
    "measures": measures,
    "risks": risks,
    "versioning": versioning,
    "commencing": commencing,
    "progressing": progressing,
    "amending": amending,
    "refreshing": refreshing,
    "decisions": decisions,
    "ending": ending,
    "body_settings": body_settings,
    "registering": registering,
    "delegating": delegating,
    "owners": owners,
    "recording": recording,
    "substitutes": substitutes,
    "counting": counting,
    "correcting": correcting,
    "writing": writing,
    "seating": seating,
    "sittings": sittings,
    "voting": voting,
    "conditions": conditions,
    "calling_in": calling_in,
    "carrying": carrying,
    "admitting": admitting,
    "posts": posts,
    "officers": officers,
    "engagement": engagement,
    "comments": comments,
    "receiving": receiving,
    "moderating": moderating,
    "answering": answering,
    "interests": interests,
    "dispensing": dispensing,
    "declaring": declaring,
    "meeting": meeting,
    "meeting_following": meeting_following,
    "listing": listing,
    "publishing": publishing,
    "offering": offering,
    "standing": standing,
    "notice_publishing": notice_publishing,
    "representing": representing,
    "notes": notes,
    "reading": reading,
    "drafting": drafting,
    "naming": naming,
    "clearing": clearing,
    "paper_attaching": paper_attaching,
    "annexing": annexing,
    "reviewing": reviewing,
    "paper_publishing": paper_publishing,
    "paper_checks": paper_checks,
    "paper_readers": paper_readers,
    "arising": arising,
    "chamber_following": chamber_following,
    "conducting": conducting,
    "moving": moving,
    "keeping": keeping,
    "finishing": finishing,
    "tenancy": tenancy,
    "invitations": invitations,
    "audit": audit,
}
ASKED_BY_THEIR_CALLERS = {
    "finishing.let_find": "a step of publishing and of amending",
    "arising.open_with_minutes": "takes the hat under which the minutes are published",
    "chamber_following.mark": "as a member is marked, under the hat that marks her",
    "chamber_following.follow": "as the sitting opens or closes, under the hat that does it",
    "chamber_following.happened": "takes the hat under which it happened",
    "progressing.carry_progress": "takes the hat under which the plan is rolled forward",
    "deriving.carry": "takes the hat under which the plan is rolled forward",
    "versioning.submit": "takes the hat under which the matter is submitted",
    "versioning.put_back": "takes the hat under which the vote is closed",
    "versioning.settle": "takes the hat under which the vote is closed",
    "commencing.bring_into_force": "takes the hat under which the vote is closed",
    "budgeting.lock": "takes the hat under which the effect is carried out",
    "carrying.decided": "takes the hat under which the matter was decided",
    "carrying.reconsider": "takes the hat of what changed, or the worker's",
    "calling_in.open_call_in": "takes the hat under which the matter was decided",
    "documents.keep": "takes the hat that another room's service asked for",
    "audit.trial": "begins a part of a transaction, changes nothing",
    "versioning.open_version": "a step of the verbs above",
    "versioning.new_version": "a step of freezing and of approving as amended",
    "versioning.note": "takes the hat of what it records",
    "versioning.allowed": "says which move there is, changes nothing",
    "versioning.read_again": "reads a row that is inside the walls, changes nothing",
    "calling_in.may_ask": "says whether a call-in could be asked for, changes nothing",
    "versioning.locked_plan": "locks a row that is inside the walls, changes nothing",
    "amending.approve_as_amended": "takes the hat under which the vote is closed",
    "plans.new_revision": "a step of revising and of approving as amended",
    "plans.record_revision": "takes the hat of what it records",
    "plans.take_head": "a step of revising and of approving as amended",
    "plans.open_cover": "a step of opening a version",
    "plans.widen": "a step of opening anything",
    "plans.open_texts": "a step of opening anything",
    "plans.begin_part": "a step of creating a plan and of adding a section",
    "plans.record_cover": "takes the hat of what it records",
    "documents.widen": "a step of opening or saving a text that names files",
    "plans.record_order": "takes the hat of what it records",
    "comments.write": "everybody who reads a text speaks of it among her own: tests/engagement",
    "comments.reply": "as the walls of the thread allow: tests/engagement",
    "comments.edit": "asks whose words they are: tests/engagement",
    "comments.withdraw": "asks whose words they are: tests/engagement",
    "comments.resolve": "as the walls of the thread allow: tests/engagement",
    "receiving.receive": "asks for whom she answers: tests/engagement",
    "invitations.accept_all": "lets in to what the walls already show to be hers",
    "invitations.present": "lets in whoever holds the secret: tests/engagement",
    "invitations.seat_guest": "looks for an invitation that she was let in by",
    "declaring.open_to_all": "takes the hat under which the matter is decided",
    "voting.new_vote": "a step of casting, and of calling by name",
    "seating.unappoint": "asks first; needs a substitute, tested in tests/decisions",
    "seating.seat_the_public": "opens nothing: what she then writes is asked for in its service",
    "audit.record": "takes the hat of what it records",
    "audit.on": "registers a handler",
    "ending.take_back": "takes the hat under which the whole is withdrawn or amended",
    "asking.ask_owners": "a step of submitting",
    "asking.ask": "takes the hat under which it is submitted or amended",
    "asking.part_of": "makes a row that its caller writes",
    "deciding.consent_given": "takes the hat under which the vote is closed",
    "deciding.draw_conclusion": "takes the hat under which the vote is closed",
    "deciding.again": "takes the hat under which the vote is closed",
    "disputing.begin": "takes the hat under which the vote is closed",
    "disputing.settled": "takes the hat under which the vote is closed",
    "disputing.agreed": "takes the hat under which the vote is closed",
    "concluding.open_to_public": "takes the hat under which the vote is closed",
    "concluding.conclude": "takes the hat under which the vote is closed",
    "amending.amend_submitted": "takes the hat under which the vote is closed",
    "notes.keep": "whoever has a role keeps notes of her own: tests/reading",
    "notes.change": "changes a note that the walls show to its author alone",
    "notes.remove": "removes a note that the walls show to its author alone",
    "reading.mark_read": "whoever has a role marks what she herself read: tests/reading",
    "reading.mark_unread": "forgets a mark that the walls show to its author alone",
    "reading.note_opened": "notes it of a member of the body, of nobody else: tests/reading",
    "listing.list_new": "a step of listing and of arranging",
    "publishing.open_papers_of": "takes the hat under which the agenda is published",
    "meeting_following.close": "as the sitting closes, under the hat that closes it",
    "meeting_following.resume": "as the sitting goes on, under the hat that opens it",
    **dict.fromkeys(
        (
            *("drafting.write", "naming.add_reader", "naming.end_reader", "clearing.ask"),
            *("clearing.answer", "paper_attaching.attach", "paper_attaching.take_off"),
            *("annexing.annex", "annexing.redraw", "annexing.take_off"),
        ),
        "asks who is named for it, besides: tests/papers",
    ),
    "naming.name": "takes the hat of whoever names her",
    "naming.name_by_address": "takes the hat of whoever names her",
    "paper_publishing.follow": "as the agenda is published, under the hat that publishes it",
    "paper_publishing.follow_item": "as an item is said anew, under the hat that says it",
    "paper_publishing.publish": "takes the hat under which the agenda is published",
    "paper_publishing.lift": "takes the hat under which the exemption is lifted",
    "paper_publishing.let_find": "a step of opening a report",
    "paper_checks.settle": "takes the hat under which a report is changed",
    "paper_readers.admit": "lets in to what is proved to be hers: tests/papers",
    "paper_readers.keep_all": "asks whether it is the operator",
    "versioning.publish_submitted": "takes the hat under which the agenda is published",
    "decisions.submit": "asks first; needs a whole submission, tested in tests/decisions",
}
READS = {
    "arising.hat_for",
    "chamber_following.walls",
    "chamber_following.sitting_of",
    "conducting.seat_of",
    "keeping.pending",
    "finishing.presided_by",
    "notes.by_key",
    "reading.mark_of",
    "reading.seat_in",
    "reading.has_opened",
    "drafting.awaits_report",
    "paper_checks.locked",
    "paper_checks.writes",
    "paper_checks.writer",
    "clearing.answerer",
    "paper_readers.tasks",
    "paper_readers.keeps",
    "voting.locked_place",
    "voting.refuse_unless_open",
    "writing.refuse_in_writing",
    "writing.refuse_unless_in_days",
    "asking.owners_on",
    "asking.own_rule",
    "actions.hat_for",
    "plans.walls_of",
    "plans.section_row",
    "arranging.next_ref",
    "scratch.find",
    "scratch.unsaved",
    "tenancy.area_id_of",
    "tenancy.title_of",
    "carrying.outstanding",
    "representing.closed_because",
    "calling_in.member_hat",
    "calling_in.requests_of",
    "posts.person_named",
    "posts.post_named",
    "posts.held",
    "tenancy.body_id_of",
    "engagement.walls_of",
    "comments.addressees",
    "comments.may_begin",
    "receiving.council_hat",
    "answering.open_ends",
    "refreshing.source_of",
    "refreshing.roll_of",
    "refreshing.steps_of",
    "interests.keeps",
    "interests.is_registrar",
    "interests.registrar",
    "declaring.of_matter",
}


def _verbs(name: str, module: ModuleType) -> set[str]:
    """The public functions of a service that take a Scope."""
    tree = ast.parse(inspect.getsource(module))
    return {
        f"{name}.{node.name}"
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and any(arg.arg == "scope" for arg in node.args.args)
    }


def test_every_verb_is_tried_or_named_with_its_reason() -> None:
    there = set().union(*(_verbs(name, module) for name, module in MODULES.items()))
    assert there - set(VERBS) - set(ASKED_BY_THEIR_CALLERS) - READS == set()


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_refuses_in_words_and_begins_nothing(marked_app: Flask, verb: str) -> None:
    world = World(marked_app)
    assert unrefused(world, things(world), verb) == []


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_that_does_not_ask_is_noticed(
    marked_app: Flask, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    def let_in(scope: Any, *_: object, **__: object) -> Any:
        return scope.hat

    monkeypatch.setattr("tenants.scope.Scope.require", let_in)
    world = World(marked_app)
    assert unrefused(world, things(world), verb)
