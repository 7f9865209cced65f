"""Finding: entries inside the reader's walls that hold every word asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from portal.search.models import SearchEntry
from tenants.scope import Scope

MOST = 50


@dataclass(frozen=True)
class Hit:
    """One thing found."""

    title: str
    path: str
    area_id: int


def find(scope: Scope, asked: str) -> Sequence[Hit]:
    """At most fifty things whose text holds every word asked for; the newest readable text each."""
    words = asked.casefold().split()
    if not words:
        return []
    rows = scope.session.execute(
        select(SearchEntry.thing, SearchEntry.title, SearchEntry.path, SearchEntry.area_id)
        .where(*(SearchEntry.words.contains(word, autoescape=True) for word in words))
        .order_by(SearchEntry.source_id.desc())
        .limit(MOST * 4)
    )
    newest: dict[str, Hit] = {}
    for thing, title, path, area_id in rows:
        newest.setdefault(thing, Hit(title, path, area_id))
    return sorted(newest.values(), key=lambda hit: hit.path)[:MOST]
