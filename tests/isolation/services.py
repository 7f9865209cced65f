"""Every verb, called straight by somebody who may not: the services ask again, behind the guard."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from portal.actions import arisen, arising
from portal.actions import queries as action_queries
from portal.actions import service as actions
from portal.actions.arisen import ArisenLine
from portal.actions.queries import ActionLine
from portal.audit import service as audit
from portal.audit.service import PENDING
from portal.chamber.models import Motion
from portal.chamber.service import conducting, moving
from portal.consents.service import disputing
from portal.decision_records import service as recording
from portal.decisions.models import Delegation, Matter, Recommendation, ReservedMatter, Sitting
from portal.decisions.rules.hands import Hands
from portal.decisions.rules.owners import owners_of
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
from portal.documents.files import CheckedFile
from portal.effects.models import CallIn, Condition
from portal.effects.service import admitting, calling_in, conditions, officers
from portal.engagement import answering, moderating
from portal.engagement import service as engagement
from portal.engagement.models import Answer, Group, Response, Round
from portal.executive.models import ExecutiveNotice, Representation
from portal.executive.service import publishing as notice_publishing
from portal.executive.service import representing
from portal.executive.service.publishing import NoticeDetails, WayDetails
from portal.executive.service.representing import Said
from portal.interests import declaring, dispensing, members
from portal.interests import service as interests
from portal.interests.members import Member
from portal.interests.models import Declaration, Dispensation, Interest
from portal.measures import service as measures
from portal.measures.service import ComparatorDetails, ReadingDetails
from portal.meetings.models import Agenda, AgendaItem, Meeting
from portal.meetings.service import arranging as meeting
from portal.meetings.service import listing, offering, publishing, standing
from portal.minutes.models import Minutes, Passage
from portal.minutes.service import finishing, keeping
from portal.packs import service as packs
from portal.papers.models import Report
from portal.papers.service import drafting, reviewing
from portal.papers.service.drafting import Beginning, TemplateRow
from portal.plans import service as plans
from portal.plans.content import Content
from portal.plans.models import Item, Plan, Section
from portal.plans.models.frozen import Version
from portal.plans.outside import bringing
from portal.plans.outside.whole import Cover, WholePlan
from portal.plans.queries import frames
from portal.plans.service import (
    arranging,
    attaching,
    budgeting,
    deriving,
    framing,
    progressing,
    refreshing,
    scratch,
    versioning,
)
from portal.plans.service.progressing import Recorded
from portal.plans.shapes import PlanDetails, SectionDetails
from portal.risks import service as risks
from portal.risks.rules import USUAL
from portal.risks.service import AssessmentDetails, ResponseDetails
from tenants import invitations, paper_readers, seating
from tenants import service as tenancy
from tenants.models import Appointment, Body, Invitation, PaperDoor, Person
from tenants.roles import Hat, Role
from tenants.scope import NotAllowedError, Scope
from tests.factories import engaging
from tests.factories.world import World

DAY = date(2019, 6, 24)
HAT = Hat(None, Role.OPERATOR, 0, None, "Operator, worker")
COVER = PlanDetails("taken-over", "Taken over", "business", 2019, 1)


@dataclass(frozen=True)
class Things:
    """Rows of afc that a verb is called on, read by the operator and let go of."""

    plan: Plan
    section: Section
    item: Item
    matter: Matter
    recommendation: Recommendation
    sitting: Sitting
    body: Body
    person: Person
    round: Round
    group: Group
    response: Response
    answer: Answer
    invitation: Invitation
    version: Version
    each_owner: ReservedMatter
    member: Member
    interest: Interest
    dispensation: Dispensation
    declaration: Declaration
    line: ReservedMatter
    delegation: Delegation
    whole: Matter
    part: Matter
    action: ActionLine
    meeting: Meeting
    agenda_item: AgendaItem
    executive_notice: ExecutiveNotice
    representation: Representation
    report: Report
    minutes: Minutes
    passage: Passage
    arisen: ArisenLine
    motion: Motion


def things(world: World) -> Things:
    """One of each, of Kingston's where it is a council's."""
    with world.operator_of("afc") as scope:
        plan = _first(scope, select(Plan).where(Plan.slug == "marked-draft"))
        of_plan = Section.plan_id == plan.id
        found = Things(
            plan,
            _first(scope, select(Section).where(of_plan, Section.subject_area_id == 1)),
            _first(scope, select(Item).where(Item.plan_id == plan.id, Item.area_id == 1)),
            _first(scope, select(Matter).where(Matter.state == "submitted")),
            _first(scope, select(Recommendation).where(Recommendation.state == "waiting")),
            _first(scope, select(Sitting).where(Sitting.slug == "to-come")),
            _first(scope, select(Body).where(Body.slug == "joint-committee")),
            _first(scope, select(Person)),
            _first(scope, select(Round).where(Round.slug == "private")),
            _first(scope, select(Group).where(Group.kind == "partners")),
            _first(scope, select(Response).where(Response.state == "waiting")),
            _first(scope, select(Answer)),
            _first(scope, select(Invitation)),
            _first(scope, select(Version).where(Version.state == "approved")),
            _first(scope, select(ReservedMatter).where(ReservedMatter.route == "each_owner")),
            _member(scope),
            _first(scope, select(Interest).where(~Interest.sensitive)),
            _first(scope, select(Dispensation).where(Dispensation.reach == "company")),
            _first(scope, select(Declaration)),
            _first(scope, select(ReservedMatter)),
            _first(scope, select(Delegation)),
            _first(scope, select(Matter).where(Matter.purpose == "consents")),
            _first(scope, select(Matter).where(Matter.purpose == "consent")),
            _action(scope),
            _first(scope, select(Meeting).where(Meeting.slug == "to-come")),
            _first(scope, select(AgendaItem).where(AgendaItem.agenda_id.is_(None))),
            _first(scope, select(ExecutiveNotice)),
            _first(scope, select(Representation)),
            _first(scope, select(Report).where(Report.part == 2, Report.state == "published")),
            _first(scope, select(Minutes)),
            _first(scope, select(Passage).where(Passage.part == 1)),
            arisen.still_open(scope)[0],
            _first(scope, select(Motion)),
        )
        scope.session.expunge_all()
    return found


def _first(scope: Scope, statement: Any) -> Any:
    return scope.session.scalars(statement.limit(1)).one()


def _member(scope: Scope) -> Member:
    """Whoever has interests: a member of the deciding body, of Kingston's."""
    found = members.find_member(scope, _first(scope, select(Interest.person_id)))
    assert found is not None
    return found


