"""A frozen version as its pages and its file show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.kit import digests
from portal.plans import sayings
from portal.plans.kinds import kind_of
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.pages.tables import Table, table_of
from portal.plans.queries import content_of, manifests
from portal.plans.shapes import Entry, PlanView
from tenants.scope import Scope

HOW = (
    "An item's digest is the SHA-256 of its content in canonical JSON (RFC 8785, text in NFC). "
    "A section's digest is that of {letter, title, kind, area, under, root}, where root is the "
    "Merkle tree hash (RFC 6962) over its items in order, each as the canonical JSON of "
    "[reference, digest]. (Under scheme 1 there is no under, and an item is its digest as "
    "hexadecimal text.) The version's "
    "digest is that of {plan, version, title, first_year, years, sections}, where sections is the "
    "Merkle tree hash of the sections' digests. (Under schemes 1 and 2 there is no title, "
    "first_year and years.) A section's proof is its audit path (RFC 6962, 2.1.1), from the leaf "
    "up."
)


@dataclass(frozen=True)
class Cause:
    """What brought a version into its state, and its page, empty where there is none."""

    words: str
    href: str


@dataclass(frozen=True)
class VersionShown:
    """A version with its words."""

    version_id: int
    number: int
    title: str
    digest: str
    tag: str
    state: str
    words: str
    warning: str
    frozen: str
    decision: Cause | None = None
    instead: tuple[int, str] | None = None
    """Another version that is in force: its number, and since when, in words."""


@dataclass(frozen=True)
class SectionOfVersion:
    """One section of a version; ``shared`` says that the reader may read the whole of it."""

    letter: str
    title: str
    kind: str
    accent: str
    under: str
    root: str
    shared: bool
    entries: Sequence[Entry]
    table: Table | None
    """Its items as rows, where its kind is listed in a table."""


def shown(
    version: Version, day: date, company: str = "", in_force: Version | None = None
) -> VersionShown:
    """The version in words, as things stand on ``day``; ``company`` is its path, ``/afc/``."""
    instead = None
    if in_force is not None and in_force.id != version.id:
        instead = (in_force.number, sayings.since_words(in_force, day))
    return VersionShown(
        version.id,
        version.number,
        version.title,
        version.digest,
        sayings.state_tag(version, day),
        sayings.state_words(version, day),
        sayings.version_words(version, day),
        sayings.warning(version, day),
        f"Frozen by {version.frozen_by}, {sayings.day_of(version.frozen_at)}",
        cause(version, company),
        instead,
    )


def before(found: Sequence[Version]) -> dict[int, int]:
    """For each version's number, that of the one before it, as far as the reader reads both."""
    numbers = sorted(version.number for version in found)
    return dict(zip(numbers[1:], numbers, strict=False))


def cause(version: Version, company: str) -> Cause | None:
    """The decision, or the reason, by which a version came into its state."""
    if not version.decided_words:
        return None
    href = f"{company}{version.decided_path}" if version.decided_path else ""
    return Cause(version.decided_words, href)


def announced(view: PlanView) -> VersionShown | None:
    """The version to be announced on top of a page, where some of it is read from it."""
    read = any(section.source == "version" for section in view.sections)
    if not read or view.version is None:
        return None
    return shown(view.version, view.day, in_force=view.in_force)


def sections(scope: Scope, plan: Plan, version: Version) -> list[SectionOfVersion]:
    """The sections as frozen. One whose texts do not make its root is not shared whole."""
    roots = manifests.section_roots(scope, version.id)
    found = manifests.version_manifest(scope, plan, version).sections
    links = {entry.ref: f"#{entry.ref}" for section in found for entry in section.entries}
    return [
        SectionOfVersion(
            section.letter,
            section.title,
            section.kind,
            section.area,
            section.under,
            roots[section.section_id],
            section.leaf == roots[section.section_id],
            section.entries,
            table_of(kind_of(section.kind), section.entries, links),
        )
        for section in found
    ]


def as_json(scope: Scope, plan: Plan, version: Version) -> dict[str, Any]:
    """The manifest, so that anybody can compute the digest again in the way that HOW says."""
    found = sections(scope, plan, version)
    leaves = [section.root for section in found]
    texts = manifests.frozen_texts(scope, version.id)
    return {
        "plan": plan.slug,
        "title": version.title,
        "first_year": version.first_year,
        "years": version.years,
        "version": version.number,
        "state": sayings.state_of(version, scope.today()),
        "in_force_from": _iso(version.in_force_from),
        "in_force_to": _iso(version.in_force_to),
        "digest": version.digest,
        "scheme": version.scheme,
        "how": HOW,
        "sections": [
            {
                "letter": section.letter,
                "title": section.title,
                "kind": section.kind,
                "area": section.accent,
                "under": section.under,
                "digest": section.root,
                "proof": list(digests.proof(leaves, place)),
                "items": [_item(entry, texts) for entry in section.entries]
                if section.shared
                else None,
            }
            for place, section in enumerate(found)
        ],
    }


def _item(entry: Entry, texts: manifests.Texts) -> dict[str, Any]:
    revision = texts[entry.revision_id]
    return {
        "ref": entry.ref,
        "revision": entry.number,
        "digest": revision.digest,
        "content": content_of(revision).canonical(),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
