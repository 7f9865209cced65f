"""Reads of bodies and of how each works."""

from sqlalchemy import select

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
