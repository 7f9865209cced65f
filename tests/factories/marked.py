"""The marked world: a made-up word in every text, another for each company, area and state.

Whoever finds a word has read the text it stands in, wherever the portal served it. Beside the
people of the small world there are some whom the walls could mistake for somebody else.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from flask import Flask
from sqlalchemy import select

from portal.actions import queries as action_queries
from portal.actions import service as actions
from portal.consents.rules import Verdict
from portal.consents.service import disputing
from portal.decision_records import service as recording
from portal.decisions import queries as decisions
from portal.decisions.models import Matter
from portal.decisions.rules.owners import owners_of
from portal.documents import service as documents
from portal.documents.files import CheckedFile
from portal.kit import digests
from portal.measures import service as measures
from portal.measures.service import ComparatorDetails, ReadingDetails
from portal.plans import kinds, queries
from portal.plans import service as plans
from portal.plans.content import Content
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.service import commencing, deriving, framing, progressing, scratch, versioning
from portal.plans.service.progressing import Recorded
from portal.plans.shapes import PlanDetails, SectionDetails
from portal.risks import service as risks
from portal.risks.rules import USUAL
from portal.risks.service import AssessmentDetails, ResponseDetails
from portal.web.database import db
from tenants import service as tenancy_service
from tenants.audiences import EDITORS
from tenants.roles import Role
from tenants.scope import Scope
from tests.factories import (
    conditioned,
    deciding,
    engaged,
    executive,
    interested,
    jobs,
    meeting,
    minuted,
    papers_marked,
    people,
    reading,
    seated,
    tenancy,
    waited,
    world,
)
from tests.factories import plans as plan_factory
from tests.factories.people import Post
from tests.factories.world import COMPANIES, World

AREAS: dict[str, tuple[str | None, ...]] = {
    "afc": (None, "kingston", "richmond", "windsor-and-maidenhead"),
    "tfc": (None, "sunderland"),
}
"""None is what the company shares."""
STATES = ("draft", "older", "released", "submitted", "edited", "public")
PLANS: dict[str, tuple[str, ...]] = {
    "marked-draft": ("draft",),
    "marked-released": ("released", "older"),
    "marked-submitted": ("submitted", "edited"),
    "marked-public": ("public", "edited"),
    "marked-in-force": ("public", "submitted", "edited"),
}
"""Which states' words stand in which plan: the first in its newest opened text."""
OWN_COUNCIL = {"afc": "kingston", "tfc": "sunderland"}
"""The council that has plans of its own, whose very cover is behind its wall."""
OWN_PLANS: dict[str, str] = {
    f"{council}-own-{state}": state
    for council in OWN_COUNCIL.values()
    for state in ("draft", "released")
}
"""In which state each plan of one council is."""
MATTERS = {"submitted": "marked-submitted", "public": "marked-public"}
"""Which state a matter about a plan is in."""

NOTICES = ("public", "body")
"""Who reads what is said of an executive body's notices: everybody, its body alone."""
MEETINGS = ("public", "body", "board")
"""Who reads what is said of a meeting: everybody, its body alone, the board alone."""

WRITERS = {"afc": "director@afc.example", "tfc": "director@tfc.example"}
"""Who has words in a draft that are not saved: she alone reads them."""
NOTING = {company: deciding.members(company)[0] for company in COMPANIES}
"""Who has notes on the papers of a meeting: she alone reads them."""
WITHHOLDING = interested.MEMBERS
"""Whose register withholds an interest in each company: she and the clerk read it."""

NOBODY = "nobody@nowhere.example"
FORMER = "former@kingston.example"
FUTURE = "future@kingston.example"
LEAD = Post("service-lead@afc.example", "afc", Role.SERVICE_LEAD)
OBSERVER = Post(
    "observer@kingston.example", "afc", Role.NON_VOTING_MEMBER, "kingston", "joint-committee"
)
SUBSTITUTE = Post(
    "substitute@kingston.example", "afc", Role.SUBSTITUTE, "kingston", "joint-committee"
)
TWO_HATS = "two-hats@both.example"
TWO_POSTS = (
    Post(TWO_HATS, "afc", Role.COMMISSIONER, "richmond"),
    Post(TWO_HATS, "tfc", Role.CLERK, None, "shareholder-committee"),
)


@dataclass(frozen=True)
class Marker:
    """A word, and the text it stands in: whose, in which state."""

    word: str
    company: str
    area: str | None
    state: str
    thing: str = "plan"


def word(company: str, area: str | None, state: str, thing: str = "plan") -> str:
    """ "zqplandraftkingstonafc": no other text holds it, and no other word is a part of it."""
    return f"zq{thing}{state}{area or 'shared'}{company}".replace("-", "")


