"""What waits for a reader in this room: actions whose date has passed, for who may update them.

Nobody is written to by e-mail yet: what is overdue stands in "What needs you" alone.
"""

from portal.actions import asking, queries
from portal.actions.queries import Overdue
from portal.actions.service import NEEDED, keeps
from portal.kit.needs import Need
from portal.kit.words import plural
from tenants.base import SHARED
from tenants.roles import Role
from tenants.scope import Scope


def needs(scope: Scope) -> list[Need]:
    """One entry for each part of a plan with overdue actions that are this person's to update: one
    query, or none for who updates nothing."""
    hats = [hat for hat in scope.hats if keeps(hat)]
    if not hats:
        return []
    areas = [
        area.area_id
        for area in scope.areas
        if any(
            hat.role is not Role.SERVICE_LEAD and hat.allows(NEEDED, area.area_id, None)
            for hat in hats
        )
    ]
    found = queries.overdue(scope, areas, asking.kept_plans(scope), asking.posts(scope))
    return [_need(scope, each) for each in found]


def _need(scope: Scope, each: Overdue) -> Need:
    whose = "" if each.area_id == SHARED else f", {scope.area(each.area_id).name}"
    lens = "all" if each.area_id == SHARED else scope.area(each.area_id).slug
    return Need(
        "Update",
        f"{plural(each.number, 'overdue action')}: {each.title}{whose}",
        "Say how each stands, or which new date was agreed.",
        f"actions/?plan={each.slug}&show=overdue&lens={lens}",
        "Update them",
        each.oldest,
    )
