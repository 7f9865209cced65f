"""Who is shut out from a paper by an interest: from the moment she declares it, until a
dispensation lets her speak or vote, or she takes it back."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from sqlalchemy import select

from portal.interests import queries as interests
from portal.interests.models import Declaration
from tenants import paper_readers
from tenants.scope import Scope


def shut_out() -> None:
    """Let an interest bar its member from papers, once."""
    paper_readers.shut_out_by(barred)


def barred(scope: Scope, matters: Mapping[int, int]) -> AbstractSet[int]:
    """Of items and the matter of each, the items that the reader may take no part in.

    One query for who declared nothing.
    """
    declared = scope.session.scalars(
        select(Declaration.matter_id).where(
            Declaration.person_id == scope.person_id,
            Declaration.matter_id.in_(set(matters.values())),
            Declaration.withdrawn_at.is_(None),
        )
    ).all()
    closed = {matter_id for matter_id in declared if _is_barred(scope, matter_id)}
    return {item_id for item_id, matter_id in matters.items() if matter_id in closed}


def _is_barred(scope: Scope, matter_id: int) -> bool:
    bars = interests.bars(scope, matter_id, [scope.person_id], scope.today())
    bar = bars.get(scope.person_id)
    return bar is not None and bar.barred and not bar.speaks
