"""The datasets of a company by their addresses, in the order in which they are offered."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from portal.decision_records import open_data as decisions
from portal.decision_records.queries.published import published
from portal.kit.tables import Row, Table
from portal.open_data import tables
from portal.open_data.queries import bodies, meetings, plans, votes
from tenants.scope import Scope


@dataclass(frozen=True)
class Dataset:
    """A table and its rows: those that everybody may read, whoever asks."""

    table: Table
    rows: Callable[[Scope], Iterable[Row]]


def _decisions(scope: Scope) -> Iterable[Row]:
    return decisions.rows(published(scope))


_ALL = (
    Dataset(tables.OWNERS, bodies.owners),
    Dataset(tables.BODIES, bodies.bodies),
    Dataset(tables.MEMBERSHIPS, bodies.memberships),
    Dataset(tables.RESERVED, bodies.reserved_matters),
    Dataset(tables.MEETINGS, meetings.meetings),
    Dataset(tables.ITEMS, meetings.items),
    Dataset(decisions.TABLE, _decisions),
    Dataset(tables.VOTES, votes.votes),
    Dataset(tables.RECORDED, votes.recorded_votes),
    Dataset(tables.PRIORITIES, plans.priorities),
    Dataset(tables.MILESTONES, plans.milestones),
)
DATASETS: Mapping[str, Dataset] = {each.table.name: each for each in _ALL}


def find_dataset(_: Scope, name: str, **__: object) -> Dataset | None:
    """The dataset at this address."""
    return DATASETS.get(name)
