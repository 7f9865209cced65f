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
    """Say which body decides a line of the register for the council of that area, or say it anew.

    Raises DecisionError for a line that one committee decides, and for the shared area.
    """
    hat = scope.require(Permission.REGISTER_KEEP)
    if reserved.route != EACH_OWNER:
        raise DecisionError(f"Matter {reserved.number} is decided once, for all owners.")
    if area_id not in {area.area_id for area in scope.councils}:
        raise DecisionError("Choose a council that owns the company.")
    named = queries.deciding_bodies(scope, reserved).get(area_id)
    if named is None:
        named = DecidingBody(
            company_id=scope.company_id,
            area_id=area_id,
            audience=PUBLIC,
            reserved_matter_id=reserved.id,
        )
        scope.session.add(named)
    named.body_id = body.id
    payload: dict[str, Json] = {"number": reserved.number, "body": body.slug}
    note(scope, hat, "register:body-named", named, payload)
    return named
