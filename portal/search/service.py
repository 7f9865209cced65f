"""Rooms write here what can be found. Nothing else writes the index."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, literal, update

from portal.search.models import SearchEntry
from tenants.audiences import narrower_than
from tenants.scope import Scope


@dataclass(frozen=True)
class Findable:
    """A text to be found: its source row, the thing it is a text of, and its walls."""

    source: str
    source_id: int
    thing: str
    path: str
    title: str
    text: str
    area_id: int
    audience: str


def index(scope: Scope, found: Findable) -> None:
    """Put a text into the index under the walls of its source."""
    scope.session.add(
        SearchEntry(
            company_id=scope.company_id,
            area_id=found.area_id,
            audience=found.audience,
            source=found.source,
            source_id=found.source_id,
            thing=found.thing,
            path=found.path,
            title=found.title[:300],
            words=f"{found.title} {found.text}".casefold(),
        )
    )


def widen(scope: Scope, source: str, source_ids: Sequence[int], audience: str) -> None:
    """Let more people find these texts, as their sources were just opened to more readers."""
    scope.session.execute(
        update(SearchEntry)
        .where(
            SearchEntry.source == source,
            SearchEntry.source_id.in_(source_ids),
            SearchEntry.audience.in_(narrower_than(audience)),
        )
        .values(audience=audience)
    )


def move(scope: Scope, old: str, new: str) -> None:
    """Give everything whose path begins with ``old`` the path that begins with ``new``."""
    rest = func.substr(SearchEntry.path, len(old) + 1)
    scope.session.execute(
        update(SearchEntry)
        .where(SearchEntry.path.startswith(old, autoescape=True))
        .values(path=literal(new) + rest),
        execution_options={"synchronize_session": False},
    )
