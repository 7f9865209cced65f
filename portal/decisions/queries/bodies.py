"""Reads of bodies and of how each works."""

from collections.abc import Sequence

from sqlalchemy import select

from portal.decisions.models import Sitting
from tenants.models import Body, BodySetting
from tenants.scope import Scope


def find_body(scope: Scope, slug: str, **_: object) -> Body | None:
    """The body of this slug, inside the reader's walls."""
    return scope.session.scalars(select(Body).where(Body.slug == slug)).first()


def settings_kept(scope: Scope, body: Body) -> dict[str, list[BodySetting]]:
    """Everything that was ever set of a body, by name, each by its day; one query."""
    found: dict[str, list[BodySetting]] = {}
    rows = scope.session.scalars(
        select(BodySetting)
        .where(BodySetting.body_id == body.id)
        .order_by(BodySetting.name, BodySetting.in_force_from)
    )
    for row in rows:
        found.setdefault(row.name, []).append(row)
    return found


def written_sittings(scope: Scope, body: Body) -> Sequence[Sitting]:
    """The resolutions in writing of a body that this reader may read, the last first."""
    return scope.session.scalars(
        select(Sitting)
        .where(Sitting.body_id == body.id, Sitting.kind == "written")
        .order_by(Sitting.on_day.desc(), Sitting.id.desc())
        .limit(50)
    ).all()


def free_sitting_slug(scope: Scope, wanted: str) -> str:
    """An address for a sitting, with a number after it where another has it."""
    beginning = Sitting.slug.startswith(wanted, autoescape=True)
    taken = set(scope.session.scalars(select(Sitting.slug).where(beginning)))
    numbered = (f"{wanted}-{count}" for count in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(each for each in numbered if each not in taken)