def _action(scope: Scope) -> ActionLine:
    plan = _first(scope, select(Plan).where(Plan.slug == "kingston-own-released"))
    found = action_queries.find_action(scope, "KIN-A01", plan=plan)
    assert found is not None
    return found


def _line(there: Things) -> registering.LineDetails:
    return registering.LineDetails("T", "B", "T", "plan", "one_committee", "x", "Q", there.body)


Verb = Callable[[Scope, Things], object]
MEETING = meeting.MeetingDetails("x", DAY, "11am", "Hall")
ITEM = listing.ItemDetails("Taken over")
LINE = decisions.MatterDetails(
    14, "T", "B", "T", "one_committee", "unanimous_of_those_present", "Q", DAY
)
FILE = CheckedFile("x.txt", "text/plain", b"x")
WHOLE = WholePlan(Cover("x", "X", "business", 2020, 1, "afc"), ())
BY = registering.Authority("x")
SITTING = decisions.SittingDetails("s", "S", DAY, "11am", "Hall")
ANSWER = answering.AnswerDetails("x", "changed", "x", None, frozenset({1}))
COUNCIL = tenancy.CouncilDetails("s", "S", "S", "#123456", Decimal(1), DAY)
INTEREST = interests.InterestDetails("land", "own", "x")
DISPENSATION = dispensing.DispensationDetails(
    "company", "both", "balance", "x", "The council", DAY, DAY
)
DECLARED = declaring.DeclarationDetails("registrable", "x")
TELLING = actions.Telling("green", "Taken over")
TYPED = scratch.Typed({"outcome": "x"}, {}, 1, "x")


