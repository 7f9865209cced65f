"""The columns that a higher room's rows beside an item begin with."""

from typing import Any

from portal.plans.models import Item
from tenants.audiences import RELEASED
from tenants.scope import Scope


def beside(scope: Scope, item: Item) -> dict[str, Any]:
    """The walls of progress (the company, the area, its commissioners), and the item it is of."""
    return {
        "company_id": scope.company_id,
        "area_id": item.area_id,
        "audience": RELEASED,
        "plan_id": item.plan_id,
        "item_id": item.id,
    }


def by_writer(scope: Scope, hat: str) -> dict[str, Any]:
    """Who records it now, under which hat (``Recorded``)."""
    visitor = scope.visitor
    return {
        "made_at": scope.now(),
        "made_by_id": visitor.person_id,
        "made_by": visitor.name,
        "hat": hat,
    }