MARKERS = tuple(
    [
        Marker(word(company, area, state), company, area, state)
        for company in COMPANIES
        for area in AREAS[company]
        for state in STATES
    ]
    + [
        Marker(word(company, None, state, "matter"), company, None, state, "matter")
        for company in COMPANIES
        for state in MATTERS
    ]
    + [
        Marker(word(company, None, "public", "delegation"), company, None, "public", "delegation")
        for company in COMPANIES
    ]
    + [
        Marker(word(company, area, "submitted", "consent"), company, area, "submitted", "consent")
        for company in COMPANIES
        for area in (None, OWN_COUNCIL[company])
    ]
    + [
        Marker(word(company, None, first, "cover"), company, None, first, "cover")
        for company in COMPANIES
        for first in dict.fromkeys(states[0] for states in PLANS.values())
    ]
    + [
        Marker(word(company, council, state, "own"), company, council, state, "own")
        for company, council in OWN_COUNCIL.items()
        for state in ("draft", "released")
    ]
    + [
        Marker(word(company, council, "released", "action"), company, council, "released", "action")
        for company, council in OWN_COUNCIL.items()
    ]
    + [
        Marker(word(company, area, state, thing), company, area, state, thing)
        for company in COMPANIES
        for thing, area, state in engaged.things(company)
    ]
    + [
        Marker(word(company, area, "released", "progress"), company, area, "released", "progress")
        for company in COMPANIES
        for area in AREAS[company]
    ]
    + [
        Marker(word(company, None, state, thing), company, None, state, thing)
        for company in COMPANIES
        for thing, state in interested.THINGS
    ]
    + [
        Marker(word(company, area, "released", "reading"), company, area, "released", "reading")
        for company in COMPANIES
        for area in AREAS[company]
    ]
    + [
        Marker(word(company, None, state, "meeting"), company, None, state, "meeting")
        for company in COMPANIES
        for state in MEETINGS
    ]
    + [
        Marker(word(company, area, "released", "risk"), company, area, "released", "risk")
        for company in COMPANIES
        for area in AREAS[company]
    ]
    + [
        Marker(word(company, None, state, "job"), company, None, state, "job")
        for company in COMPANIES
        for state in waited.STATES
    ]
    + [
        Marker(word(company, None, state, "notice"), company, None, state, "notice")
        for company in COMPANIES
        for state in NOTICES
    ]
    + [
        Marker(word(company, None, "noted", "papers"), company, None, "noted", "papers")
        for company in COMPANIES
    ]
    + [
        Marker(word(company, None, state, "report"), company, None, state, "report")
        for company in COMPANIES
        for state in papers_marked.STATES
    ]
    + [
        Marker(word(company, None, state, "minutes"), company, None, state, "minutes")
        for company in COMPANIES
        for state in minuted.STATES
    ]
    + [
        Marker(word(company, area, "unsaved", "scratch"), company, area, "unsaved", "scratch")
        for company in COMPANIES
        for area in AREAS[company]
    ]
)


def _meet(doors: World, company: str) -> None:
    """Meetings with their agendas, and the notices that an executive body gave before one; a member
    has read the papers of one and has notes on them."""
    meeting.mark(doors, company, [word(company, None, each, "meeting") for each in MEETINGS])
    reading.mark(doors, company, NOTING[company], word(company, None, "noted", "papers"))
    executive.mark(doors, company, [word(company, None, each, "notice") for each in NOTICES])


def build(app: Flask) -> None:
    """The small world's people, with plans and matters in every state, in both companies."""
    world.found(app)
    doors = World(app)
    for company in COMPANIES:
        with doors.operator_of(company) as operator:
            delegate = word(company, None, "public", "delegation")
            deciding.register(operator, f"the head of {delegate}")
            for slug in ("to-come", "held"):
                deciding.sitting(operator, slug)
            operator.session.commit()
        seated.prepare(doors, company)
        _as_director(doors, company, _write)
        _as_director(doors, company, _write_own)
        _as_director(doors, company, _derive)
        _as_director(doors, company, _put_before_the_body)
        _describe(doors, company, "submitted")
        slug = _submitted(doors, company, "public", "held")
        first = deciding.members(company)[0]
        deciding.decide(doors.scope_of, company, slug, recorded=first, hands="b")
        seated.sit(doors, company, slug)
        conditioned.follow(doors, company, word)
        _describe(doors, company, "public")
        _meet(doors, company)
        ref = {"afc": "KIN-01", "tfc": "SUN-01"}[company]
        engaged.ask_everybody(doors, company, word, ref)
        engaged.sum_up(doors, company, word)
        interested.enter_all(doors, company, word)
        _write_papers(doors, company)
        _as_director(doors, company, _go_on)
        disagree(doors, company)
        _say_more(doors, company, ref)
    _appoint_the_others(doors)


