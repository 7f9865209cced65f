"""The plan as its page shows it: sections with their progress, rows with their years."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from markupsafe import Markup

from portal.kit.diffs import changed_words
from portal.kit.words import join_names, plural
from portal.kit.years import plan_year
from portal.plans import sayings
from portal.plans.kinds import Kind, kind_of
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.pages.tables import TableRow, columns, row_cells
from portal.plans.queries.margins import CHANGED, NONE, Margins
from portal.plans.queries.progress_queries import Standing
from portal.plans.queries.references import Links, mentioned
from portal.plans.rules.progress import Cell, Counts, read, strip
from portal.plans.shapes import Entry, PlanView, SectionView
from portal.web.slots import NOTHING, Slot
from tenants.base import SHARED
from tenants.models import Area
from tenants.roles import Permission
from tenants.scope import Scope


@dataclass(frozen=True)
class Row:
    """One priority: what it says, how its milestones stand, what differs from the version."""

    entry: Entry
    cells: tuple[Cell, ...]
    changed: str
    label: str = CHANGED
    """What of it: changed, new, or moved."""
    unchanged: str = ""
    """Since which version, where the plan was rolled forward from it."""
    marks: Sequence[Markup] = ()
    """What other rooms say in it."""
    source_changed: bool = False
    """Whether what its wording derives from says something new."""


@dataclass(frozen=True)
class Page:
    """What all sections of a page share; ``margins`` says what differs from the version, ``behind``
    the items whose source says something new."""

    path: str
    years: tuple[int, ...]
    margins: Margins
    standing: Standing
    marks: Slot = NOTHING
    links: Links = field(default_factory=dict)
    behind: frozenset[int] = frozenset()


@dataclass(frozen=True)
class SectionShown:
    """A section on the page, and its line in the list at the left."""

    section_id: int
    letter: str
    title: str
    kind: str
    area_id: int
    accent: str
    source: str
    text: str
    entries: Sequence[Entry]
    href: str
    may_edit: bool
    done: int
    total: int
    words: str
    under: str = ""
    current: bool = False

    @property
    def layout(self) -> str:
        return kind_of(self.kind).layout

    @property
    def one(self) -> str:
        return kind_of(self.kind).one

    @property
    def complete(self) -> bool:
        return self.total > 0 and self.done == self.total


def sections(scope: Scope, view: PlanView, path: str, standing: Standing) -> list[SectionShown]:
    """Every section, in the plan's order."""
    slugs = {area.area_id: area.slug for area in scope.areas}
    return [
        _section(scope, section, view, slugs[section.area_id], path, standing)
        for section in view.sections
    ]


def seen_through(
    found: Sequence[SectionShown], lens: Area | None, letter: str | None
) -> tuple[list[SectionShown], list[SectionShown]]:
    """The sections of the list (shared ones and the lens's), and those to be read."""
    listed = [s for s in found if lens is None or s.area_id in (SHARED, lens.area_id)]
    if letter is None:
        return listed, listed
    marked = [replace(s, current=s.letter == letter) for s in listed]
    return marked, [s for s in found if s.letter == letter]


def plan_years(plan: Plan | Version) -> tuple[int, ...]:
    """The years in whose April a plan year begins, of a draft or of a version as frozen."""
    return tuple(range(plan.first_year, plan.first_year + plan.years))


def _section(
    scope: Scope,
    section: SectionView,
    view: PlanView,
    accent: str,
    path: str,
    standing: Standing,
) -> SectionShown:
    draft = section.source == "draft"
    entries = section.entries
    done, total, words = _progress(section, _counts(section, standing))
    return SectionShown(
        section_id=section.section_id,
        letter=section.letter,
        title=section.title,
        kind=section.kind,
        area_id=section.area_id,
        accent=accent,
        source=section.source,
        text=sayings.text_words(section, view.version, view.day),
        entries=entries,
        href=f"{path}?section={section.letter}",
        may_edit=draft
        and scope.may(Permission.PLAN_EDIT, area_id=section.area_id, plan_id=view.plan.id),
        done=done,
        total=total,
        words=words,
        under=section.under,
    )


def _progress(section: SectionView, counts: Counts | None) -> tuple[int, int, str]:
    """How far a section is, of how much, and in words: written first, then done.

    ``counts`` is None where it has no milestones, or none whose progress this reader may know.
    """
    total = len(section.entries)
    if section.source == "hidden":
        return 0, 0, sayings.NOT_SHARED
    if not total:
        return 0, 0, "Nothing written yet"
    if section.kind == "narrative":
        return total, total, "Written"
    if section.kind != "priorities":
        kind = kind_of(section.kind)
        return total, total, plural(total, kind.one, kind.many)
    written = sum(map(_is_written, section.entries))
    if written < total:
        return written, total, f"{written} of {plural(total, 'priority')} complete"
    if counts is None:
        return total, total, plural(total, "priority")
    late = f", {counts.late} late" if counts.late else ""
    return counts.done, counts.total, f"{counts.done} of {counts.total} milestones done{late}"


