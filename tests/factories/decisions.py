"""A register, a sitting and a submitted matter, written through the room's own services."""

from collections.abc import Sequence

from sqlalchemy import select

from portal.decisions import queries
from portal.decisions.models import Matter, Recommendation, Sitting
from portal.decisions.service import sittings, voting
from portal.decisions.service import submitting as service
from portal.decisions.service.submitting import (
    MatterDetails,
    Recommended,
    SittingDetails,
    Submission,
)
from portal.plans import queries as plans
from portal.plans.models.frozen import Version
from portal.plans.service import versioning
from tenants.models import Body
from tenants.roles import VOTING
from tenants.scope import Scope
from tests.factories.people import APPOINTED, POSTS
from tests.factories.plans import PLANS
from tests.factories.world import World

COMMITTEE = tuple(p.email for p in POSTS if p.body == "joint-committee" and p.role in VOTING)
"""The eight voting members of afc's joint committee."""
CLERK = "clerk@afc.example"
DIRECTOR = "director@afc.example"
SITTING = "joint-committee-2019-06-24"
RECOMMENDED = (
    Recommended("approve", "That the framework be approved."),
    Recommended("approve", "That the priorities be approved."),
    Recommended("note", "That the finished plan comes in September."),
)
MATTERS = ((9, "Annual budget"), (13, "Business plan and its annual refresh"))


def prepare(scope: Scope) -> None:
    """The operator keeps a register of two matters and plans a sitting for today."""
    body = scope.session.scalars(select(Body).where(Body.slug == "joint-committee")).one()
    for number, title in MATTERS:
        details = MatterDetails(
            number=number,
            title=title,
            band="Direction and plans",
            trigger="It is ready.",
            route="one_committee",
            rule="unanimous_of_those_present",
            quorum="Three members, with at least one from each council",
            in_force_from=APPOINTED,
        )
        service.register_matter(scope, body, details)
    service.plan_sitting(
        scope,
        body,
        SittingDetails(SITTING, "Joint committee", scope.today(), "11.30am", "York House"),
    )


def freeze(scope: Scope) -> Version:
    """A director freezes the plan."""
    plan = plans.find_plan(scope, PLANS["afc"])
    assert plan is not None
    return versioning.freeze(scope, plan)


def submission(scope: Scope, version: Version, **changes: object) -> Submission:
    """What the director of the pack submitted, with the pack's two citations."""
    sitting = queries.find_sitting(scope, SITTING)
    assert sitting is not None
    said: dict[str, object] = {
        "version": version,
        "number": 13,
        "sitting": sitting,
        "asks": "approval_in_principle",
        "title": "Business plan: framework and priorities",
        "recommendations": RECOMMENDED,
        "front_sheet": "To be approved under Reserved Matter 9.",
        "report": "To be approved under Reserved Matter 13.",
    }
    return Submission(**{**said, **changes})  # type: ignore[arg-type]  # a test changes any of them


def submit(world: World, **changes: object) -> str:
    """Register, sitting, frozen version and matter, committed. Returns the matter's slug."""
    with world.operator_of() as operator:
        prepare(operator)
        operator.session.commit()
    with world.scope_of(DIRECTOR) as scope:
        matter = service.submit(scope, submission(scope, freeze(scope), **changes))
        scope.session.commit()
        return matter.slug


def find(scope: Scope, slug: str) -> Matter:
    """The matter, which this reader can see."""
    matter = queries.find_matter(scope, slug)
    assert matter is not None
    return matter


def recommendation(scope: Scope, slug: str, letter: str) -> Recommendation:
    """A recommendation of the matter, which this reader can see."""
    found = queries.find_recommendation(scope, letter, matter=find(scope, slug))
    assert found is not None
    return found


def sitting(scope: Scope) -> Sitting:
    """The sitting, which this reader can see."""
    found = queries.find_sitting(scope, SITTING)
    assert found is not None
    return found


def leave(world: World, council: str) -> None:
    """All members of one council leave the room while the sitting goes on."""
    gone = {world.person_id(email) for email in COMMITTEE if email.endswith(f"@{council}.example")}
    with world.scope_of(CLERK) as scope:
        seats = queries.seats(scope, sitting(scope))
        staying = [seat.appointment_id for seat in seats if seat.person_id not in gone]
        sittings.mark_attendance(scope, sitting(scope), staying)
        scope.session.commit()


def begin(world: World, away: Sequence[str] = ()) -> None:
    """The clerk opens the sitting and marks who is there: everybody but those ``away``."""
    absent = {world.person_id(email) for email in away}
    with world.scope_of(CLERK) as scope:
        seats = queries.seats(scope, sitting(scope))
        present = [seat.appointment_id for seat in seats if seat.person_id not in absent]
        sittings.mark_attendance(scope, sitting(scope), present)
        sittings.open_sitting(scope, sitting(scope))
        scope.session.commit()


def call(world: World, slug: str, letter: str = "a") -> None:
    """The clerk opens the vote on one recommendation."""
    with world.scope_of(CLERK) as scope:
        voting.open_vote(scope, recommendation(scope, slug, letter))
        scope.session.commit()


def vote(
    world: World,
    email: str,
    slug: str,
    letter: str = "a",
    choice: str = "for",
    *,
    recorded: bool = False,
) -> None:
    """One member votes."""
    with world.scope_of(email) as scope:
        voting.cast_vote(scope, recommendation(scope, slug, letter), choice, recorded=recorded)
        scope.session.commit()


def close(world: World, slug: str, letter: str = "a", *, confirmed: bool = False) -> str:
    """The clerk closes the vote. Returns the sentence that is minuted."""
    with world.scope_of(CLERK) as scope:
        found = voting.close_vote(scope, recommendation(scope, slug, letter), confirmed=confirmed)
        scope.session.commit()
        return found.sentence


def decide(
    world: World, slug: str, against: Sequence[str] = (), voters: Sequence[str] = COMMITTEE
) -> None:
    """All three votes, each opened, cast by all ``voters`` and closed; ``against`` lose letters."""
    for letter in "abc":
        call(world, slug, letter)
        for email in voters:
            vote(world, email, slug, letter, "against" if letter in against else "for")
        close(world, slug, letter, confirmed=True)
