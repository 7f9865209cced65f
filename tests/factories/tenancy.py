"""Companies, councils, bodies and people, founded through the tenancy's own service."""

import hashlib
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from tenants import clock, identity
from tenants import service as tenancy
from tenants.models import Body, SignIn
from tenants.roles import Role
from tenants.scope import Scope
from tests.factories import people

DAY = date(2019, 6, 24)
"""The day on which both companies live."""

COUNCILS = {
    "afc": (
        ("kingston", "Kingston", "KIN", "#3f4db0", 40),
        ("richmond", "Richmond", "RIC", "#00707a", 40),
        ("windsor-and-maidenhead", "Windsor and Maidenhead", "WM", "#8a2f73", 20),
    ),
    "tfc": (("sunderland", "Sunderland", "SUN", "#8a3a12", 100),),
}
NAMES = {"afc": "Achieving for Children", "tfc": "Together for Children"}
BODIES = {
    "afc": (("joint-committee", "Joint committee", "joint_committee", 3, 1),),
    "tfc": (("shareholder-committee", "Shareholder committee", "shareholder_committee", 2, 1),),
}
BOARD = ("board", "Board of directors", "board", 2, 0)


def found(session: Session, slug: str) -> Scope:
    """A company with its councils, bodies and people. Returns its operator's scope."""
    scope = tenancy.add_company(session, tenancy.CompanyDetails(slug, NAMES[slug], "#1f3a5f", DAY))
    for council, name, prefix, accent, share in COUNCILS[slug]:
        details = tenancy.CouncilDetails(
            council, name, prefix, accent, Decimal(share), date(2014, 4, 1)
        )
        tenancy.admit_council(scope, details)
    for body in (*BODIES[slug], BOARD):
        tenancy.add_body(scope, _body(*body))
    for post in people.POSTS:
        if post.company == slug:
            appoint(scope, post)
    return scope


ELSEWHERE = 999_999
"""The number of a plan that is not there: its lead has a right to none that is."""


def appoint(
    scope: Scope,
    post: people.Post,
    starts_on: date = people.APPOINTED,
    ends_on: date | None = None,
) -> None:
    """Make one appointment, and the person too where she is new; she is signed in from then on."""
    person = tenancy.invite_person(scope, post.email, people.name_of(post.email), people.PASSWORD)
    tenancy.appoint(
        scope,
        person,
        post.role,
        tenancy.area_id_of(scope, post.area),
        starts_on=starts_on,
        ends_on=ends_on,
        body_id=tenancy.body_id_of(scope, post.body),
        plan=(ELSEWHERE, "a plan elsewhere") if post.role is Role.SERVICE_LEAD else None,
    )
    keep_signed_in(scope.session, person.id, post.email)


def keep_signed_in(session: Session, person_id: int, email: str) -> None:
    """A session whose token the tests know, so that nobody waits for a password."""
    digest = hashlib.sha256(people.token_of(email).encode()).hexdigest()
    if session.get(SignIn, digest) is None:
        session.add(SignIn(token_digest=digest, person_id=person_id, started_at=clock.now()))
        session.flush()


def _body(slug: str, name: str, kind: str, quorum: int, per_council: int) -> Body:
    return Body(slug=slug, name=name, kind=kind, quorum=quorum, quorum_per_council=per_council)


def stand_outside(session: Session) -> None:
    """Read the house's own tables, as at the door."""
    identity.stand_outside(session)
