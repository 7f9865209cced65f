"""The door to a notice: everybody comes in, and may say why a meeting should be public."""

from dataclasses import dataclass

from portal.executive import pages, queries
from portal.executive.models import ExecutiveNotice
from portal.meetings.models import AgendaItem
from tenants.scope import Scope
from tenants.seating import seat_the_public


def find_notice(scope: Scope, value: str, **_: object) -> ExecutiveNotice | None:
    """The notice of this number, with a seat for whoever has something to say about it."""
    found = queries.find_notice(scope, value)
    if found is not None:
        seat_the_public(scope)
    return found


@dataclass(frozen=True)
class Asked:
    """A notice that is to be published of one kind (``law.NAMES``), by the body of its item."""

    kind: str
    area_id: int
    body_id: int


def find_kind(_: Scope, value: str, *, item: AgendaItem, **__: object) -> Asked | None:
    """The kind of notice of this address, for an item; None for no such kind."""
    kind = pages.kind_of(value)
    return None if kind is None else Asked(kind, item.area_id, item.body_id)
