"""A plan on one page: its matrix in short, its sections, and what changed last."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.kit.words import join_names, plural
from portal.plans import sayings
from portal.plans.kinds import kind_of
from portal.plans.models import Plan, Revision
from portal.plans.pages.compare_page import Lead
from portal.plans.queries.progress_queries import Standing
from portal.plans.rules.matrix import Matrix, MatrixRow, Span
from portal.plans.shapes import Entry, PlanView
from tenants.clock import civil_day
from tenants.scope import Scope

MOST_UPDATES = 8
LOOKED_AT = 60
"""The newest rows of each kind among which the latest things are found."""


@dataclass(frozen=True)
class CellShown:
    """One column of a row: its priorities as (reference, address, level, words), or a word."""

    priorities: Sequence[tuple[str, str, str, str]]
    words: str = ""


@dataclass(frozen=True)
class RowShown:
    """A theme, with a cell for each column."""

    theme: str
    cells: Sequence[CellShown]


@dataclass(frozen=True)
class Update:
    """A thing, and what changed in it, by whom, on which day."""

    text: str
    href: str
    what: str


@dataclass(frozen=True)
class _Change:
    """One change of an item (by its id) or version (its number): ``what`` was done by ``who``."""

    thing: int | str
    at: datetime
    what: str
    who: str


def rows(matrix: Matrix, base: str) -> list[RowShown]:
    """The matrix with a cell for each column, in references and marks alone."""
    return [RowShown(row.theme, list(_cells(row, base))) for row in matrix.rows]


def sections(view: PlanView, path: str) -> list[tuple[str, str, str]]:
    """Every section as (letter and title, address, how much is in it)."""
    return [
        (
            f"{section.letter} {section.title}",
            f"{path}?section={section.letter}",
            sayings.NOT_SHARED
            if section.source == "hidden"
            else _amount(section.kind, len(section.entries)),
        )
        for section in view.sections
    ]


def updates(scope: Scope, view: PlanView, standing: Standing, path: str) -> list[Update]:
    """What changed last, grouped by thing, as far as this reader may read it: in one query."""
    changes = [*_texts(scope, view.plan), *_recorded(standing), *_versions(view)]
    changes.sort(key=lambda change: change.at, reverse=True)
    entries = {e.item_id: e for section in view.sections for e in section.entries}
    things: dict[int | str, list[_Change]] = {}
    for change in changes:
        if isinstance(change.thing, str) or change.thing in entries:
            things.setdefault(change.thing, []).append(change)
    return [
        Update(*_named(thing, entries, path), _said(found))
        for thing, found in list(things.items())[:MOST_UPDATES]
    ]


def _named(thing: int | str, entries: Mapping[int, Entry], path: str) -> tuple[str, str]:
    """The words and the address of an item, by its id, or of a version, by its number."""
    if isinstance(thing, str):
        return f"Version {thing}", f"{path}versions/{thing}/"
    entry = entries[thing]
    return f"{entry.ref} {entry.title}", f"{path}priorities/{entry.ref}"


def _cells(row: MatrixRow, base: str) -> Iterator[CellShown]:
    for span in row.spans:
        if span.kind == "unshared":
            yield CellShown((), sayings.NOT_SHARED)
        elif span.kind == "gap":
            yield from (CellShown(()) for _ in span.columns)
        else:
            yield from _held(span, base)


def _held(span: Span, base: str) -> Iterator[CellShown]:
    for cell in span.cells:
        state = cell.extra.state if isinstance(cell.extra, Lead) else None
        level, words = state or ("", "")
        yield CellShown([(cell.ref, f"{base}{cell.ref}", level, words)])


def _amount(kind: str, count: int) -> str:
    found = kind_of(kind)
    return plural(count, found.one, found.many)


def _texts(scope: Scope, plan: Plan) -> Iterator[_Change]:
    statement = (
        select(Revision.item_id, Revision.number, Revision.made_at, Revision.made_by)
        .where(Revision.plan_id == plan.id)
        .order_by(Revision.made_at.desc(), Revision.id.desc())
        .limit(LOOKED_AT)
    )
    for item_id, number, at, who in scope.session.execute(statement):
        yield _Change(item_id, at, "Text changed" if number > 1 else "First text", who)


def _recorded(standing: Standing) -> Iterator[_Change]:
    for item_id, done, at, who in standing.records[:LOOKED_AT]:
        yield _Change(item_id, at, "Milestone done" if done else "Note on a milestone", who)


def _versions(view: PlanView) -> Iterator[_Change]:
    version = view.version
    if version is not None:
        number = str(version.number)
        yield _Change(
            number,
            version.state_since,
            sayings.state_words(version, civil_day(version.state_since)),
            "",
        )
        yield _Change(number, version.frozen_at, "Frozen", version.frozen_by)


def _said(changes: Sequence[_Change]) -> str:
    """``Milestone done (2 times) by A, text changed by B and C, last on 24 June 2019``."""
    done: dict[str, list[_Change]] = {}
    for change in changes:
        done.setdefault(change.what, []).append(change)
    parts = [_part(what, found) for what, found in done.items()]
    joined = ", ".join([parts[0], *(part[:1].lower() + part[1:] for part in parts[1:])])
    when = "last on " if len(changes) > 1 else "on "
    return f"{joined}, {when}{sayings.day_of(changes[0].at)}"


def _part(what: str, changes: Sequence[_Change]) -> str:
    people = list(dict.fromkeys(change.who for change in changes if change.who))
    by = f" by {join_names(people)}" if people else ""
    return f"{what}{f' ({len(changes)} times)' if len(changes) > 1 else ''}{by}"