def _source(there: Things) -> arising.Source:
    minutes = there.minutes
    words = ("1", "x", "x", DAY, minutes.audience)
    return arising.Source(minutes.body_id, minutes.meeting_id, there.agenda_item.id, *words)


def _condition(there: Things) -> Condition:
    return Condition(id=1, matter_id=there.matter.id, body_id=there.matter.body_id)


def _call_in(there: Things) -> CallIn:
    return CallIn(id=1, matter_id=there.matter.id, body_id=there.matter.body_id)


VERBS: dict[str, Verb] = {
    "arising.arise": lambda s, t: arising.arise(
        s, _source(t), arising.ActionDetails("x", "x", "July 2019")
    ),
    "arising.withdraw": lambda s, t: arising.withdraw(s, t.arisen),
    "arising.tell": lambda s, t: arising.tell(s, t.arisen, "green", "x", base=t.arisen.head),
    "conducting.begin_item": lambda s, t: conducting.begin_item(s, t.meeting, t.agenda_item),
    "conducting.preside": lambda s, t: conducting.preside(s, t.meeting, 1),
    "conducting.come_or_leave": lambda s, t: conducting.come_or_leave(
        s, t.meeting, 1, present=True
    ),
    "moving.move": lambda s, t: moving.move(s, t.meeting, t.agenda_item, moving.Moving(1)),
    "moving.move_amendment": lambda s, t: moving.move_amendment(
        s, t.meeting, t.agenda_item, moving.Moving(1, words="x")
    ),
    "moving.settle_amendment": lambda s, t: moving.settle_amendment(s, t.motion, "lost"),
    "moving.take_back": lambda s, t: moving.take_back(s, t.motion),
    "keeping.begin": lambda s, t: keeping.begin(s, t.meeting),
    "keeping.draft_again": lambda s, t: keeping.draft_again(s, t.minutes),
    "keeping.edit": lambda s, t: keeping.edit(s, t.passage, "Taken over", base=1),
    "keeping.settle": lambda s, t: keeping.settle(s, t.passage, "x", drafted="x", base=1),
    "finishing.publish": lambda s, t: finishing.publish(s, t.minutes),
    "finishing.amend": lambda s, t: finishing.amend(s, t.passage, "Taken over", base=1),
    "finishing.confirm": lambda s, t: finishing.confirm(s, t.minutes, t.meeting, t.agenda_item),
    "finishing.sign": lambda s, t: finishing.sign(s, t.minutes),
    "actions.tell": lambda s, t: actions.tell(s, t.action, TELLING, base=t.action.head),
    "plans.create_plan": lambda s, _: plans.create_plan(
        s, plans.PlanDetails("x", "X", "business", 2020, 1), []
    ),
    "plans.add_item": lambda s, t: plans.add_item(s, t.plan, t.section, "X", Content("x", "x")),
    "plans.revise": lambda s, t: plans.revise(s, t.item, Content("x", "x"), base=t.item.head),
    "plans.release": lambda s, t: plans.release(s, t.plan, 1),
    "framing.begin_plan": lambda s, _: framing.begin_plan(s, COVER, [], []),
    "framing.describe_plan": lambda s, t: framing.describe_plan(s, t.plan, COVER, ""),
    "framing.add_section": lambda s, t: framing.add_section(
        s, t.plan, SectionDetails("Z", "x", "risks", 0)
    ),
    "framing.rename_section": lambda s, t: framing.rename_section(
        s, t.section, "Z", "x", "", frames.heading_base(t.section)
    ),
    "framing.remove_section": lambda s, t: framing.remove_section(s, t.section),
    "framing.restore_section": lambda s, t: framing.restore_section(s, t.section),
    "framing.reorder_sections": lambda s, t: framing.reorder_sections(s, t.plan, [], []),
    "arranging.new_item": lambda s, t: arranging.new_item(s, t.plan, t.section, Content("x", "x")),
    "arranging.remove_item": lambda s, t: arranging.remove_item(s, t.item),
    "arranging.restore_item": lambda s, t: arranging.restore_item(s, t.item),
    "arranging.reorder": lambda s, t: arranging.reorder(s, t.section, [t.item.id], [t.item.id]),
    "arranging.move_item": lambda s, t: arranging.move_item(s, t.item, 1, [t.item.id]),
    "arranging.move_to_section": lambda s, t: arranging.move_to_section(
        s, t.item, t.section, t.section.id
    ),
    "attaching.attach": lambda s, t: attaching.attach(s, t.item, FILE),
    "attaching.take_off": lambda s, t: attaching.take_off(s, t.item, "0" * 64),
    "bringing.bring_in": lambda s, _: bringing.bring_in(s, WHOLE),
    "documents.attach": lambda s, _: documents.attach(s, FILE, 1, "editors"),
    "scratch.keep": lambda s, t: scratch.keep(s, t.item, TYPED),
    "scratch.take_up": lambda s, t: scratch.take_up(s, t.item, "x"),
    "scratch.discard": lambda s, t: scratch.discard(s, t.item),
    "scratch.settle": lambda s, t: scratch.settle(s, t.item, TYPED),
    "progressing.record_progress": lambda s, t: progressing.record_progress(
        s, t.item, Recorded("KIN-01-m1", DAY), base=0
    ),
    "measures.record_reading": lambda s, t: measures.record_reading(
        s, t.item, ReadingDetails(DAY, DAY, "1")
    ),
    "measures.record_comparator": lambda s, t: measures.record_comparator(
        s, t.item, ComparatorDetails("national", "1")
    ),
    "risks.assess": lambda s, t: risks.assess(s, t.item, AssessmentDetails("current", 1, 1, DAY)),
    "risks.respond": lambda s, t: risks.respond(
        s, t.item, ResponseDetails("accepted", DAY, "x", "x", DAY)
    ),
    "risks.set_matrix": lambda s, _: risks.set_matrix(s, USUAL, DAY),
    "deriving.link": lambda s, t: deriving.link(s, t.item, t.item),
    "deriving.derive": lambda s, t: deriving.derive(s, t.plan, t.section, t.item),
    "deriving.keep": lambda s, t: deriving.keep(s, t.item, seen=1),
    "deriving.adopt": lambda s, t: deriving.adopt(s, t.item, seen=1, base=t.item.head),
    "deriving.adapt": lambda s, t: deriving.adapt(
        s, t.item, Content("x", "x"), seen=1, base=t.item.head
    ),
    "deriving.part": lambda s, t: deriving.part(s, t.item),
    "versioning.freeze": lambda s, t: versioning.freeze(s, t.plan),
    "versioning.withdraw": lambda s, t: versioning.withdraw(s, t.version, "Taken over"),
    "refreshing.roll_forward": lambda s, t: refreshing.roll_forward(
        s, t.plan, t.version, refreshing.Refresh("Taken over")
    ),
    "recording.describe": lambda s, t: recording.describe(
        s, t.matter, recording.Described("Taken over"), seen=""
    ),
    "ending.defer": lambda s, t: ending.defer(s, t.matter, "Taken over"),
    "ending.withdraw": lambda s, t: ending.withdraw(s, t.matter, "Taken over"),
    "ending.amend": lambda s, t: ending.amend(s, t.matter, "A1", {"title": "Taken over"}),
    "decisions.register_matter": lambda s, t: decisions.register_matter(s, t.body, LINE),
    "registering.add_line": lambda s, t: registering.add_line(s, 99, _line(t), DAY, BY),
    "registering.add_lines": lambda s, t: registering.add_lines(s, {99: _line(t)}, DAY, BY),
    "registering.change_line": lambda s, t: registering.change_line(
        s, t.line, _line(t), DAY, BY, "x"
    ),
    "registering.withdraw_change": lambda s, t: registering.withdraw_change(s, t.line, "x"),
    "registering.end_line": lambda s, t: registering.end_line(s, t.line, DAY, BY, "x"),
    "delegating.delegate": lambda s, t: delegating.delegate(
        s, t.line, delegating.DelegationDetails("x"), DAY, BY
    ),
    "delegating.end_delegation": lambda s, t: delegating.end_delegation(
        s, t.line, t.delegation, DAY, BY
    ),
    "decisions.plan_sitting": lambda s, t: decisions.plan_sitting(s, t.body, SITTING),
    "decisions.settle_citation": lambda s, t: decisions.settle_citation(s, t.matter, 13),
    "owners.name_deciding_body": lambda s, t: owners.name_deciding_body(s, t.each_owner, 1, t.body),
    "asking.fix_sitting": lambda s, t: asking.fix_sitting(s, t.part, t.sitting),
    "disputing.state_position": lambda s, t: disputing.state_position(
        s, t.whole, owners_of(t.whole.rule)[0], "Taken over"
    ),
    "disputing.refer": lambda s, t: disputing.refer(s, t.whole, t.sitting),
    "disputing.ask_again": lambda s, t: disputing.ask_again(s, t.whole, owners_of(t.whole.rule)[0]),
    "sittings.open_sitting": lambda s, t: sittings.open_sitting(s, t.sitting),
    "sittings.close_sitting": lambda s, t: sittings.close_sitting(s, t.sitting),
    "sittings.adjourn_sitting": lambda s, t: sittings.adjourn_sitting(s, t.sitting, "Taken over"),
    "sittings.mark_attendance": lambda s, t: sittings.mark_attendance(s, t.sitting, []),
    "body_settings.change_setting": lambda s, t: body_settings.change_setting(
        s, t.body, "notice_clear_days", "6", DAY
    ),
    "substitutes.seat_member": lambda s, t: substitutes.seat_member(s, t.sitting, 1, 1),
    "substitutes.seat_invited": lambda s, t: substitutes.seat_invited(
        s, t.sitting, 1, "x@x.example", "X"
    ),
    "substitutes.take_back": lambda s, t: substitutes.take_back(s, t.sitting, 1),
    "substitutes.allocate_seats": lambda s, t: substitutes.allocate_seats(
        s, t.body, s.councils[0], 3
    ),
    "counting.count_hands": lambda s, t: counting.count_hands(s, t.recommendation, {1: Hands(1)}),
    "counting.call_vote": lambda s, t: counting.call_vote(s, t.recommendation, 1, "for"),
    "correcting.correct": lambda s, t: correcting.correct(s, t.recommendation, "x", "y", "z"),
    "writing.plan_resolution": lambda s, t: writing.plan_resolution(
        s, t.body, writing.WrittenDetails("x", DAY)
    ),
    "writing.circulate": lambda s, t: writing.circulate(s, t.sitting),
    "seating.appoint_for_a_day": lambda s, t: seating.appoint_for_a_day(
        s, t.person, t.body, 1, DAY
    ),
    "seating.person_called": lambda s, t: seating.person_called(s, t.body, "x@x.example", "X"),
    "voting.open_vote": lambda s, t: voting.open_vote(s, t.recommendation),
    "voting.cast_vote": lambda s, t: voting.cast_vote(s, t.recommendation, "for"),
    "voting.lapse": lambda s, t: voting.lapse(s, HAT, t.recommendation),
    "voting.close_vote": lambda s, t: voting.close_vote(s, t.recommendation),
    "interests.add": lambda s, t: interests.add(s, t.member, INTEREST),
    "interests.end": lambda s, t: interests.end(s, t.member, t.interest, DAY),
    "interests.withhold": lambda s, t: interests.withhold(s, t.member, t.interest),
    "interests.publish": lambda s, t: interests.publish(s, t.member, t.interest),
    "interests.agree": lambda s, t: interests.agree(s, t.member, t.interest),
    "dispensing.grant": lambda s, t: dispensing.grant(s, t.member, DISPENSATION),
    "dispensing.end": lambda s, t: dispensing.end(s, t.member, t.dispensation, "x"),
    "declaring.declare": lambda s, t: declaring.declare(s, t.matter, t.member, DECLARED),
    "declaring.withdraw": lambda s, t: declaring.withdraw(s, t.matter, t.declaration, "x"),
    "declaring.record_room": lambda s, t: declaring.record_room(
        s, t.matter, t.declaration, left=True
    ),
    "conditions.record_condition": lambda s, t: conditions.record_condition(
        s, t.recommendation, conditions.ConditionDetails("precedent", "x", "x")
    ),
    "conditions.discharge": lambda s, t: conditions.discharge(
        s, _condition(t), conditions.Discharge(DAY, "x")
    ),
    "officers.record_officer_decision": lambda s, t: officers.record_officer_decision(
        s,
        Delegation(reserved_matter_id=t.matter.reserved_matter_id),
        officers.OfficerDetails("x", "x", "x", DAY, "x", "x", "x"),
    ),
    "calling_in.exempt": lambda s, t: calling_in.exempt(s, _call_in(t), "x", "x"),
    "calling_in.request": lambda s, t: calling_in.request(s, _call_in(t), "x"),
    "calling_in.settle": lambda s, t: calling_in.settle(
        s, _call_in(t), calling_in.Settled("stands", DAY, "x")
    ),
    "admitting.admit": lambda s, t: admitting.admit(s, t.matter.slug, COUNCIL),
    "meeting.arrange": lambda s, t: meeting.arrange(s, t.body, MEETING),
    "meeting.arrange_sitting": lambda s, t: meeting.arrange_sitting(
        s, t.body, t.sitting, meeting.FrontSheet()
    ),
    "meeting.describe": lambda s, t: meeting.describe(s, t.meeting, meeting.FrontSheet()),
    "meeting.cancel": lambda s, t: meeting.cancel(s, t.meeting, "Taken over"),
    "offering.take_up": lambda s, t: offering.take_up(s, t.meeting, t.matter),
    "standing.keep_template": lambda s, t: standing.keep_template(s, t.body, []),
    "listing.list_item": lambda s, t: listing.list_item(s, t.meeting, ITEM),
    "listing.revise_item": lambda s, t: listing.revise_item(s, t.agenda_item, ITEM),
    "listing.remove_item": lambda s, t: listing.remove_item(s, t.agenda_item),
    "listing.withdraw_item": lambda s, t: listing.withdraw_item(s, t.agenda_item, "x"),
    "listing.reorder": lambda s, t: listing.reorder(s, t.meeting, [], []),
    "publishing.publish": lambda s, t: publishing.publish(
        s, t.meeting, publishing.Publication("Taken over")
    ),
    "notice_publishing.publish": lambda s, t: notice_publishing.publish(
        s, t.agenda_item, "key_decision", NoticeDetails("x")
    ),
    "notice_publishing.take": lambda s, t: notice_publishing.take(
        s, t.agenda_item, "special_urgency", WayDetails("x", "x", "council_chair", DAY)
    ),
    "notice_publishing.withdraw": lambda s, t: notice_publishing.withdraw(
        s, t.executive_notice, "x"
    ),
    "representing.represent": lambda s, t: representing.represent(
        s, t.executive_notice, Said("x", "", "x")
    ),
    "representing.record": lambda s, t: representing.record(
        s, t.executive_notice, Said("x", "", "x"), DAY
    ),
    "representing.answer": lambda s, t: representing.answer(s, t.representation, "x", "x"),
    "budgeting.unlock": lambda s, t: budgeting.unlock(s, t.plan, "Taken over"),
    "engagement.open_round": lambda s, t: engagement.open_round(s, t.plan, engaging.details()),
    "engagement.renew_link": lambda s, t: engagement.renew_link(s, t.round, t.group),
    "engagement.move_last_day": lambda s, t: engagement.move_last_day(s, t.round, DAY),
    "drafting.begin": lambda s, t: drafting.begin(
        s, t.meeting, t.agenda_item, Beginning("Taken over", "x")
    ),
    "drafting.set_template": lambda s, _: drafting.set_template(
        s, [TemplateRow("recommendations", "Taken over")]
    ),
    "reviewing.review": lambda s, t: reviewing.review(
        s, t.report, lifted=True, next_on=None, because="Taken over"
    ),
    "paper_readers.begin": lambda s, t: paper_readers.begin(
        s, PaperDoor(item_id=t.agenda_item.id, body_id=t.agenda_item.body_id), 0
    ),
    "moderating.publish": lambda s, t: moderating.publish(s, t.round, t.response, {}),
    "moderating.withhold": lambda s, t: moderating.withhold(s, t.round, t.response, "No"),
    "answering.summarise": lambda s, t: answering.summarise(s, t.round, "x"),
    "answering.answer": lambda s, t: answering.answer(s, t.round, ANSWER),
    "answering.rewrite": lambda s, t: answering.rewrite(s, t.round, t.answer, ANSWER),
    "answering.close": lambda s, t: answering.close(s, t.round),
    "invitations.invite": lambda s, _: invitations.invite(s, "round-1", 0, "public"),
    "invitations.new_key": lambda s, t: invitations.new_key(s, t.invitation),
    "tenancy.admit_council": lambda s, _: tenancy.admit_council(s, COUNCIL),
    "tenancy.add_body": lambda s, _: tenancy.add_body(s, Body(slug="x")),
    "tenancy.invite_person": lambda s, _: tenancy.invite_person(s, "x@x.example", "X"),
    "tenancy.end_appointment": lambda s, _: tenancy.end_appointment(s, Appointment(), DAY),
    "tenancy.appoint": lambda s, t: tenancy.appoint(s, t.person, Role.EDITOR, 1, starts_on=DAY),
    "packs.ask": lambda s, t: packs.ask(
        s, Meeting(body_id=t.body.id), Agenda(sequence=1, audience="public")
    ),
    "packs.ask_restricted_of": lambda s, t: packs.ask_restricted_of(
        s, Meeting(body_id=t.body.id), AgendaItem(part=2)
    ),
    "audit.erase": lambda s, _: audit.erase(s, 1, "No reason"),
}
NOBODY_MAY = (
    "commissioner@richmond.example",
    "editor@richmond.example",
    "member@board.afc.example",
)
"""People who may do none of these to Kingston's things."""


def unrefused(world: World, there: Things, verb: str) -> list[str]:
    """Who was not refused by this verb in words, or whom it let begin something."""
    found = []
    for email in (*NOBODY_MAY, None):
        with world.scope_of(email) as scope:
            try:
                VERBS[verb](scope, there)
            except NotAllowedError:
                if not (
                    scope.session.new or scope.session.dirty or scope.session.info.get(PENDING)
                ):
                    continue
                found.append(f"{verb} began before it refused {email}")
            except Exception as error:  # noqa: BLE001 - whatever else it says, it did not ask
                found.append(f"{verb} said {type(error).__name__} to {email}")
            else:
                found.append(f"{verb} did it for {email}")
    return found
