"""How an action in a path is found; whoever holds the post that leads it is let in to update it."""

from portal.actions import queries, service
from portal.actions.queries import ActionLine
from portal.plans.models import Plan
from tenants.roles import Hat
from tenants.scope import Scope


def find_action(scope: Scope, ref: str, *, plan: Plan, **_: object) -> ActionLine | None:
    """The action of this reference, inside the reader's walls.

    The guard asks what may be done by area and plan; a lead may update an action of another area
    or plan than her appointment's, which only the action itself can tell: so she wears her hat for
    this action.
    """
    found = queries.find_action(scope, ref, plan=plan)
    if found is not None:
        hat = service.hat_for(scope, found.area_id, found.plan_id, found.leads)
        if hat is not None and not hat.allows(service.NEEDED, found.area_id, None, found.plan_id):
            scope.guest = Hat(
                hat.appointment_id, hat.role, found.area_id, None, hat.label, found.plan_id
            )
    return found