def _say_more(doors: World, company: str, ref: str) -> None:
    """What is said, and asked for, about all that is there by now; the worker builds the packs."""
    engaged.comment_all(doors, company, word)
    engaged.ask_some(doors, company, word, ref)
    _as_director(doors, company, partial(waited.ask_all, word))
    jobs.work(doors.app)


def disagree(doors: World, company: str) -> None:
    """A matter that every owner decides, whose owners are in dispute: one has said why."""
    council = OWN_COUNCIL[company]
    found = word(company, None, "submitted", "consent")
    with doors.scope_of(WRITERS[company], company) as director:
        matter = deciding.submit_to_owners(director, found)
        hat = director.hat
        assert hat is not None
        disputing.begin(director, hat, matter, Verdict("failed", f"Nobody agrees on {found}"))
        director.session.commit()
        slug = matter.slug
    with doors.scope_of(f"commissioner@{council}.example", company) as scope:
        asked = decisions.find_matter(scope, slug)
        assert asked is not None
        owner = next(each for each in owners_of(asked.rule) if each.slug == council)
        said = word(company, council, "submitted", "consent")
        disputing.state_position(scope, asked, owner, f"We want {said}.")
        scope.session.commit()


def _as_director(doors: World, company: str, act: Callable[[Scope], None]) -> None:
    with doors.scope_of(f"director@{company}.example", company) as scope:
        act(scope)
        scope.session.commit()


def _write(scope: Scope) -> None:
    _type(scope, _draft(scope, "marked-draft", "draft"))
    plan = _draft(scope, "marked-released", "older")
    _rewrite(scope, plan, "released")
    for area in scope.areas:
        plans.release(scope, plan, area.area_id)
    _draft(scope, "marked-submitted", "submitted")
    public = _draft(scope, "marked-public", "public")
    _add_measures(scope, public)
    _add_risks(scope, public)
    _bring_into_force(scope, _draft(scope, "marked-in-force", "public"))


def _bring_into_force(scope: Scope, plan: Plan) -> None:
    """A version superseded, one in force, one withdrawn, one deferred, and a draft amended since
    by minor amendments."""
    for _ in range(2):
        version = _settled(scope, plan, "approved")
        assert scope.hat is not None
        commencing.bring_into_force(scope, version, scope.hat, scope.today())
    _rewrite(scope, plan, "submitted")
    for state in ("withdrawn", "deferred"):
        _settled(scope, plan, state)
    _rewrite(scope, plan, "edited", plans.Minor("A misprint", "Scheme of delegation"))


def _settled(scope: Scope, plan: Plan, state: str) -> Version:
    version = versioning.freeze(scope, plan)
    assert scope.hat is not None
    versioning.submit(scope, version, scope.hat)
    versioning.settle(scope, version, scope.hat, state, versioning.Decision("A body decided", ""))
    return version


def _write_own(scope: Scope) -> None:
    """Plans of one council: its word stands in the cover, the heading and the text."""
    council = OWN_COUNCIL[scope.company.slug]
    area = next(area for area in scope.areas if area.slug == council)
    for slug, state in OWN_PLANS.items():
        if not slug.startswith(council):
            continue
        found = word(scope.company.slug, council, state, "own")
        details = PlanDetails(
            slug, f"Plan {found}", "team", 2019, 1, area_id=area.area_id, covers="council"
        )
        heading = SectionDetails("A", f"Section {found}", "actions", area.area_id, f"For {found}")
        plan = plans.create_plan(scope, details, [heading])
        section = queries.find_section(scope, plan, "A")
        assert section is not None
        said = {"title": f"Do {found}", "wording": f"How {found} is done.", "when": f"By {found}"}
        plans.add_item(scope, plan, section, f"{area.prefix}-A01", Content.of(said))
        if state == "released":
            plans.release(scope, plan, area.area_id)
            _tell(scope, plan, f"{area.prefix}-A01", council)


def _tell(scope: Scope, plan: Plan, ref: str, council: str) -> None:
    """Whatever can be told of an action, with a word in it."""
    found = word(scope.company.slug, council, "released", "action")
    action = action_queries.find_action(scope, ref, plan=plan)
    assert action is not None
    day = tenancy.DAY + timedelta(days=30)
    said = actions.Telling("amber", f"Late by {found}.", f"More {found}.", day, f"Board of {found}")
    actions.tell(scope, action, said, base=0)


