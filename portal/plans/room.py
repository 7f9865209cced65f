"""The room's blueprint, and the addresses of its pages, on which all its routes stand."""

from portal.plans.models import Plan
from portal.web.guard import Room
from tenants.scope import Scope

room = Room("plans", __name__)


def plans_path(scope: Scope) -> str:
    """Path of the list of plans."""
    return f"/{scope.company.slug}/plans/"


def plan_path(scope: Scope, plan: Plan) -> str:
    """Path of a plan, ending in a slash: rows put it in front of theirs instead of asking Flask."""
    return f"{plans_path(scope)}{plan.slug}/"
