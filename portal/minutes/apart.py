"""Minutes of Part II: who is let in to them, and under which audience they stand.

What was done under an item is read by whoever reads the item's papers (``tenants.paper_readers``):
the body's members without a barring interest, its clerk, and the officers named for it.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select

from portal.meetings.models import AgendaItem
from portal.papers.records import note
from tenants import audiences, paper_readers
from tenants.base import SHARED
from tenants.models import PaperDoor
from tenants.roles import Hat
from tenants.scope import Scope


def let_in(scope: Scope, item_ids: Iterable[int]) -> frozenset[int]:
    """Let the reader in to what was done under these items of Part II; says to which of them."""
    return paper_readers.admit(scope, item_ids)


def make_doors(scope: Scope, hat: Hat, items: Sequence[AgendaItem], on_day: date) -> None:
    """Make the doors of items of Part II that had no report: their minutes stand behind them.

    Its caller has asked who keeps the minutes.
    """
    shut = [item for item in items if item.part == 2 and item.state == "listed"]
    doors = select(PaperDoor.item_id).where(PaperDoor.item_id.in_([item.id for item in shut]))
    known = set(scope.session.scalars(doors)) if shut else set()
    for item in shut:
        if item.id in known:
            continue
        door = PaperDoor(
            company_id=scope.company_id,
            area_id=SHARED,
            audience=audiences.SUBMITTED,
            item_id=item.id,
            body_id=item.body_id,
            matter_id=item.matter_id,
            on_day=on_day,
            opened_at=scope.now(),
        )
        paper_readers.begin(scope, door)
        note(scope, hat, "paper:begun", door, {"item": item.id})


def audience_of(item_id: int) -> str:
    """Who reads what was done under an item of Part II."""
    return audiences.item(item_id)


def draft_audience(body_id: int) -> str:
    """Who reads minutes before they are published: the body's members and its clerk."""
    return audiences.body(body_id)