def _derive(scope: Scope) -> None:
    """In every plan something derives from its neighbour's, the last from what is shared: most
    of those who read it cannot read its source."""
    areas = [area.prefix for area in scope.areas]
    for slug in PLANS:
        plan = queries.find_plan(scope, slug)
        assert plan is not None
        for prefix, source in zip(areas[1:], [*areas[2:], areas[0]], strict=True):
            item, other = (
                queries.find_reading(scope, f"{each}-01", plan=plan) for each in (prefix, source)
            )
            assert item is not None
            assert other is not None
            deriving.link(scope, item.item, other.item)


def _put_before_the_body(scope: Scope) -> None:
    _submit(scope, "submitted", "to-come")


def _submitted(doors: World, company: str, state: str, sitting: str) -> str:
    with doors.scope_of(f"director@{company}.example", company) as scope:
        slug = _submit(scope, state, sitting)
        scope.session.commit()
    return slug


def _submit(scope: Scope, state: str, sitting: str) -> str:
    plan = queries.find_plan(scope, MATTERS[state])
    assert plan is not None
    words = word(scope.company.slug, None, state, "matter")
    return deciding.submit(scope, plan, sitting, words).slug


def _write_papers(doors: World, company: str) -> None:
    """Reports to a meeting to come, and the minutes of the one that was held."""
    papers_marked.mark(doors, company, word)
    minuted.mark(doors, company, word)


def _describe(doors: World, company: str, state: str) -> None:
    """The clerk records reasons and options rejected, before the decision or after it."""
    found = word(company, None, state, "matter")
    with doors.scope_of(f"clerk@{company}.example", company) as scope:
        matters = scope.session.scalars(select(Matter).where(Matter.title.contains(found))).all()
        for matter in matters:
            said = recording.Described(f"Because of {found}.", f"To do without {found}.")
            seen = recording.described(matter).digest
            recording.describe(scope, matter, said, seen=seen)
        scope.session.commit()


def _go_on(scope: Scope) -> None:
    """Newer drafts, and a version that nobody has been shown."""
    for slug in MATTERS.values():
        plan = queries.find_plan(scope, slug)
        assert plan is not None
        _rewrite(scope, plan, "edited")
        versioning.freeze(scope, plan)
    _record_progress(scope)
    _measure(scope)
    _assess(scope)


def _record_progress(scope: Scope) -> None:
    """Beside a text that everybody reads, so that only the progress itself is held back."""
    plan = queries.find_plan(scope, MATTERS["public"])
    assert plan is not None
    for area in scope.areas:
        slug = None if area.area_id == 0 else area.slug
        note = f"It led to {word(scope.company.slug, slug, 'released', 'progress')}."
        reading = queries.find_reading(scope, f"{area.prefix}-01", plan=plan)
        assert reading is not None
        what = Recorded(f"{area.prefix}-01-m1", tenancy.DAY, note)
        progressing.record_progress(scope, reading.item, what, base=0)


def _draft(scope: Scope, slug: str, state: str) -> Plan:
    title = f"Plan {word(scope.company.slug, None, PLANS[slug][0], 'cover')}"
    words = partial(_words, scope, state)
    plan = plan_factory.draft(scope, slug, words, per_area=1, title=title)
    for item in queries.items_of(scope, plan.id, 0):
        if item.ref == "A1":
            plans.revise(scope, item, _passage(scope, state), base=item.head)
    return plan


def _add_measures(scope: Scope, plan: Plan) -> None:
    """A section of measures for each area, with one measure whose text is the area's."""
    for letter, area in zip("VWXYZ", scope.areas, strict=False):
        heading = SectionDetails(letter, "Measures", "measures", area.area_id)
        section = framing.add_section(scope, plan, heading)
        ref = f"{area.prefix}-M01"
        plans.add_item(scope, plan, section, ref, _words(scope, "public", ref))


def _measure(scope: Scope) -> None:
    """Readings and comparators beside texts that everybody reads."""
    plan = queries.find_plan(scope, MATTERS["public"])
    assert plan is not None
    for area in scope.areas:
        slug = None if area.area_id == 0 else area.slug
        found = word(scope.company.slug, slug, "released", "reading")
        reading = queries.find_reading(scope, f"{area.prefix}-M01", plan=plan)
        assert reading is not None
        note = f"Counted by {found}."
        what = ReadingDetails(tenancy.DAY, tenancy.DAY, "12.5", note=note)
        measures.record_reading(scope, reading.item, what)
        with_others = ComparatorDetails("other", "11", found, source=f"Told by {found}")
        measures.record_comparator(scope, reading.item, with_others)


