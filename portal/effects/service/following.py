"""What this room does when the room below says that a matter was decided, in that transaction."""

from portal.audit.service import Happening
from portal.audit.service import on as when
from portal.decisions.models import Matter
from portal.effects import queries
from portal.effects.service.calling_in import open_call_in
from portal.effects.service.carrying import TAKING_EFFECT, decided
from portal.effects.service.records import note
from tenants.roles import Hat, Permission
from tenants.scope import Scope

CALLED_IN = TAKING_EFFECT | {"approved_in_principle", "not_approved"}
"""Outcomes that are decisions, for or against: what was deferred can be called in by nobody."""
DECIDE = "decide"
"""What one body decides by itself."""
COUNTED = "consents"
"""What no body decides: the room above counts the consents, each of which can be called in."""


def follow() -> None:
    """Act on every decision from now on."""
    when("matter:decided", _after_deciding)


def _after_deciding(scope: Scope, happening: Happening) -> None:
    matter = scope.session.get_one(Matter, happening.subject_id)
    if matter.outcome not in CALLED_IN or matter.purpose == COUNTED:
        return
    hat = _hat(scope, matter)
    _open(scope, hat, matter)
    open_call_in(scope, hat, matter)
    if matter.purpose == DECIDE and matter.outcome in TAKING_EFFECT:
        decided(scope, hat, matter)


def _open(scope: Scope, hat: Hat, matter: Matter) -> None:
    """Whoever reads the decision reads its conditions."""
    for condition in queries.after(scope, [matter.id])[matter.id].conditions:
        if condition.audience != matter.audience:
            condition.audience = matter.audience
            note(scope, hat, "condition:published", condition)


def _hat(scope: Scope, matter: Matter) -> Hat:
    """The hat under which it was decided: of whoever conducts the sitting, or of the member whose
    answer was enough for a resolution in writing."""
    conducts = scope.wearing(Permission.SITTING_CONDUCT, body_id=matter.body_id)
    return conducts or scope.require(Permission.VOTE_CAST, body_id=matter.body_id)
