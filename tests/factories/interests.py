"""Registers, declarations and dispensations, through the room's own services."""

from datetime import date

from portal.interests import declaring, dispensing, members, service
from portal.interests.declaring import DeclarationDetails
from portal.interests.dispensing import DispensationDetails
from portal.interests.members import Member
from portal.interests.models import Declaration, Interest
from portal.interests.service import InterestDetails
from tenants.scope import Scope
from tests.factories import decisions, tenancy
from tests.factories.world import World

CLERK = decisions.CLERK
MEMBER = "member-1@kingston.example"
OTHER = "member-2@kingston.example"
DAY = tenancy.DAY
LAST = date(2020, 6, 23)


def member_of(world: World, scope: Scope, email: str) -> Member:
    """The member with this address, as the reader sees her."""
    found = members.find_member(scope, world.person_id(email))
    assert found is not None, email
    return found


def details(**changes: object) -> InterestDetails:
    """An employment of one's own."""
    said: dict[str, object] = {
        "category": "employment",
        "whose": "own",
        "what": "Teacher at a school in Surbiton",
    }
    return InterestDetails(**{**said, **changes})  # type: ignore[arg-type]  # a test changes any


def enter(world: World, email: str = MEMBER, by: str | None = None, **changes: object) -> int:
    """Enter an interest of this member, by herself unless said. Returns its number."""
    with world.scope_of(by or email) as scope:
        row = service.add(scope, member_of(world, scope, email), details(**changes))
        scope.session.commit()
        return row.id


def entry(scope: Scope, number: int) -> Interest:
    """An entry that this reader can see."""
    found = scope.session.get(Interest, number)
    assert found is not None, number
    return found


def dispensation(**changes: object) -> DispensationDetails:
    """A year's dispensation to speak and vote on every matter of the company."""
    said: dict[str, object] = {
        "reach": "company",
        "relieves": "both",
        "ground": "inhabitants",
        "reason": "She knows the service better than anybody.",
        "granted_by": "Kingston’s standards committee",
        "starts_on": DAY,
        "ends_on": LAST,
    }
    return DispensationDetails(**{**said, **changes})  # type: ignore[arg-type]  # a test changes any


def grant(world: World, email: str = MEMBER, matter: str | None = None, **changes: object) -> int:
    """The clerk records a dispensation, for one matter if named. Returns its number."""
    with world.scope_of(CLERK) as scope:
        found = None if matter is None else decisions.find(scope, matter)
        if matter is not None:
            changes["reach"] = "matter"
        row = dispensing.grant(
            scope, member_of(world, scope, email), dispensation(**changes), found
        )
        scope.session.commit()
        return row.id


def declare(
    world: World,
    matter: str,
    email: str = MEMBER,
    by: str | None = None,
    **changes: object,
) -> int:
    """Declare an interest in a matter, a disclosable one unless said. Returns its number."""
    said: dict[str, object] = {"kind": "disclosable", "nature": "Her firm supplies the company."}
    with world.scope_of(by or email) as scope:
        row = declaring.declare(
            scope,
            decisions.find(scope, matter),
            member_of(world, scope, email),
            DeclarationDetails(**{**said, **changes}),  # type: ignore[arg-type]  # a test changes any
        )
        scope.session.commit()
        return row.id


def leave(world: World, matter: str, number: int, *, left: bool = True) -> None:
    """The clerk records that she left the room, or came back."""
    with world.scope_of(CLERK) as scope:
        row = scope.session.get_one(Declaration, number)
        declaring.record_room(scope, decisions.find(scope, matter), row, left=left)
        scope.session.commit()