def _add_risks(scope: Scope, plan: Plan) -> None:
    """A section of risks for each area, with one risk whose text is the area's."""
    for number, area in enumerate(scope.areas, 1):
        heading = SectionDetails(f"R{number}", "Risks", "risks", area.area_id)
        section = framing.add_section(scope, plan, heading)
        ref = f"{area.prefix}-R01"
        plans.add_item(scope, plan, section, ref, _words(scope, "public", ref))


def _assess(scope: Scope) -> None:
    """Assessments and responses beside texts that everybody reads."""
    plan = queries.find_plan(scope, MATTERS["public"])
    assert plan is not None
    for area in scope.areas:
        slug = None if area.area_id == 0 else area.slug
        found = word(scope.company.slug, slug, "released", "risk")
        reading = queries.find_reading(scope, f"{area.prefix}-R01", plan=plan)
        assert reading is not None
        item, day = reading.item, tenancy.DAY
        risks.assess(scope, item, AssessmentDetails("current", 4, 4, day, note=f"Since {found}."))
        risks.respond(scope, item, ResponseDetails("escalated", day, "x", f"Register of {found}"))
    risks.set_matrix(scope, USUAL, scope.today())


def _type(scope: Scope, plan: Plan) -> None:
    """A director types into every priority of a draft, and does not save."""
    for area in scope.areas:
        slug = area.slug if area.area_id else None
        found = word(scope.company.slug, slug, "unsaved", "scratch")
        typed = scratch.Typed({"outcome": f"Perhaps {found}."}, {}, 1, "0123456789abcdef")
        for item in queries.items_of(scope, plan.id, area.area_id):
            scratch.keep(scope, item, typed)


def _rewrite(scope: Scope, plan: Plan, state: str, minor: plans.Minor | None = None) -> None:
    for area in scope.areas:
        for item in queries.items_of(scope, plan.id, area.area_id):
            content = _passage(scope, state) if item.ref == "A1" else _words(scope, state, item.ref)
            plans.revise(scope, item, content, base=item.head, minor=minor)


def notes(found: str) -> CheckedFile:
    """The file of an area and state: its word stands in its bytes, and in its name."""
    return CheckedFile(f"Notes on {found}.txt", "text/plain", f"Families ask for {found}.".encode())


def _words(scope: Scope, state: str, ref: str) -> Content:
    """Every field of a priority holds the word of its area and state; so does a file of it."""
    prefix = ref.partition("-")[0]
    area = next(area for area in scope.areas if area.prefix == prefix)
    slug = None if area.area_id == 0 else area.slug
    found = word(scope.company.slug, slug, state)
    milestone = plan_factory.content(ref).milestones[0]
    file = notes(found)
    documents.attach(scope, file, area.area_id, EDITORS)
    named = kinds.NamedFile(digests.of_bytes(file.content), file.name)
    return Content(
        title=f"More {found} for {ref}",
        wording=f"We will bring about {found}.",
        outcome=f"There is more {found}.",
        evidence=f"Many ask for **{found}**.",
        success_measure=f"Families speak of {found}.",
        lead=f"Head of {found}",
        theme=f"Theme {found}",
        milestones=(replace(milestone, text=f"Begin with {found}"),),
        details={
            "attachments": named.line,
            "serves": f"{found}-1",
            "people": f"{found} Doe",
            "supporting": f"Plan of {found}",
        },
    )


def _passage(scope: Scope, state: str) -> Content:
    found = word(scope.company.slug, None, state)
    return Content(title=f"On {found}", wording=f"What we mean by *{found}*.")


def _appoint_the_others(doors: World) -> None:
    commissioner = Post(FORMER, "afc", Role.COMMISSIONER, "kingston")
    with doors.operator_of("afc") as scope:
        nobody = tenancy_service.invite_person(scope, NOBODY, "Nobody Nowhere", people.PASSWORD)
        tenancy.keep_signed_in(scope.session, nobody.id, NOBODY)
        tenancy.appoint(scope, commissioner, date(2019, 4, 1), tenancy.DAY - timedelta(days=1))
        tenancy.appoint(scope, replace(commissioner, email=FUTURE), tenancy.DAY + timedelta(days=1))
        tenancy.appoint(scope, TWO_POSTS[0])
        for post in (LEAD, OBSERVER, SUBSTITUTE):
            tenancy.appoint(scope, post)
        db.session().commit()
    with doors.operator_of("tfc") as scope:
        tenancy.appoint(scope, TWO_POSTS[1])
        db.session().commit()
