"""Rooms write here what can be found. Nothing else writes the index."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, literal, or_, select, update

from portal.search import stems
from portal.search.kinds import kind_of
from portal.search.models import SearchEntry
from tenants.audiences import PUBLIC, SUBMITTED, narrower_than
from tenants.scope import Scope

OF_BODIES = "body-"
"""How the labels of single bodies begin (``audiences.body``)."""


@dataclass(frozen=True)
class Findable:
    """A text to be found: its source row, the thing it is a text of, and its walls.

    A record that different people read differently has one for each audience, each with a source of
    its own: what the public may find of an item, and what its readers may find of its report.
    """

    source: str
    source_id: int
    thing: str
    path: str
    title: str
    text: str
    area_id: int
    audience: str
    kind: str = ""
    """A key of ``kinds.KINDS``; empty for what the source says."""
    ref: str = ""
    """As people cite it: ``KIN-03``."""


def index(scope: Scope, found: Findable) -> None:
    """Put a text into the index under the walls of its source."""
    scope.session.add(SearchEntry(**columns(scope, found)))


def index_again(scope: Scope, found: Findable) -> None:
    """Put a text into the index in place of what the index held of the same source row, if any."""
    held = scope.session.scalars(
        select(SearchEntry).where(
            SearchEntry.source == found.source, SearchEntry.source_id == found.source_id
        )
    ).first()
    if held is None:
        index(scope, found)
        return
    for name, value in columns(scope, found).items():
        setattr(held, name, value)


def columns(scope: Scope, found: Findable) -> dict[str, Any]:
    """The columns of a text's row, its stems made: for rooms that write very many at once."""
    title = found.title[:300]
    ordered = stems.in_order(title, found.ref, found.text)
    return {
        "company_id": scope.company_id,
        "area_id": found.area_id,
        "audience": found.audience,
        "source": found.source,
        "source_id": found.source_id,
        "thing": found.thing,
        "kind": found.kind or kind_of(found.source, found.path),
        "path": found.path,
        "ref": found.ref.upper(),
        "title": title,
        "words": f"{title}\n{found.text}",
        "title_stems": stems.in_order(title),
        "stems": ordered,
        "lexemes": stems.to_find(scope.company_id, ordered),
    }


def widen(scope: Scope, source: str, source_ids: Sequence[int], audience: str) -> None:
    """Let more people find these texts, as their sources were just opened to more readers."""
    scope.session.execute(
        update(SearchEntry)
        .where(
            SearchEntry.source == source,
            SearchEntry.source_id.in_(source_ids),
            _narrower_than(audience),
        )
        .values(audience=audience)
    )


def _narrower_than(audience: str) -> ColumnElement[bool]:
    """What one body alone could find opens to those who decide, and to everybody, too."""
    narrower = SearchEntry.audience.in_(narrower_than(audience))
    if audience not in (SUBMITTED, PUBLIC):
        return narrower
    return or_(narrower, SearchEntry.audience.startswith(OF_BODIES))


def move(scope: Scope, old: str, new: str) -> None:
    """Give everything whose path begins with ``old`` the path that begins with ``new``."""
    rest = func.substr(SearchEntry.path, len(old) + 1)
    scope.session.execute(
        update(SearchEntry)
        .where(SearchEntry.path.startswith(old, autoescape=True))
        .values(path=literal(new) + rest),
        execution_options={"synchronize_session": False},
    )
