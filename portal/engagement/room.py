"""The room's blueprint, and the addresses of its pages."""

from portal.engagement.models import Round
from portal.web.guard import Room
from tenants.scope import Scope

room = Room("engagement", __name__)


def list_path(scope: Scope) -> str:
    """Path of the list of consultations."""
    return f"/{scope.company.slug}/engagement/"


def round_path(scope: Scope, found: Round) -> str:
    """Path of a consultation, ending in a slash."""
    return f"{list_path(scope)}{found.slug}/"
