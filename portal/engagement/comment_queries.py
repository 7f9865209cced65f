"""Reads of comments: what the walls let one reader see, and nothing that tells of others."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select

from portal.engagement.models import Comment
from portal.plans.models import Item, Plan
from tenants.scope import Scope


@dataclass(frozen=True)
class Thread:
    """A first comment with its replies, oldest first."""

    first: Comment
    replies: list[Comment] = field(default_factory=list)


def threads(scope: Scope, item_ids: Sequence[int]) -> list[Thread]:
    """The threads on these items inside the reader's walls, oldest first: one query."""
    rows = scope.session.scalars(
        select(Comment).where(Comment.item_id.in_(item_ids)).order_by(Comment.id)
    ).all()
    found = {row.id: Thread(row) for row in rows if row.thread_id is None}
    for row in rows:
        if row.thread_id is not None:
            found[row.thread_id].replies.append(row)
    return list(found.values())


def counts(scope: Scope, item_ids: Sequence[int]) -> list[tuple[int, str, str, int]]:
    """Item, its reference, the plan's address, and how many comments this reader reads on it."""
    rows = scope.session.execute(
        select(Comment.item_id, Item.ref, Plan.slug, func.count())
        .join(Item, Item.id == Comment.item_id)
        .join(Plan, Plan.id == Item.plan_id)
        .where(Comment.item_id.in_(item_ids), Comment.withdrawn_at.is_(None))
        .group_by(Comment.item_id, Item.ref, Plan.slug)
    )
    return list(rows.all())


def find(scope: Scope, number: int, **found: object) -> Comment | None:
    """A comment on the item in the path, inside the reader's walls."""
    item = getattr(found["ref"], "item", None)
    comment = scope.session.get(Comment, number)
    mine = comment is not None and item is not None and comment.item_id == item.id
    return comment if mine else None


def thread_of(scope: Scope, comment: Comment) -> Thread:
    """The thread that a comment stands in."""
    first = comment.thread_id or comment.id
    rows = scope.session.scalars(
        select(Comment)
        .where((Comment.id == first) | (Comment.thread_id == first))
        .order_by(Comment.id)
    ).all()
    return Thread(rows[0], list(rows[1:]))
