"""Manifests: what a version holds, section by section, read before and after it is frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from portal.kit import digests
from portal.plans.content import SCHEME, Heading, version_digest
from portal.plans.models import (
    Plan,
    PlanPart,
    Revision,
    Section,
    Version,
    VersionEntry,
    VersionSection,
)
from portal.plans.queries import content_of, entries_frozen, entries_read, headings
from portal.plans.shapes import Entry, PlanView, SectionView
from tenants.scope import Scope


@dataclass(frozen=True)
class ManifestSection:
    """One section of a manifest: its heading and its entries in order."""

    section_id: int
    letter: str
    title: str
    kind: str
    area: str
    under: str
    entries: list[Entry]
    scheme: int = SCHEME

    @property
    def leaf(self) -> str:
        items = [(entry.ref, entry.digest) for entry in self.entries]
        heading = Heading(self.letter, self.title, self.kind, self.area, self.under)
        return heading.leaf(items, self.scheme)


@dataclass(frozen=True)
class Manifest:
    """What a version holds, before or after it is frozen."""

    plan: str
    sections: list[ManifestSection]

    def digest(self, number: int) -> str:
        """The digest that the version with this number has."""
        return version_digest(self.plan, number, [section.leaf for section in self.sections])


def view_version(scope: Scope, plan: Plan, version: Version) -> PlanView:
    """The plan exactly as one version froze it."""
    names = (Section.id, VersionSection.letter, VersionSection.title, VersionSection.kind)
    rows = scope.session.execute(
        select(*names, Section.subject_area_id, VersionSection.under)
        .join(Section, Section.id == VersionSection.section_id)
        .where(VersionSection.version_id == version.id)
        .order_by(VersionSection.position)
    ).all()
    entries = entries_frozen(scope, version)
    sections = [
        SectionView(*row, "version", [e for e in entries if e.section_id == row[0]]) for row in rows
    ]
    return PlanView(plan, sections, version)


def draft_manifest(scope: Scope, plan: Plan) -> Manifest:
    """What would be frozen now: every section's head revisions."""
    entries = entries_read(scope, plan, None)
    return _manifest(scope, plan, headings(scope, plan), entries)


def version_manifest(scope: Scope, plan: Plan, version: Version) -> Manifest:
    """What a version froze, read again from its revisions."""
    frozen = view_version(scope, plan, version)
    entries = [entry for section in frozen.sections for entry in section.entries]
    return _manifest(scope, plan, frozen.sections, entries, version.scheme)


def last_version(scope: Scope, plan_id: int) -> Version | None:
    """The version that was frozen last; None before the first."""
    statement = select(Version).where(Version.plan_id == plan_id)
    return scope.session.scalars(statement.order_by(Version.number.desc()).limit(1)).first()


def revision_ids(scope: Scope, version_id: int) -> Sequence[int]:
    """The revisions in a version's manifest."""
    statement = select(VersionEntry.revision_id).where(VersionEntry.version_id == version_id)
    return scope.session.scalars(statement).all()


def item_ids(scope: Scope, version_id: int) -> Sequence[int]:
    """The items in a version's manifest."""
    return scope.session.scalars(
        select(Revision.item_id)
        .join(VersionEntry, VersionEntry.revision_id == Revision.id)
        .where(VersionEntry.version_id == version_id)
    ).all()


def ids_of_version(
    scope: Scope, model: type[VersionSection] | type[VersionEntry], version_id: int
) -> Sequence[int]:
    """The rows of a version's manifest of one kind."""
    return scope.session.scalars(select(model.id).where(model.version_id == version_id)).all()


Texts = Mapping[int, Revision]
"""Revisions by their id."""


def section_roots(scope: Scope, version_id: int) -> Mapping[int, str]:
    """The digest of each frozen section, by section."""
    rows = scope.session.scalars(
        select(VersionSection).where(VersionSection.version_id == version_id)
    )
    return {row.section_id: row.root for row in rows}


def frozen_texts(scope: Scope, version_id: int) -> Texts:
    """The revisions a version holds, with their full text."""
    rows = scope.session.scalars(
        select(Revision)
        .join(VersionEntry, VersionEntry.revision_id == Revision.id)
        .where(VersionEntry.version_id == version_id)
    )
    return {row.id: row for row in rows}


def revision_digests(scope: Scope) -> Mapping[int, str]:
    """Every revision's digest, computed afresh from its words: what ``verify`` compares."""
    rows = scope.session.scalars(select(Revision))
    return {row.id: content_of(row).digest() for row in rows}


def version_row_digest(version: Version, manifest: str) -> str:
    """What the log keeps of a version: its manifest's digest, its state, and who reads it."""
    walls = {"state": version.state, "audience": version.audience}
    return digests.digest({"manifest": manifest, **walls})


def part_row_digest(part: PlanPart) -> str:
    """What the log keeps of an area's part of a draft: who reads it."""
    return digests.digest({"area": part.area_id, "audience": part.audience})


def part_digests(scope: Scope) -> Mapping[int, str]:
    """The digest of every part of a draft as its row stands now."""
    return {part.id: part_row_digest(part) for part in scope.session.scalars(select(PlanPart))}


def version_digests(scope: Scope) -> Mapping[int, str]:
    """Every version's digest, computed afresh from the manifest, the words it names and its row.

    Empty where the version's own row says another: pages and decisions quote that one.
    """
    rows = scope.session.execute(select(Version, Plan).join(Plan, Plan.id == Version.plan_id)).all()
    computed = {v: version_manifest(scope, plan, v).digest(v.number) for v, plan in rows}
    return {
        v.id: version_row_digest(v, digest) if digest == v.digest else ""
        for v, digest in computed.items()
    }


def _manifest(
    scope: Scope,
    plan: Plan,
    sections: Sequence[SectionView],
    entries: Sequence[Entry],
    scheme: int = SCHEME,
) -> Manifest:
    areas = {area.area_id: area.slug for area in scope.areas}
    held = [
        ManifestSection(
            section.section_id,
            section.letter,
            section.title,
            section.kind,
            areas[section.area_id],
            section.under,
            [entry for entry in entries if entry.section_id == section.section_id],
            scheme,
        )
        for section in sections
    ]
    return Manifest(plan.slug, held)
