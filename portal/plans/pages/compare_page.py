"""What the compare page shows: a column for each area, and from which text its words come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from portal.kit.words import join_names, sentence_case
from portal.plans import sayings
from portal.plans.queries import derivations
from portal.plans.queries.progress_queries import Standing
from portal.plans.rules.matching import Cell, Column
from portal.plans.rules.matrix import Filter, Matrix, compare, only
from portal.plans.rules.progress import standing as in_words
from portal.plans.shapes import Entry, PlanView, SectionView
from tenants.base import SHARED
from tenants.models import Area
from tenants.scope import Scope

FILTERS: Mapping[Filter, str] = {
    "all": "All",
    "same": "Same wording",
    "near": "Nearly the same",
    "gaps": "Gaps",
}
FEWEST = 2
"""Columns that can be compared."""


@dataclass(frozen=True)
class Lead:
    """What stands below a wording: who leads it, how its milestones stand, as the level of a mark
    and words, for who may know, and whether what it derives from says something new."""

    lead: str
    state: tuple[str, str] | None = None
    source_changed: bool = False


@dataclass(frozen=True)
class Derived:
    """What each item of a plan follows, and which of them are behind, for one reader."""

    sources: Mapping[int, int]
    behind: frozenset[int]


def derived(scope: Scope, view: PlanView) -> Derived:
    """The derivations of a plan. What was declared its own follows nothing."""
    found = derivations.links_of_plan(scope, view.plan.id)
    sources = {link.item_id: link.source_id for link in found if not link.own}
    return Derived(sources, derivations.changed_items(scope, view, found))


def areas_compared(scope: Scope, view: PlanView, lens: Area | None) -> list[Area]:
    """The areas that have priorities in the plan: the company, then the councils, that of the
    lens first, so that the others are compared with it."""
    held = {section.area_id for section in _compared(view)}
    first = lens.area_id if lens else SHARED
    found = [area for area in scope.areas if area.area_id in held]
    return sorted(found, key=lambda area: (area.area_id != SHARED, area.area_id != first))


def columns(
    view: PlanView, areas: Sequence[Area], standing: Standing, known: Derived
) -> tuple[Column, ...]:
    """A column for each area, as this reader may read it."""
    return tuple(_column(area, _sections_of(view, area), standing, known) for area in areas)


@lru_cache(maxsize=128)
def matrix(found: tuple[Column, ...], kept: Filter) -> Matrix:
    """The comparison, kept by the very words compared, so that no reader gets another's."""
    return compare(found) if kept == "all" else only(matrix(found, "all"), kept)


def texts(view: PlanView, areas: Sequence[Area]) -> str:
    """``Company and Kingston: draft. Richmond: as submitted in version 1.``"""
    by_text: dict[str, list[str]] = {}
    for area in areas:
        for section in _sections_of(view, area):
            if section.source != "hidden":
                names = by_text.setdefault(sayings.text_words(section, view.version, view.day), [])
                names += [name] if (name := _name(area)) not in names else []
    said = [
        f"{join_names(names)}: {text[:1].lower()}{text[1:]}." for text, names in by_text.items()
    ]
    return sentence_case(" ".join(said))


def _compared(view: PlanView) -> list[SectionView]:
    return [section for section in view.sections if section.kind == "priorities"]


def _sections_of(view: PlanView, area: Area) -> list[SectionView]:
    return [section for section in _compared(view) if section.area_id == area.area_id]


def _column(
    area: Area, sections: Sequence[SectionView], standing: Standing, known: Derived
) -> Column:
    cells = [_cell(entry, standing, known) for section in sections for entry in section.entries]
    readable = any(section.source != "hidden" for section in sections)
    return Column(area.slug, _name(area), readable, tuple(cells), is_company=area.area_id == SHARED)


def _stands(entry: Entry, standing: Standing) -> tuple[str, str] | None:
    counts = standing.counts(entry)
    return in_words(counts) if counts is not None else None


def _cell(entry: Entry, standing: Standing, known: Derived) -> Cell:
    item = entry.item_id
    below = Lead(entry.lead, _stands(entry, standing), item in known.behind)
    return Cell(entry.ref, entry.theme, entry.wording, below, item, known.sources.get(item))


def _name(area: Area) -> str:
    return "Company" if area.area_id == SHARED else area.name
