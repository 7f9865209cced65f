"""Plants the markers: plans of their own, written, released, submitted and decided as any other.

Each plan holds its state's words in every text, and drafts' words in the revisions around it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy.orm import Session

from portal.decisions import models as decision_models
from portal.decisions import queries as decision_queries
from portal.decisions.service import sittings, voting
from portal.decisions.service import submitting as decisions
from portal.demonstration import deciding, markers, people, planting_engagement, planting_papers
from portal.demonstration.markers import Marker, marker
from portal.demonstration.plan_shapes import SHARED
from portal.demonstration.shapes import Company, Demonstration, Sitting
from portal.documents import service as documents
from portal.documents.files import CheckedFile
from portal.plans import queries, service
from portal.plans.content import Content, Milestone
from portal.plans.kinds import NamedFile
from portal.plans.models import Plan
from portal.plans.service import versioning
from tenants import service as tenancy
from tenants.audiences import EDITORS
from tenants.roles import VOTING, Role
from tenants.scope import Scope

FIRST_YEAR, YEARS = 2019, 2
NUMBER = 13
"""The reserved matter under which a business plan is approved."""
TO_COME, HELD = "marker-sitting-to-come", "marker-sitting-held"


@dataclass(frozen=True)
class Planter:
    """One company that is planted, on the demonstration's day."""

    session: Session
    company: Company
    demonstration: Demonstration

    @property
    def body(self) -> str:
        """The slug of the body that decides for the owners: the first of the company's."""
        return self.company.bodies[0].slug

    def word(self, area: str, state: str) -> str:
        """The word of one area in one state."""
        return marker(self.company.slug, area, state).word

    def director(self) -> Scope:
        """A director of the company."""
        return people.director_of(self.session, self.company.slug)

    def operator(self) -> Scope:
        """Whoever keeps the server."""
        self.session.flush()
        return tenancy.operate(self.session, self.company.slug)


def plant(session: Session, demonstration: Demonstration) -> list[Marker]:
    """Plant what is missing, and answer with all markers. Commits after each company."""
    planted: list[Marker] = []
    for company in demonstration.companies:
        planter = Planter(session, company, demonstration)
        if queries.find_plan(planter.operator(), "marker-draft") is None:
            _plant_company(planter)
            session.commit()
        session.rollback()
        planted += markers.markers_of(company.slug, company.areas, SHARED)
    return planted


def _plant_company(planter: Planter) -> None:
    _prepare(planter)
    _write(planter.director(), planter, "marker-draft", markers.DRAFT)
    _release(planter)
    _submit(planter, "marker-submitted", markers.SUBMITTED_VERSION, TO_COME)
    slug = _submit(planter, "marker-approved", markers.APPROVED_VERSION, HELD)
    _decide(planter, slug)
    _go_on_writing(planter)
    councils = [council.slug for council in planter.company.councils]
    planting_papers.plant(planter.session, planter.company.slug, planter.body, planter.word)
    planting_engagement.plant(
        planter.session, planter.company.slug, councils, planter.word, "marker-released"
    )


def _prepare(planter: Planter) -> None:
    """A line of the register, where there is none, and two sittings."""
    operator = planter.operator()
    if decision_queries.registered(operator, NUMBER) is None:
        source = planter.demonstration.register
        decisions.register_matter(
            operator,
            deciding.body_of(operator, planter.body),
            decisions.MatterDetails(
                number=NUMBER,
                title="Business plan",
                band="Plans",
                trigger="A business plan is put to the owners.",
                route=source.route,
                rule=source.rule,
                quorum="The quorum of the body",
                in_force_from=source.in_force_from,
            ),
        )
    for slug in (TO_COME, HELD):
        deciding.plan_sitting(operator, _sitting(planter, slug))


def _sitting(planter: Planter, slug: str) -> Sitting:
    pattern = planter.demonstration.sittings[0]
    return Sitting(
        company=planter.company.slug,
        body=planter.body,
        slug=slug,
        title=f"Markers: {slug.removeprefix('marker-').replace('-', ' ')}",
        on_day=planter.company.day or pattern.on_day,
        starts_at=pattern.starts_at,
        venue=pattern.venue,
    )


def _release(planter: Planter) -> None:
    director = planter.director()
    plan = _write(director, planter, "marker-released", markers.DRAFT)
    _rewrite(director, planter, plan, markers.RELEASED_DRAFT)
    for area in director.areas:
        service.release(director, plan, area.area_id)


def _submit(planter: Planter, slug: str, state: str, sitting: str) -> str:
    """Write, freeze and submit a plan; the address of the matter."""
    director = planter.director()
    plan = _write(director, planter, slug, markers.DRAFT)
    _rewrite(director, planter, plan, state)
    version = versioning.freeze(director, plan)
    found = decision_queries.find_sitting(director, sitting)
    if found is None:
        raise LookupError(f"There is no sitting {sitting}.")
    of_matter = markers.DECIDED_MATTER if sitting == HELD else markers.SUBMITTED_MATTER
    word = planter.word(SHARED, of_matter)
    submitted = decisions.submit(
        director,
        decisions.Submission(
            version=version,
            number=NUMBER,
            sitting=found,
            asks="approval_in_principle",
            title=f"Marker {word}",
            recommendations=[
                decisions.Recommended("approve", f"That the {word} be approved."),
                decisions.Recommended("note", f"That the {word} be noted."),
            ],
            front_sheet=f"The {word} comes under Reserved Matter {NUMBER}.",
            report=f"Report on the {word}, under Reserved Matter {NUMBER}.",
        ),
    )
    return submitted.slug


