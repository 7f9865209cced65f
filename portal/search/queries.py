"""Finding: entries inside the reader's walls that hold all that is asked for."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, String, func, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from portal.search import ranking
from portal.search.models import SearchEntry
from portal.search.ranking import Candidate
from portal.search.stems import Asked
from tenants import walls
from tenants.scope import Scope
from tenants.walls import Holds

REACH = 2_000
"""Texts that are put in order: the newest of those that a reader may find."""
LONGEST_READ = 30_000
"""Characters of a text in which the place to quote is looked for."""


@dataclass(frozen=True)
class Hit:
    """One thing found. ``words`` are the text as it was written, its title left out."""

    kind: str
    title: str
    path: str
    area_id: int
    ref: str = ""
    words: str = ""


@dataclass(frozen=True)
class Found:
    """A page of what was found, and how many of each kind there are."""

    hits: Sequence[Hit] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    """By kind, the kind of the best found first."""
    cut: bool = False
    """Whether more hold it than were put in order."""

    @property
    def total(self) -> int:
        return sum(self.counts.values())


class IsFound(FunctionElement[Any]):
    """``is_found(id, lexemes, question)``: whether the full-text index has all stems of it there.

    The stems of a question hold no sign of either database's own (``stems``). It has no type: to a
    boolean one SQLAlchemy adds ``= 1`` for SQLite, which then looks nothing up by it.
    """

    inherit_cache = True


@compiles(IsFound, "sqlite")
def _in_fts5(element: IsFound, compiler: SQLCompiler, **options: Any) -> str:
    row, _, question = (compiler.process(each, **options) for each in element.clauses)
    matching = f"search_words MATCH {question}"
    return f"({row} IN (SELECT rowid FROM search_words WHERE {matching}))"  # noqa: S608 - a parameter's name


@compiles(IsFound, "postgresql")
def _in_tsvector(element: IsFound, compiler: SQLCompiler, **options: Any) -> str:
    _, lexemes, question = (compiler.process(each, **options) for each in element.clauses)
    return f"({lexemes} @@ CAST(replace({question}, ' ', ' & ') AS tsquery))"


def holds(scope: Scope, asked: Asked) -> list[ColumnElement[bool]]:
    """The conditions under which an entry holds every word and phrase asked for."""
    question = literal(asked.question(scope.company_id), String())
    phrases = [Holds(SearchEntry.stems, literal(f" {each} ")) for each in asked.phrases]
    return [IsFound(SearchEntry.id, SearchEntry.lexemes, question), *phrases]


def find(scope: Scope, asked: Asked, kind: str = "", page: int = 1) -> Found:
    """A page of one kind, or the first few of every kind: three queries, whatever is there."""
    candidates = _candidates(scope, asked) if asked else []
    if not candidates:
        return Found()
    ordered = ranking.in_order(asked, _newest(scope, candidates))
    shown = ranking.on_page(ordered, kind, page)
    cut = len(candidates) == REACH
    return Found(_hits(scope, shown), ranking.counts(ordered), cut)


def _candidates(scope: Scope, asked: Asked) -> list[Candidate]:
    """The newest entries of the reader's that hold it."""
    statement = (
        select(*(getattr(SearchEntry, each.name) for each in dataclasses.fields(Candidate)))
        .where(*holds(scope, asked))
        .order_by(SearchEntry.id.desc())
        .limit(REACH)
    )
    with walls.asking(scope.session, asked.question(scope.company_id)):
        return [Candidate(*row) for row in scope.session.execute(statement)]


def _newest(scope: Scope, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Those that no newer text of the same thing replaces, as far as the reader may read it."""
    by_thing = (SearchEntry.thing, SearchEntry.source)
    rows = scope.session.execute(
        select(*by_thing, func.max(SearchEntry.source_id))
        .where(SearchEntry.thing.in_({each.thing for each in found}))
        .group_by(*by_thing)
    )
    newest = {(thing, source): source_id for thing, source, source_id in rows}
    return (each for each in found if newest[each.thing, each.source] == each.source_id)


def _hits(scope: Scope, shown: Sequence[Candidate]) -> list[Hit]:
    rows = scope.session.execute(
        select(
            *(SearchEntry.id, SearchEntry.kind, SearchEntry.title, SearchEntry.path),
            *(SearchEntry.area_id, SearchEntry.ref),
            func.substr(SearchEntry.words, 1, LONGEST_READ).label("words"),
        ).where(SearchEntry.id.in_([each.id for each in shown]))
    )
    hits = {row.id: _hit(row) for row in rows}
    return [hits[each.id] for each in shown]


def _hit(row: Any) -> Hit:
    below = row.words.partition("\n")[2]
    return Hit(row.kind, row.title, row.path, row.area_id, row.ref, below)
