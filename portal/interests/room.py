"""The room's blueprint, and the addresses of its pages."""

from portal.interests.considered import Considered
from portal.interests.members import Member
from portal.web.guard import Room
from tenants.scope import Scope

room = Room("interests", __name__)
UNDER = "decisions.index"
"""The entry of the navigation under which the pages of this room stand."""


def list_path(scope: Scope) -> str:
    """Path of the registers, ending in a slash."""
    return f"/{scope.company.slug}/interests/"


def member_path(scope: Scope, member: Member) -> str:
    """Path of one member's register, ending in a slash."""
    return f"{list_path(scope)}{member.id}/"


def matter_path(scope: Scope, matter: Considered) -> str:
    """Path of a matter, without a slash."""
    return f"/{scope.company.slug}/decisions/{matter.slug}"
