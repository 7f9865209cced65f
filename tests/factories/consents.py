"""Councils' own bodies, each with members and a clerk, and matters that all of them decide."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select

from portal.decisions import queries
from portal.decisions.models import Matter, Recommendation, ReservedMatter, Sitting
from portal.decisions.service import asking, ending, owners, sittings, voting
from portal.decisions.service import submitting as service
from portal.documents import service as documents
from portal.documents.files import CheckedFile
from portal.plans.models import Plan
from portal.plans.service import versioning
from tenants import service as tenancy_service
from tenants.audiences import SUBMITTED
from tenants.base import SHARED
from tenants.models import Area, Body, Company
from tenants.roles import Role
from tenants.scope import Scope
from tests.factories import tenancy
from tests.factories.people import Post
from tests.factories.world import World

BODIES: Mapping[str, tuple[str, str]] = {
    "kingston": ("Children’s and Adults’ Care and Education Committee", "council_committee"),
    "richmond": ("Education and Children’s Services Committee", "council_committee"),
    "windsor-and-maidenhead": ("Cabinet", "cabinet"),
    "sunderland": ("Cabinet", "cabinet"),
}
"""By council: the body that decides for it, and of which kind that is."""
NUMBER = 21
DIRECTOR = "director@afc.example"
RECOMMENDED = (
    service.Recommended("approve", "That the plan be approved."),
    service.Recommended("note", "That the plan comes back each March."),
)


def body_of(council: str) -> str:
    """The address of a council's own body."""
    return f"{council}-own"


def members(council: str) -> tuple[str, ...]:
    """The addresses of the three members of a council's own body."""
    return tuple(f"own-{number}@{council}.example" for number in (1, 2, 3))


def clerk(council: str) -> str:
    """The address of the clerk of a council's own body."""
    return f"own-clerk@{council}.example"


def set_up(
    world: World,
    rule: str = "every_council_consents",
    from_day: date = tenancy.DAY,
    company: str = "afc",
) -> None:
    """Each council's body with its people, and a line of the register that each owner decides."""
    with world.operator_of(company) as operator:
        settles = operator.session.scalars(select(Body).order_by(Body.id)).first()
        assert settles is not None
        details = service.MatterDetails(
            number=NUMBER,
            title="Business plan",
            band="Plans",
            trigger="It is refreshed.",
            route="each_owner",
            rule=rule,
            quorum="As each body has it",
            in_force_from=from_day,
        )
        reserved = service.register_matter(operator, settles, details)
        for council in list(operator.councils):
            give_body(operator, reserved, council)
        operator.session.commit()


def give_body(operator: Scope, reserved: ReservedMatter, council: Area) -> None:
    """A body of this council's own, with three members and a clerk, that decides the line."""
    name, kind = BODIES.get(council.slug, ("Cabinet", "cabinet"))
    slug = body_of(council.slug)
    body = tenancy_service.add_body(
        operator, Body(slug=slug, name=name, kind=kind, quorum=2, quorum_per_council=0)
    )
    owners.name_deciding_body(operator, reserved, council.area_id, body)
    company = operator.company.slug
    first, *others = members(council.slug)
    tenancy.appoint(operator, Post(first, company, Role.CO_CHAIR, council.slug, slug))
    for email in others:
        tenancy.appoint(operator, Post(email, company, Role.MEMBER, council.slug, slug))
    tenancy.appoint(operator, Post(clerk(council.slug), company, Role.CLERK, None, slug))


def move_to(world: World, day: date, company: str = "afc") -> None:
    """Let the company live on another day."""
    with world.operator_of(company) as operator:
        found = operator.session.scalars(select(Company).where(Company.slug == company)).one()
        found.demonstration_day = day
        operator.session.commit()


def submit(world: World, email: str = DIRECTOR, company: str = "afc", **changes: object) -> str:
    """A director freezes the plan and puts it before every owner's body. Answers its address."""
    with world.scope_of(email, company) as scope:
        said: dict[str, object] = {
            "version": None,
            "number": NUMBER,
            "sitting": None,
            "asks": "approval",
            "title": "Refresh of the plan",
            "recommendations": RECOMMENDED,
        }
        if "document" not in changes:
            plan = scope.session.scalars(select(Plan).order_by(Plan.id)).first()
            assert plan is not None
            said["version"] = versioning.freeze(scope, plan)
        matter = service.submit(
            scope,
            service.Submission(**{**said, **changes}),  # type: ignore[arg-type]  # as a test has it
        )
        scope.session.commit()
        return matter.slug


