"""References in texts as links, where the reader can read what they name."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from portal.plans.kinds import Kind, kind_of, refs_of
from portal.plans.models import Item, Plan
from portal.plans.shapes import Entry, PlanView
from tenants.scope import Scope

Links = Mapping[str, str]
"""Address by reference; a reference that is not in it is shown as it is written."""
ELSEWHERE = "#"
"""Stands between the address of another plan and the reference there: plan#REF."""


def mentioned(kind: Kind, entries: Iterable[Entry]) -> list[str]:
    """The references in the columns of a kind's table, in order, each once."""
    names = [name for name in kind.columns if kind.field(name).reads == "refs"]
    if not names:
        return []
    found = (ref for entry in entries for name in names for ref in refs_of(entry.text(name)))
    return list(dict.fromkeys(found))


def of_view(scope: Scope, view: PlanView, path: str) -> Links:
    """Links to everything on a plan's page, and to what its tables name in other plans.

    Asks the database only where something of another plan is named.
    """
    here = {
        entry.ref: f"{path}priorities/{entry.ref}"
        for section in view.sections
        for entry in section.entries
    }
    named = (mentioned(kind_of(section.kind), section.entries) for section in view.sections)
    others = {ref for refs in named for ref in refs if ELSEWHERE in ref}
    return {**here, **_elsewhere(scope, others)} if others else here


def of_texts(scope: Scope, plan: Plan, refs: Iterable[str]) -> Links:
    """Links to these references as a text of ``plan`` names them, in one query if there are any."""
    written = {ref: ref if ELSEWHERE in ref else f"{plan.slug}{ELSEWHERE}{ref}" for ref in refs}
    found = _elsewhere(scope, set(written.values())) if written else {}
    return {ref: found[full] for ref, full in written.items() if full in found}


def _elsewhere(scope: Scope, refs: set[str]) -> Links:
    pairs = {ref: ref.partition(ELSEWHERE)[::2] for ref in refs}
    rows = scope.session.execute(
        select(Plan.slug, Item.ref)
        .join(Item, Item.plan_id == Plan.id)
        .where(
            Plan.slug.in_(sorted({slug for slug, _ in pairs.values()})),
            Item.ref.in_(sorted({ref for _, ref in pairs.values()})),
        )
    )
    there = {(row.slug, row.ref) for row in rows}
    plans = f"/{scope.company.slug}/plans/"
    return {
        written: f"{plans}{slug}/priorities/{ref}"
        for written, (slug, ref) in pairs.items()
        if (slug, ref) in there
    }
