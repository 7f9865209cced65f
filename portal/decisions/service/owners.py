"""The owners' own bodies, each of which decides what the register sends to every owner."""

from portal.audit.service import Json
from portal.decisions import queries
from portal.decisions.models import DecidingBody, ReservedMatter
from portal.decisions.rules.owners import EACH_OWNER
from portal.decisions.service.checks import DecisionError
from portal.decisions.service.records import note
from tenants.audiences import PUBLIC
from tenants.models import Body
from tenants.roles import Permission
from tenants.scope import Scope


def name_deciding_body(
    scope: Scope, reserved: ReservedMatter, area_id: int, body: Body
) -> DecidingBody:
    """Say which body decides a line of the register for the council of that area, once.

    Another body decides from a day on by a change of the line (``registering.change_line``).
    Raises DecisionError for a line that one committee decides, and for the shared area.
    """
    hat = scope.require(Permission.REGISTER_KEEP, body_id=reserved.body_id)
    if reserved.route != EACH_OWNER:
        raise DecisionError(f"Matter {reserved.number} is decided once, for all owners.")
    if area_id not in {area.area_id for area in scope.councils}:
        raise DecisionError("Choose a council that owns the company.")
    if area_id in queries.deciding_bodies(scope, reserved):
        raise DecisionError("A body of that council is named. Change the line from a day on.")
    named = DecidingBody(
        company_id=scope.company_id,
        area_id=area_id,
        audience=PUBLIC,
        reserved_matter_id=reserved.id,
        body_id=body.id,
    )
    scope.session.add(named)
    payload: dict[str, Json] = {"number": reserved.number, "body": body.slug}
    note(scope, hat, "register:body-named", named, payload)
    return named
