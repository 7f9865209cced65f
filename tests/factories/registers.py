"""A register that is kept: lines, the decisions that allow them, the councils' own bodies."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from portal.decisions.models import ReservedMatter
from portal.decisions.queries import lines
from portal.decisions.service import registering
from portal.decisions.service.registering import Authority, LineDetails
from tenants import service as tenancy
from tenants.models import Body
from tenants.scope import Scope

BEGUN = date(2019, 4, 1)
LATER = date(2020, 12, 1)
AUTHORITY = Authority("Joint committee, 24 June 2019, minute 7")
OWN_BODIES = (
    ("kingston", "Children’s and Adults’ Care and Education Committee", "council_committee"),
    ("richmond", "Education and Children’s Services Committee", "council_committee"),
    ("windsor-and-maidenhead", "Cabinet", "cabinet"),
)


def body_of(scope: Scope, slug: str = "joint-committee") -> Body:
    """A body of the scope's company."""
    return scope.session.scalars(select(Body).where(Body.slug == slug)).one()


def own_bodies(operator: Scope) -> None:
    """A body of its own for each of afc's councils."""
    for council, name, kind in OWN_BODIES:
        body = Body(slug=f"own-{council}", name=name, kind=kind, quorum=3, quorum_per_council=0)
        tenancy.add_body(operator, body)


def admit_many(operator: Scope, number: int) -> None:
    """Councils besides the three, each with a body of its own; all own one per cent."""
    for area in operator.councils:
        area.share = Decimal(1)
    operator.session.flush()
    for each in range(number):
        slug, name = f"council-{each}", f"Council {each}"
        said = tenancy.CouncilDetails(slug, name, f"X{each}", "#123456", Decimal(1), BEGUN)
        tenancy.admit_council(operator, said)
        own = Body(
            slug=f"own-{slug}", name="Cabinet", kind="cabinet", quorum=3, quorum_per_council=0
        )
        tenancy.add_body(operator, own)


def details(scope: Scope, **changes: object) -> LineDetails:
    """Large contracts, decided by the joint committee."""
    said = LineDetails(
        title="Large contracts",
        band="Contracts",
        trigger="A contract is above the limit.",
        kind="contract",
        route="one_committee",
        rule="unanimous_of_those_present",
        quorum="Three members, with at least one from each council",
        body=body_of(scope),
    )
    return replace(said, **changes)  # type: ignore[arg-type]  # a test changes any of them


def of_each_owner(scope: Scope, **changes: object) -> LineDetails:
    """The same, decided by each owner's own body."""
    councils = {area.area_id: body_of(scope, f"own-{area.slug}") for area in scope.councils}
    way = {"route": "each_owner", "rule": "every_council_consents", "councils": councils}
    return details(scope, **{**way, **changes})


def add(scope: Scope, number: int = 20, **changes: object) -> ReservedMatter:
    """A line in force since April 2019."""
    return registering.add_line(scope, number, details(scope, **changes), BEGUN, AUTHORITY)


def change(
    scope: Scope, number: int = 20, day: date = LATER, said: LineDetails | None = None
) -> ReservedMatter:
    """Change a line from a day on: its route, where nothing else is said."""
    line = found(scope, number)
    to = said or of_each_owner(scope)
    return registering.change_line(scope, line, to, day, AUTHORITY, seen(scope, number))


def found(scope: Scope, number: int = 20) -> ReservedMatter:
    """The line as its page finds it."""
    line = lines.find_line(scope, str(number))
    assert line is not None
    return line


def seen(scope: Scope, number: int = 20) -> str:
    """What a form to change the line carries."""
    return registering.state_of(lines.forms_of(scope, number))
