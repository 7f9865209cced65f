"""A strategy on one page: a focus area to a row, with the actions that stand under it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.plans.kinds import kind_of, refs_of
from portal.plans.pages.tables import Cell, row_cells
from portal.plans.queries.references import Links
from portal.plans.shapes import Entry, PlanView, SectionView

SHOWN = ("excellence", "story", "agenda")


@dataclass(frozen=True)
class Actions:
    """The actions of one section under an area."""

    letter: str
    title: str
    count: int


@dataclass(frozen=True)
class AreaRow:
    """One focus area."""

    entry: Entry
    cells: Sequence[Cell]
    actions: Sequence[Actions]

    @property
    def total(self) -> int:
        return sum(found.count for found in self.actions)


def rows(view: PlanView, links: Links) -> list[AreaRow]:
    """Every focus area that this reader reads, in order."""
    fields = [kind_of("focus").field(name) for name in SHOWN]
    lists = [section for section in view.sections if section.kind == "actions"]
    areas = (e for section in view.sections if section.kind == "focus" for e in section.entries)
    return [
        AreaRow(area, row_cells(fields, area, links), list(_under(area, lists))) for area in areas
    ]


def _under(area: Entry, lists: Iterable[SectionView]) -> Iterable[Actions]:
    """Actions of sections that stand under the area by name, and those that say they serve it."""
    for section in lists:
        named = section.under.casefold().strip() == area.title.casefold().strip()
        found = [
            entry for entry in section.entries if named or area.ref in refs_of(entry.text("serves"))
        ]
        if found:
            yield Actions(section.letter, section.title, len(found))
