"""A whole plan as one value: what one reader may read of it, every text in full."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from portal.plans import sayings
from portal.plans.content import SCHEME, Content, Heading
from portal.plans.kinds import PLAN_KINDS, Kind, kind_of
from portal.plans.models import Plan, Revision
from portal.plans.models.frozen import Version
from portal.plans.queries import content_of, manifests
from portal.plans.shapes import PlanView, SectionView
from tenants.base import SHARED
from tenants.models import Area
from tenants.scope import Scope

MOST_AT_ONCE = 10_000
"""Texts asked for in one statement."""


@dataclass(frozen=True)
class WholeItem:
    """An item with its full text. ``revision`` is 0 where the text comes from a file; ``kept`` is
    the digest that the database has for it, empty where it must be computed."""

    ref: str
    content: Content
    revision: int = 0
    kept: str = ""

    @property
    def digest(self) -> str:
        return self.kept or self.content.digest()


@dataclass(frozen=True)
class WholeSection:
    """A section in its place. ``area`` and ``area_name`` say whose texts stand in it."""

    letter: str
    title: str
    kind: str
    area: str
    under: str = ""
    items: tuple[WholeItem, ...] = ()
    shared: bool = True
    """Whether the reader may read its texts."""
    area_name: str = ""
    of_company: bool = False
    """Whether it is the company's own, and no council's."""
    text: str = ""
    """Which text it is, in words: a draft, or a version's."""

    def digest(self, scheme: int = SCHEME) -> str:
        """The digest that this section has in a manifest."""
        heading = Heading(self.letter, self.title, self.kind, self.area, self.under)
        return heading.leaf([(item.ref, item.digest) for item in self.items], scheme)

    @property
    def of(self) -> Kind:
        """Its kind."""
        return kind_of(self.kind)


@dataclass(frozen=True)
class Cover:
    """What stands on the cover of a plan. ``area`` is the slug of whose plan it is."""

    slug: str
    title: str
    kind: str
    first_year: int
    years: int
    area: str
    lineage: str = ""
    covers: str = "company"
    service: str = ""
    parent: str = ""
    """Address of the plan it stands under, where there is one that the reader can see."""
    follows: str = ""
    """Address of the plan it comes after, alike."""

    @property
    def plan_years(self) -> tuple[int, ...]:
        """The years in whose April its plan years begin."""
        return tuple(range(self.first_year, self.first_year + self.years))

    @property
    def kind_words(self) -> str:
        """``Business plan``."""
        return dict(PLAN_KINDS).get(self.kind, self.kind)

    @property
    def period(self) -> str:
        """``April 2019 to March 2024``."""
        return f"April {self.first_year} to March {self.first_year + self.years}"


@dataclass(frozen=True)
class WholePlan:
    """A plan as one reader reads it."""

    cover: Cover
    sections: tuple[WholeSection, ...]
    company: str = ""
    facts: tuple[str, ...] = ()
    """What is read, in words: a draft, a version, and who last changed it when."""
    warning: str = ""
    """What must be said before anything else: that it is not in force."""
    version: int | None = None
    """The number of the version, where the whole is one."""
    version_digest: str = ""
    accent: str = "#1f3a5f"
    read_on: date = date.min

    @property
    def items(self) -> Iterable[tuple[WholeSection, WholeItem]]:
        """Every item with its section, in order."""
        return ((section, item) for section in self.sections for item in section.items)


def read(scope: Scope, view: PlanView) -> WholePlan:
    """The plan of a view with every text in full; a few queries, however many texts."""
    from_version = any(section.source == "version" for section in view.sections)
    warning = sayings.warning(view.version, view.day) if view.version and from_version else ""
    return replace(_whole(scope, view), facts=tuple(sayings.facts(view)), warning=warning)


def read_version(scope: Scope, plan: Plan, version: Version) -> WholePlan:
    """The plan exactly as a version froze it; a section whose texts do not make its digest is not
    shared with this reader."""
    view = manifests.view_version(scope, plan, version)
    whole = _whole(scope, view)
    roots = manifests.section_roots(scope, version.id)
    sections = tuple(
        held if held.digest(version.scheme) == roots[seen.section_id] else _unshared(held)
        for held, seen in zip(whole.sections, view.sections, strict=True)
    )
    frozen = manifests.cover_of(version)
    return replace(
        whole,
        cover=replace(whole.cover, **vars(frozen)),
        sections=sections,
        facts=(sayings.version_words(version, scope.today()),),
        warning=sayings.warning(version, scope.today()),
        version=version.number,
        version_digest=version.digest,
    )


def _whole(scope: Scope, view: PlanView) -> WholePlan:
    ids = [entry.revision_id for section in view.sections for entry in section.entries]
    texts = _texts(scope, ids)
    areas = {area.area_id: area for area in scope.areas}
    return WholePlan(
        _cover(scope, view.plan, areas),
        tuple(_section(view, section, areas, texts) for section in view.sections),
        scope.company.name,
        accent=scope.company.accent,
        read_on=scope.today(),
    )


def _unshared(section: WholeSection) -> WholeSection:
    return replace(section, shared=False, items=(), text=sayings.NOT_SHARED)


def _texts(scope: Scope, ids: Iterable[int]) -> Mapping[int, Content]:
    """The contents of revisions, in parts that a database takes in one statement."""
    wanted = list(ids)
    found: dict[int, Content] = {}
    for start in range(0, len(wanted), MOST_AT_ONCE):
        part = wanted[start : start + MOST_AT_ONCE]
        rows = scope.session.scalars(select(Revision).where(Revision.id.in_(part)))
        found |= {row.id: content_of(row) for row in rows}
    return found


def _cover(scope: Scope, plan: Plan, areas: Mapping[int, Area]) -> Cover:
    related = [number for number in (plan.parent_id, plan.follows_id) if number]
    slugs: dict[int, str] = {}
    if related:
        rows = scope.session.execute(select(Plan.id, Plan.slug).where(Plan.id.in_(related)))
        slugs = {row.id: row.slug for row in rows}
    return Cover(
        plan.slug,
        plan.title,
        plan.kind,
        plan.first_year,
        plan.years,
        areas[plan.area_id].slug,
        plan.lineage,
        plan.covers,
        plan.service,
        slugs.get(plan.parent_id or 0, ""),
        slugs.get(plan.follows_id or 0, ""),
    )


def _section(
    view: PlanView,
    section: SectionView,
    areas: Mapping[int, Area],
    texts: Mapping[int, Content],
) -> WholeSection:
    area = areas[section.area_id]
    items = tuple(
        WholeItem(entry.ref, texts[entry.revision_id], entry.number, entry.digest)
        for entry in section.entries
    )
    return WholeSection(
        section.letter,
        section.title,
        section.kind,
        area.slug,
        section.under,
        items,
        section.source != "hidden",
        area.name,
        area.area_id == SHARED,
        sayings.text_words(section, view.version, view.day),
    )
