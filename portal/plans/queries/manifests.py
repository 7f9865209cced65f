"""Manifests: what a version holds, section by section, read before and after it is frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from portal.plans.content import SCHEME, Cover, Heading, version_digest
from portal.plans.models import Plan, Revision, Section
from portal.plans.models.frozen import Version, VersionEntry, VersionSection
from portal.plans.queries import entries_frozen, entries_read, headings
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
    cover: Cover
    sections: list[ManifestSection]
    scheme: int = SCHEME

    def digest(self, number: int) -> str:
        """The digest that the version with this number has."""
        leaves = [section.leaf for section in self.sections]
        return version_digest(self.plan, number, self.cover, leaves, self.scheme)


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
    return PlanView(plan, sections, version, scope.today())


def cover_of(row: Plan | Version) -> Cover:
    """The cover of a draft, or of a version as it was frozen."""
    return Cover(row.title, row.first_year, row.years)


def draft_manifest(scope: Scope, plan: Plan, scheme: int = SCHEME) -> Manifest:
    """What would be frozen now: every section's head revisions."""
    entries = entries_read(scope, plan, None)
    found = _sections(scope, headings(scope, plan), entries, scheme)
    return Manifest(plan.slug, cover_of(plan), found, scheme)


def version_manifest(scope: Scope, plan: Plan, version: Version) -> Manifest:
    """What a version froze, read again from its revisions."""
    frozen = view_version(scope, plan, version)
    entries = [entry for section in frozen.sections for entry in section.entries]
    found = _sections(scope, frozen.sections, entries, version.scheme)
    return Manifest(plan.slug, cover_of(version), found, version.scheme)


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


def _sections(
    scope: Scope, sections: Sequence[SectionView], entries: Sequence[Entry], scheme: int
) -> list[ManifestSection]:
    areas = {area.area_id: area.slug for area in scope.areas}
    return [
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


def superseding(scope: Scope, version: Version) -> tuple[Version, Plan] | None:
    """The version that came after this one, with its plan: a successor's may be another plan's."""
    found = scope.session.execute(
        select(Version, Plan)
        .join(Plan, Plan.id == Version.plan_id)
        .where(Version.id == version.superseded_by_id)
    ).first()
    return None if found is None else (found[0], found[1])
