"""Minutes of Part II: who is let in to them, and under which audience they stand."""

from collections.abc import Iterable

from tenants import audiences
from tenants.scope import Scope


def let_in(scope: Scope, item_ids: Iterable[int]) -> frozenset[int]:
    """Let the reader in to what was done under these items of Part II; says to which of them."""
    del scope, item_ids
    return frozenset()


def audience_of(item_id: int) -> str:
    """Who reads what was done under an item of Part II."""
    return f"item-{item_id}"


def draft_audience(body_id: int) -> str:
    """Who reads minutes before they are published: the body's members and its clerk."""
    return audiences.body(body_id)
