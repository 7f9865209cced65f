"""The room's blueprint, and the addresses of its pages."""

from portal.actions.queries import ActionLine
from portal.web.guard import Room
from tenants.scope import Scope

room = Room("actions", __name__)


def list_path(scope: Scope) -> str:
    """Path of the list of actions."""
    return f"/{scope.company.slug}/actions/"


def action_path(scope: Scope, line: ActionLine) -> str:
    """Path of one action: what an e-mail may link to, since nothing is written by following it."""
    return f"{list_path(scope)}{line.plan_slug}/{line.ref}"


def anchor(line: ActionLine) -> str:
    """The id of an action's row in the list."""
    return f"action-{line.item_id}"
