"""What the audit log keeps of this room's rows, and how ``verify`` reads them again."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from portal.kit import digests
from portal.plans.models import Plan, PlanPart, Revision
from portal.plans.models.frozen import Version
from portal.plans.queries import content_of, manifests
from tenants.scope import Scope

BESIDES = (
    "state_by",
    "in_force_from",
    "in_force_to",
    "superseded_by_id",
    "amended_from_id",
    "refreshed_into_id",
    "decided_words",
    "decided_path",
    "locked_on",
    "unlocked_on",
    "unlocked_by",
    "unlocked_because",
)


def revision_digests(scope: Scope) -> Mapping[int, str]:
    """Every revision's digest, computed afresh from its words: what ``verify`` compares."""
    rows = scope.session.scalars(select(Revision))
    return {row.id: revision_row_digest(row, content_of(row).digest()) for row in rows}


def revision_row_digest(revision: Revision, content: str) -> str:
    """What the log keeps of a revision: its content's digest; of a minor amendment also its why."""
    if not revision.minor_under:
        return content
    why = {"because": revision.minor_because, "under": revision.minor_under}
    return digests.digest({"content": content, **why})


def version_row_digest(version: Version, manifest: str) -> str:
    """What the log keeps of a version: its manifest's digest, its state, and who reads it.

    With what it has besides: its days in force and what decided it. A version from before there was
    any of these keeps the digest that it had.
    """
    walls = {"state": version.state, "audience": version.audience}
    besides = {name: _plain(getattr(version, name)) for name in BESIDES}
    said = {name: value for name, value in besides.items() if value}
    return digests.digest({"manifest": manifest, **walls, **said})


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
    computed = {v: manifests.version_manifest(scope, plan, v).digest(v.number) for v, plan in rows}
    return {
        v.id: version_row_digest(v, digest) if digest == v.digest else ""
        for v, digest in computed.items()
    }


def _plain(value: date | int | str | None) -> int | str | None:
    return value.isoformat() if isinstance(value, date) else value
