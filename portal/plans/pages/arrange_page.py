"""A section's items as they are arranged: their order, what was taken out, where else they fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.plans import sayings
from portal.plans.models import Item, Section
from portal.plans.queries import places
from tenants.scope import Scope


@dataclass(frozen=True)
class Line:
    """One item in the order: its reference and title."""

    ref: str
    title: str
    when: str = ""
    """The day on which it was taken out, where it was."""


@dataclass(frozen=True)
class Arrangement:
    """Everything that the page of a section's order shows."""

    items: Sequence[Line]
    removed: Sequence[Line]
    others: Sequence[Section]

    @property
    def seen(self) -> str:
        """The order as the form carries it."""
        return " ".join(line.ref for line in self.items)


@dataclass(frozen=True)
class Clash:
    """Two people's orders of one section, and both put together."""

    now: Sequence[Line]
    mine: Sequence[Line]
    together: str


def arrangement(scope: Scope, section: Section) -> Arrangement:
    """The order as it stands."""
    titles = places.titles(scope, section)
    return Arrangement(
        lines(places.items_in_order(scope, section), titles),
        lines(places.removed_from(scope, section), titles),
        places.others_like(scope, section),
    )


def lines(items: Sequence[Item], titles: "places.Titles") -> list[Line]:
    """Items with their titles."""
    return [
        Line(item.ref, titles[item.id], sayings.day_of(item.removed_at) if item.removed_at else "")
        for item in items
    ]


def clash(scope: Scope, section: Section, mine: Sequence[int], together: Sequence[int]) -> Clash:
    """Both orders in words. ``mine`` may name what was taken out meanwhile."""
    titles = places.titles(scope, section)
    now = places.items_in_order(scope, section)
    known = {item.id: item for item in (*now, *places.removed_from(scope, section))}
    return Clash(
        lines(now, titles),
        lines([known[item_id] for item_id in mine if item_id in known], titles),
        " ".join(known[item_id].ref for item_id in together),
    )
