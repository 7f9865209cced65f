"""Panels of higher rooms on an item's page, for the items of the one kind that a room keeps."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from portal.plans.models import Item, Plan, Section
from tenants.audiences import RELEASED
from tenants.scope import Scope


def panels_of_kind(
    scope: Scope, kind: str, item_ids: Sequence[int], draw: Callable[[Scope, Plan, Item], Markup]
) -> Mapping[int, Markup]:
    """Of items of this kind whose progress the reader may know: what ``draw`` makes of each.

    Others cost no query.
    """
    panels = {}
    for item_id in item_ids:
        # The page has read these already: they come from the session's memory.
        item = scope.session.get_one(Item, item_id)
        section = scope.session.get_one(Section, item.section_id)
        if section.kind == kind and scope.reads(item.area_id, RELEASED):
            plan = scope.session.get_one(Plan, item.plan_id)
            panels[item_id] = draw(scope, plan, item)
    return panels
