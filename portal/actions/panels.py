"""What this room shows on other rooms' pages: how each action of a plan stands."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from portal.actions import pages, queries
from portal.actions.room import action_path
from portal.web import slots
from portal.web.templating import drawn
from tenants.scope import Scope


def fill_slots() -> None:
    """Register the panels of this room, once."""
    slots.fill("plan rows", _marks)
    slots.fill("priority", _panel)


def _marks(scope: Scope, item_ids: Sequence[int]) -> Mapping[int, Markup]:
    """The status of each action among these items as a mark and a word: one query for a page."""
    return {
        line.item_id: drawn("actions/panels/mark.html", row=pages.row(scope, line))
        for line in queries.of_items(scope, item_ids)
    }


def _panel(scope: Scope, item_ids: Sequence[int]) -> Mapping[int, Markup]:
    """On an action's own page in its plan: how it stands, with the way to its log."""
    return {
        line.item_id: drawn(
            "actions/panels/item.html",
            row=pages.row(scope, line),
            href=action_path(scope, line),
        )
        for line in queries.of_items(scope, item_ids)
    }
