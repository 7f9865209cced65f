"""The priorities and milestones of the versions of plans that are public, one query for each."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, and_, select

from portal.kit.tables import Row
from portal.plans.content import Milestone
from portal.plans.models import Plan, Revision
from portal.plans.models.frozen import Version, VersionEntry, VersionSection
from portal.plans.sayings import state_words
from portal.plans.service.versioning import OPENED
from tenants.audiences import PUBLIC
from tenants.scope import Scope


def priorities(scope: Scope) -> Iterator[Row]:
    """Every priority of every public version, the newest plan and version first."""
    columns = (
        Version,
        VersionEntry.ref,
        VersionSection.title,
        Revision.area_id,
        Revision.title,
        Revision.wording,
        Revision.outcome,
        Revision.success_measure,
        Revision.lead,
        Revision.theme,
        Revision.digest,
    )
    councils = {area.area_id: area.slug for area in scope.councils}
    day = scope.today()
    for plan, version, ref, section, area_id, *texts in scope.session.execute(_frozen(*columns)):
        title, wording, outcome, measure, lead, theme, digest = texts
        yield {
            "plan": plan,
            "version": version.number,
            "plan_title": version.title,
            "state": state_words(version, day),
            "in_force_from": version.in_force_from,
            "in_force_to": version.in_force_to,
            "ref": ref,
            "council": councils.get(area_id),
            "section": section,
            "title": title,
            "wording": wording,
            "outcome": outcome,
            "success_measure": measure,
            "lead": lead,
            "theme": theme,
            "digest": digest,
        }


def milestones(scope: Scope) -> Iterator[Row]:
    """Every milestone of those priorities, in their order."""
    columns = (Version.number, VersionEntry.ref, Revision.milestones)
    for plan, number, ref, steps in scope.session.execute(_frozen(*columns)):
        for step in map(Milestone.from_json, steps):
            yield {
                "plan": plan,
                "version": number,
                "ref": ref,
                "milestone": step.key,
                "year": step.year,
                "text": step.text,
                "due": step.due,
            }


def _frozen(*columns: Any) -> Select[*tuple[Any, ...]]:
    in_section = and_(
        VersionSection.version_id == VersionEntry.version_id,
        VersionSection.section_id == VersionEntry.section_id,
    )
    return (
        select(Plan.slug, *columns)
        .select_from(Version)
        .join(Plan, Plan.id == Version.plan_id)
        .join(VersionEntry, VersionEntry.version_id == Version.id)
        .join(VersionSection, in_section)
        .join(Revision, Revision.id == VersionEntry.revision_id)
        .where(
            Version.audience == PUBLIC,
            Version.state.in_(OPENED),
            VersionSection.kind == "priorities",
            VersionSection.audience == PUBLIC,
            VersionEntry.audience == PUBLIC,
            Revision.audience == PUBLIC,
        )
        .order_by(
            Plan.first_year.desc(),
            Plan.slug,
            Version.number.desc(),
            VersionSection.position,
            VersionEntry.position,
            VersionEntry.ref,
        )
    )