def _decide(planter: Planter, slug: str) -> None:
    """Hold the sitting: everybody is there, and every recommendation is carried."""
    operator = planter.operator()
    body_id = deciding.body_of(operator, planter.body).id
    clerk, *_ = people.holders(operator, Role.CLERK, body_id=body_id)
    members = people.holders(operator, *VOTING, body_id=body_id)
    as_person = partial(people.acting, planter.session, planter.company.slug)
    chair = as_person(clerk)
    found = decision_queries.find_matter(chair, slug)
    if found is None:
        raise LookupError(f"There is no matter {slug}.")
    sitting = sittings.open_sitting(chair, decision_queries.sitting_of(chair, found))
    seats = decision_queries.seats(chair, sitting)
    sittings.mark_attendance(chair, sitting, [seat.appointment_id for seat in seats])
    for letter in "ab":
        voting.open_vote(*_vote(as_person(clerk), slug, letter))
        for member in members:
            voting.cast_vote(*_vote(as_person(member), slug, letter), "for")
        voting.close_vote(*_vote(as_person(clerk), slug, letter))
    sittings.close_sitting(as_person(clerk), sitting)


def _vote(scope: Scope, slug: str, letter: str) -> tuple[Scope, decision_models.Recommendation]:
    matter = decision_queries.find_matter(scope, slug)
    if matter is None:
        raise LookupError(f"There is no matter {slug}.")
    found = decision_queries.find_recommendation(scope, letter, matter=matter)
    if found is None:
        raise LookupError(f"{slug} has no recommendation ({letter}).")
    return scope, found


def _go_on_writing(planter: Planter) -> None:
    """Newer drafts than what was submitted and approved, and a version nobody has seen yet."""
    director = planter.director()
    for slug in ("marker-submitted", "marker-approved"):
        plan = queries.find_plan(director, slug)
        if plan is None:
            raise LookupError(f"There is no plan {slug}.")
        _rewrite(director, planter, plan, markers.DRAFT)
        versioning.freeze(director, plan)


def _write(director: Scope, planter: Planter, slug: str, state: str) -> Plan:
    areas = planter.company.areas
    title = f"Markers: {slug.removeprefix('marker-')}"
    details = service.PlanDetails(slug, title, "business", FIRST_YEAR, YEARS)
    plan = service.create_plan(director, details, _sections(director, areas))
    _add(director, plan, "A", "A", _passage(planter.word(SHARED, state)))
    for letter, area, row in zip("BCDEFGHIJ", areas, director.areas, strict=False):
        content = _priority(director, row.area_id, planter.word(area, state))
        _add(director, plan, letter, f"{row.prefix}-01", content)
    return plan


def _sections(director: Scope, areas: Sequence[str]) -> list[service.SectionDetails]:
    named = zip("BCDEFGHIJ", areas, director.areas, strict=False)
    return [
        service.SectionDetails("A", "Introduction", "narrative", 0),
        *(
            service.SectionDetails(letter, area.capitalize(), "priorities", row.area_id)
            for letter, area, row in named
        ),
    ]


def _add(director: Scope, plan: Plan, letter: str, ref: str, content: Content) -> None:
    section = queries.find_section(director, plan, letter)
    if section is None:
        raise LookupError(f"{plan.slug} has no section {letter}.")
    service.add_item(director, plan, section, ref, content)


def _rewrite(director: Scope, planter: Planter, plan: Plan, state: str) -> None:
    """Give every text of a plan the words of another state."""
    for area, row in zip(planter.company.areas, director.areas, strict=True):
        word = planter.word(area, state)
        for item in queries.items_of(director, plan.id, row.area_id):
            passage = item.ref == "A"
            content = _passage(word) if passage else _priority(director, row.area_id, word)
            service.revise(director, item, content, base=item.head)


def _passage(word: str) -> Content:
    return Content(title=f"On {word}", wording=f"What we mean by **{word}**.")


def _priority(director: Scope, area_id: int, word: str) -> Content:
    """A priority with the word in every text, and in the bytes of a file."""
    notes = CheckedFile(f"Notes on {word}.txt", "text/plain", f"Notes on {word}.".encode())
    kept = documents.attach(director, notes, area_id, EDITORS)
    years = range(FIRST_YEAR, FIRST_YEAR + YEARS)
    return Content(
        title=f"More {word}",
        wording=f"Bring about more {word}.",
        outcome=f"There is more {word}.",
        evidence=f"Everybody asks for **{word}**.",
        success_measure=f"People tell us of {word}.",
        lead=f"Head of {word}",
        theme=f"The {word} theme",
        milestones=tuple(Milestone(f"{year}-1", year, f"Begin with {word}") for year in years),
        details={"attachments": NamedFile(kept.sha256, notes.name).line},
    )