def _counts(section: SectionView, standing: Standing) -> Counts | None:
    if section.kind != "priorities" or section.area_id not in standing.areas:
        return None
    found = sum((standing.counts(entry) or Counts() for entry in section.entries), Counts())
    return found if found.total else None


def _is_written(entry: Entry) -> bool:
    """Whether a priority has all that its row shows."""
    return bool(entry.wording and entry.outcome and entry.lead and entry.milestones)


def drawing(page: Page, section: SectionShown) -> tuple[Hashable, Callable[[], dict[str, Any]]]:
    """What the texts of a section are drawn from, as a key, and the template's context.

    The digest of an entry covers all its words and milestones; what is done, and which day it is,
    stand in the key only where the reader may know what is done.
    """
    margins = page.margins if section.source == "draft" else NONE
    place = (page.path, section.letter, section.title, section.kind, section.under)
    kind = kind_of(section.kind)
    links = tuple((ref, page.links.get(ref, "")) for ref in mentioned(kind, section.entries))
    texts = tuple((entry.ref, entry.digest) for entry in section.entries)
    old = margins.key(section.section_id, section.entries)

    marks = tuple((entry.ref, *page.marks.of(entry.item_id)) for entry in section.entries)

    behind = tuple(entry.ref for entry in section.entries if entry.item_id in page.behind)

    def context() -> dict[str, Any]:
        rows = [
            row(
                entry,
                margins,
                _strip(entry, page),
                page.marks.of(entry.item_id),
                entry.item_id in page.behind,
            )
            for entry in section.entries
        ]
        place = {"section": section, "path": page.path, "years": page.years}
        gone = margins.removed.get(section.section_id, ())
        margin = {"removed": gone, "since": margins.since}
        return place | margin | _table(kind, rows, page.links)

    said = (section.may_edit, page.years, _known(page.standing, section))
    return (place, said, texts, links, old, marks, behind), context


def _table(kind: Kind, rows: Sequence[Row], links: Links) -> dict[str, Any]:
    """The rows with a cell for each column of their kind, where it is listed in a table."""
    if kind.layout != "table":
        return {"rows": rows}
    shown = columns(kind)
    cells = [
        TableRow(
            row.entry,
            row_cells(shown, row.entry, links),
            row.changed,
            row.marks,
            row.label,
            row.unchanged,
        )
        for row in rows
    ]
    return {"rows": cells, "title": kind.field("title").label, "columns": shown}


def _known(standing: Standing, section: SectionShown) -> Hashable:
    """What the reader knows of a section's progress, and when: the day, or only the plan year."""
    if section.area_id not in standing.areas:
        return plan_year(standing.today)
    return standing.today, tuple(standing.done(entry) for entry in section.entries)


def _strip(entry: Entry, page: Page) -> tuple[Cell, ...]:
    standing = page.standing
    return strip(read(entry.steps), page.years, standing.of(entry), standing.today)


def row(
    entry: Entry,
    margins: Margins,
    cells: tuple[Cell, ...] = (),
    marks: Sequence[Markup] = (),
    source_changed: bool = False,
) -> Row:
    """A priority's row, with what its margin says."""
    old, mark = margins.before.get(entry.item_id), margins.marks.get(entry.item_id)
    begun = partial(Row, entry, cells, marks=marks, source_changed=source_changed)
    if mark is not None and old is None:
        return begun(mark.words, mark.label)
    if old is None:
        return begun("", unchanged=margins.refreshed if entry.item_id in margins.unchanged else "")
    found = f"{_differences(old, entry)} since {margins.since}"
    return begun(f"{found}; moved {mark.words}" if mark else found)


def _differences(old: Entry, new: Entry) -> str:
    names = ["title", "wording", "outcome", *sorted({*old.details, *new.details})]
    words = sum(changed_words(old.text(name), new.text(name), exact=True) for name in names)
    steps = {m["key"]: m["text"] for m in old.milestones}.items() ^ {
        m["key"]: m["text"] for m in new.milestones
    }.items()
    moved = len({key for key, _ in steps})
    found = [plural(words, "word")] if words else []
    found += ["lead"] if old.lead != new.lead else []
    found += [plural(moved, "milestone")] if moved else []
    return join_names(found) or "other details"
