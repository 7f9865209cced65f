"""What this room does when the room below says that a matter was decided, in that transaction."""

from portal.audit.service import Happening
from portal.audit.service import on as when
from portal.decisions.models import Matter
from portal.effects.service.carrying import TAKING_EFFECT, decided
from tenants.roles import Hat, Permission
from tenants.scope import Scope

DECIDE = "decide"
"""What one body decides by itself. Several bodies' consents are counted by the room above."""


def follow() -> None:
    """Act on every decision from now on."""
    when("matter:decided", _after_deciding)


def _after_deciding(scope: Scope, happening: Happening) -> None:
    matter = scope.session.get_one(Matter, happening.subject_id)
    if matter.purpose == DECIDE and matter.outcome in TAKING_EFFECT:
        decided(scope, _hat(scope, matter), matter)


def _hat(scope: Scope, matter: Matter) -> Hat:
    """The hat under which it was decided."""
    return scope.require(Permission.SITTING_CONDUCT, body_id=matter.body_id)
