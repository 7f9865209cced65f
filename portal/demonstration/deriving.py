"""In the demonstration, what a council words as one before it, or nearly so, derives from that."""

from portal.kit.diffs import likeness, same_wording
from portal.plans import queries
from portal.plans.models import Plan
from portal.plans.service import deriving
from portal.plans.shapes import Entry
from tenants.scope import Scope

NEARLY = 60
"""Per cent of the words of both."""


def derive_what_is_alike(scope: Scope, plan: Plan) -> None:
    """Link each council's priorities to the first council's that say the same."""
    before: list[Entry] = []
    for section in queries.view(scope, plan).sections:
        if section.kind == "priorities" and section.area_id:
            _derive(scope, plan, section.entries, before)
            before += section.entries


def _derive(scope: Scope, plan: Plan, entries: list[Entry], before: list[Entry]) -> None:
    for entry in entries:
        source = _source(entry, before)
        mine, theirs = (
            queries.find_reading(scope, each.ref, plan=plan) if each else None
            for each in (entry, source)
        )
        if mine is not None and theirs is not None:
            deriving.link(scope, mine.item, theirs.item)


def _source(entry: Entry, before: list[Entry]) -> Entry | None:
    same = (old for old in before if same_wording(old.wording, entry.wording))
    near = (old for old in before if _near(old.wording, entry.wording))
    return next(same, None) or next(near, None)


def _near(text: str, other: str) -> bool:
    same, of = likeness(text, other)
    back, back_of = likeness(other, text)
    return min(same * 100, back * 100) >= NEARLY * max(of, back_of)
