"""A derivation as the page of a priority shows it, and what its reader may do about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.kit.diffs import Segment, tracked
from portal.plans import queries, sayings
from portal.plans.models import Plan
from portal.plans.queries import derivations
from portal.plans.queries.derivations import Known, Link
from portal.plans.room import plans_path
from portal.plans.rules.derivation_rules import (
    Relation,
    Words,
    carries,
    descendants,
    differences,
    relation,
)
from portal.plans.service.derivation_sayings import NOT_SHARED, disclosure, refusal
from portal.plans.shapes import Reading
from tenants.base import SHARED
from tenants.roles import Permission
from tenants.scope import Scope

RELATIONS: Mapping[Relation, str] = {
    "identical": "The same wording",
    "adapted": "Adapted",
    "own": "Its own wording",
}


@dataclass(frozen=True)
class Other:
    """Another priority that this reader reads: the source, or one that derives from this one."""

    ref: str
    title: str
    href: str
    whose: str
    accent: str
    words: str
    """How the two wordings stand to each other."""


@dataclass(frozen=True)
class DerivationShown:
    """Where a wording comes from. Of a source that is not shared, nothing is here but that."""

    own: bool
    decided: str
    source: Other | None = None
    note: str = ""
    changed: bool = False
    differences: Sequence[tuple[str, Sequence[Segment]]] = ()
    against_ours: bool = False
    """Whether the differences are from this item's words, not from the source's older ones."""
    differs: bool = False
    """Whether the source's words are other than this item's."""
    seen: int = 0
    """Number of the source's revision that the reader reads."""
    warning: str = ""
    """For a director: who would read the source's words if she took them over."""
    refused: str = ""
    """Why this editor cannot take them over."""


@dataclass(frozen=True)
class Panel:
    """All that the page of a priority says of derivations."""

    derivation: DerivationShown | None
    followers: Sequence[Other]
    offers: Sequence[tuple[str, str]]
    """Areas for which this reader may derive a priority from this one: name and address."""


def panel(scope: Scope, plan: Plan, reading: Reading, may_edit: bool) -> Panel:
    """What stands on the page of an item."""
    link = derivations.link_of(scope, reading.item.id)
    followers = derivations.derived_from(scope, reading.item.id)
    sources = [link.source_id] if link else []
    read = derivations.known(scope, [*followers, *sources])
    mine = derivations.words_of(reading.revision)
    shown = _shown(scope, reading, link, read.get(link.source_id), may_edit) if link else None
    return Panel(
        shown,
        [
            _other(
                scope, read[follower], relation(False, read[follower].words.wording, mine.wording)
            )
            for follower in followers
            if follower in read and not read[follower].removed
        ],
        _offers(scope, plan, reading),
    )


def sources_offered(
    scope: Scope, plan: Plan, area_id: int, item_id: int = 0
) -> dict[str, list[tuple[str, str]]]:
    """The priorities of a plan, by whose they are, that a priority may derive from, as reference
    and words: a new one of this area from other areas', an item from any that does not follow it.
    """
    barred = {item_id, *descendants(item_id, derivations.sources(scope))} if item_id else set()
    found: dict[str, list[tuple[str, str]]] = {}
    for section in queries.view(scope, plan).sections:
        if section.kind == "priorities" and (item_id or section.area_id != area_id):
            found.setdefault(whose(scope, section.area_id), []).extend(
                (entry.ref, f"{entry.ref} {entry.title}")
                for entry in section.entries
                if entry.item_id not in barred
            )
    return {name: entries for name, entries in found.items() if entries}


def source_shown(scope: Scope, reading: Reading, source: Reading) -> Other:
    """The source of an item, as its page names it."""
    known = derivations.known(scope, [source.item.id])[source.item.id]
    how = relation(False, reading.revision.wording, source.revision.wording)
    return _other(scope, known, how)


def whose(scope: Scope, area_id: int) -> str:
    """Whose a priority is: the company's name, or the council's."""
    return scope.area(area_id).name


def _shown(
    scope: Scope, reading: Reading, link: Link, source: Known | None, may_edit: bool
) -> DerivationShown:
    by_whom = f"Decided by {link.decided_by}, {sayings.day_of(link.decided_at)}"
    decided = by_whom if reading.draft else ""
    if source is None:
        return DerivationShown(link.own, decided, note=NOT_SHARED)
    mine, now = derivations.words_of(reading.revision), source.words
    changed = reading.draft and not source.removed and link.changed(now)
    before = link.base if changed and link.base else now
    differs = mine.texts() != now.texts()
    asks = may_edit and differs and not link.own
    in_the_way = barriers(scope, reading.item.plan_id, reading.area_id, now) if asks else ("", "")
    return DerivationShown(
        link.own,
        decided,
        _other(scope, source, relation(link.own, mine.wording, before.wording)),
        "It is no longer in the draft." if source.removed else "",
        changed,
        differences(link.base or mine, now) if changed else (),
        link.base is None,
        differs,
        now.number,
        *in_the_way,
    )


def barriers(scope: Scope, plan_id: int, area_id: int, words: Words) -> tuple[str, str]:
    """What a director is warned of before she copies these words into an area's draft, or why
    another editor cannot; both empty where nobody new would read them."""
    part = derivations.part_of_area(scope, plan_id, area_id)
    if part is None or carries(words, part.area_id, part.audience):
        return "", ""
    if scope.may(Permission.PLAN_RELEASE, area_id=words.area_id):
        return disclosure(scope, words, part), ""
    return "", refusal(scope, words, part)


def beside(scope: Scope, reading: Reading, source: Reading) -> dict[str, list[Segment]]:
    """What the source says, by text, with what changed in it since this was last decided."""
    link = derivations.link_of(scope, reading.item.id)
    now = derivations.words_of(source.revision).texts()
    old = link.base.texts() if link and link.base else now
    return {name: tracked(old[name], now[name]) for name in now}


def _other(scope: Scope, known: Known, how: Relation) -> Other:
    area = scope.area(known.words.area_id)
    href = f"{plans_path(scope)}{known.plan_slug}/priorities/{known.ref}"
    return Other(known.ref, known.words.title, href, area.name, area.slug, RELATIONS[how])


def _offers(scope: Scope, plan: Plan, reading: Reading) -> list[tuple[str, str]]:
    """Only priorities are derived anew, for areas that have a section of them in this plan."""
    if reading.section.kind != "priorities" or not scope.may(Permission.PLAN_EDIT):
        return []
    held = derivations.areas_with_priorities(scope, plan.id)
    path = f"{plans_path(scope)}{plan.slug}/derive/"
    return [
        (
            "the company" if area.area_id == SHARED else area.name,
            f"{path}{area.slug}?from={reading.item.ref}",
        )
        for area in scope.areas
        if area.area_id in held
        and area.area_id != reading.area_id
        and scope.may(Permission.PLAN_EDIT, area_id=area.area_id, plan_id=plan.id)
    ]