def submit_document(world: World, title: str) -> str:
    """A director puts a document before every owner's body. Answers the matter's address."""
    with world.scope_of(DIRECTOR) as scope:
        file = CheckedFile(f"{title}.txt", "text/plain", title.encode())
        matter = service.submit(
            scope,
            service.Submission(
                version=None,
                document=documents.attach(scope, file, SHARED, SUBMITTED),
                number=NUMBER,
                sitting=None,
                asks="approval",
                effect="none",
                title=title,
                recommendations=RECOMMENDED,
            ),
        )
        scope.session.commit()
        return matter.slug


def newest(scope: Scope, whole: str, council: str) -> Matter:
    """The last part of a matter that a council was asked."""
    root = find(scope, whole)
    area = next(each.area_id for each in scope.areas if each.slug == council)
    return [part for part in queries.parts(scope, root) if part.council_id == area][-1]


def find(scope: Scope, slug: str) -> Matter:
    """The matter at this address."""
    found = queries.find_matter(scope, slug)
    assert found is not None, slug
    return found


def sit(
    world: World,
    whole: str,
    council: str,
    against: Sequence[str] = (),
    amended: Mapping[str, Mapping[str, str]] | None = None,
    company: str = "afc",
) -> str:
    """A council's body sits today over what it was asked last. Answers the part's address.

    Every member is there; all vote for each recommendation but those ``against``, which they lose.
    """
    with world.scope_of(clerk(council), company) as scope:
        part = newest(scope, whole, council)
        slug = part.slug
        place = _planned(scope, part)
        for ref, texts in (amended or {}).items():
            ending.amend(scope, part, ref, texts)
        seats = queries.seats(scope, place)
        sittings.mark_attendance(scope, place, [seat.appointment_id for seat in seats])
        sittings.open_sitting(scope, place)
        scope.session.commit()
    with world.scope_of(clerk(council), company) as scope:
        recommendations = queries.recommendations_of(scope, [find(scope, slug).id])
        letters = [each.letter for found in recommendations.values() for each in found]
    vote(world, slug, letters, members(council), clerk(council), against, company)
    with world.scope_of(clerk(council), company) as scope:
        sittings.close_sitting(scope, queries.sitting_of(scope, find(scope, slug)))
        scope.session.commit()
    return slug


def vote(
    world: World,
    slug: str,
    letters: Sequence[str],
    voters: Sequence[str],
    chair: str,
    against: Sequence[str] = (),
    company: str = "afc",
) -> None:
    """Hold the vote on each recommendation of a matter whose sitting is open."""
    for letter in letters:
        with world.scope_of(chair, company) as scope:
            voting.open_vote(scope, recommendation(scope, slug, letter))
            scope.session.commit()
        for email in voters:
            with world.scope_of(email, company) as scope:
                choice = "against" if letter in against else "for"
                voting.cast_vote(scope, recommendation(scope, slug, letter), choice)
                scope.session.commit()
        with world.scope_of(chair, company) as scope:
            voting.close_vote(scope, recommendation(scope, slug, letter), confirmed=True)
            scope.session.commit()


def recommendation(scope: Scope, slug: str, letter: str) -> Recommendation:
    """A recommendation of a matter."""
    found = queries.find_recommendation(scope, letter, matter=find(scope, slug))
    assert found is not None, letter
    return found


def plan_sitting(scope: Scope, part: Matter, day: date) -> Sitting:
    """The clerk of a body plans a sitting of it."""
    body = scope.session.get_one(Body, part.body_id)
    slug = f"{body.slug}-{day.isoformat()}-{part.id}"
    details = service.SittingDetails(slug, body.name, day, "7pm", "Guildhall")
    return service.plan_sitting(scope, body, details)


def _planned(scope: Scope, part: Matter) -> Sitting:
    """The sitting of a part, planned for today where it has none yet."""
    if part.sitting_id is not None:
        return queries.sitting_of(scope, part)
    place = plan_sitting(scope, part, scope.today())
    asking.fix_sitting(scope, part, place)
    return place
