"""Slots: a lower room's page shows what higher rooms know, in one call per page.

A room registers a panel for a slot: a function of the Scope and *all* the things on the page, that
answers a panel per thing. So arrows keep pointing down, and the number of queries keeps still.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tenants.scope import Scope

Panels = Mapping[int, Markup]
Filler = Callable[[Scope, Sequence[int]], Panels]

_fillers: dict[str, list[Filler]] = defaultdict(list)


@dataclass(frozen=True)
class Slot:
    """What all rooms had to show for one slot of a page, by the id of the thing it is about."""

    panels: Mapping[int, list[Markup]]

    def of(self, thing_id: int) -> list[Markup]:
        """The panels of one thing, in the order of the rooms' registration."""
        return self.panels.get(thing_id, [])


NOTHING = Slot({})


def fill(slot: str, filler: Filler) -> None:
    """Register a room's panel for a slot, once."""
    if filler not in _fillers[slot]:
        _fillers[slot].append(filler)


def collect(scope: Scope, slot: str, things: Sequence[int]) -> Slot:
    """Ask every room once for all things of the page."""
    panels: dict[int, list[Markup]] = defaultdict(list)
    for filler in _fillers[slot]:
        for thing_id, panel in filler(scope, things).items():
            panels[thing_id].append(panel)
    return Slot(dict(panels))
