"""An item of any kind on its page: its texts, each as it is read, and whether it was taken out."""

from dataclasses import dataclass

from portal.plans import sayings
from portal.plans.content import Content
from portal.plans.kinds import Kind, refs_of
from portal.plans.models import Plan
from portal.plans.pages import tables
from portal.plans.pages.tables import Cell
from portal.plans.queries import references
from portal.plans.shapes import Reading
from tenants.scope import Scope


@dataclass(frozen=True)
class Fields:
    """The texts of an item beside its title: the long ones, and the short ones as facts."""

    long: list[Cell]
    short: list[Cell]


def fields(scope: Scope, plan: Plan, kind: Kind, content: Content) -> Fields:
    """Every text of the kind that is not empty; one query where it names other items."""
    named = [
        ref
        for field in kind.fields
        if field.reads == "refs"
        for ref in refs_of(content.text(field.name))
    ]
    links = references.of_texts(scope, plan, named)
    cells = [
        tables.cell(field, content.text(field.name), links)
        for field in kind.fields
        if field.name != "title"
    ]
    found = [cell for cell in cells if cell.text]
    return Fields(
        [cell for cell in found if cell.reads == "text"],
        [cell for cell in found if cell.reads != "text"],
    )


def taken_out(reading: Reading) -> str:
    """``24 June 2019``, the day on which it was taken out of the draft; empty while it is in it."""
    removed = reading.item.removed_at
    return sayings.day_of(removed) if removed is not None and reading.draft else ""
