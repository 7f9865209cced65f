"""Invitations: how somebody is let in to one label more than her hats open.

Two things prove that an invitation is hers: that its row is inside her walls, or that she holds its
secret. The second read passes the walls by name (``UNWALLED``) and holds itself to the one digest
in her hand; on PostgreSQL the policy ``own_invitation`` holds it too.
"""

import hashlib
import secrets
from collections.abc import Sequence

from sqlalchemy import bindparam, select

from tenants import walls
from tenants.audiences import PUBLIC, of_guests
from tenants.base import SHARED
from tenants.models import Invitation
from tenants.roles import TITLES, Hat, Permission, Role
from tenants.scope import Scope

_LIVE = select(Invitation).where(Invitation.ended_at.is_(None))
_MINE = _LIVE.order_by(Invitation.id)
_BY_KEY = _LIVE.where(
    Invitation.company_id == bindparam("company"), Invitation.key_digest == bindparam("digest")
)


def digest_of(key: str) -> str:
    """What the database and the cookie hold in place of a secret link."""
    return hashlib.sha256(key.encode()).hexdigest()


def invite(scope: Scope, opens: str, area_id: int, audience: str) -> Invitation:
    """An invitation to ``opens`` for whoever reads a row of this area and audience.

    Raises ValueError for a label that is no consultation's.
    """
    scope.require(Permission.ENGAGEMENT_CONDUCT)
    if not of_guests(opens):
        raise ValueError(f"{opens} is nothing that an invitation opens.")
    found = Invitation(
        company_id=scope.company_id,
        area_id=area_id,
        audience=audience,
        opens=opens,
        key_digest=None,
        made_at=scope.now(),
        ended_at=None,
    )
    scope.session.add(found)
    scope.session.flush()
    scope.admit((found,))
    return found


def new_key(scope: Scope, invitation: Invitation) -> str:
    """A fresh secret for an invitation, said here once; the one before opens nothing any more."""
    scope.require(Permission.ENGAGEMENT_CONDUCT)
    key = secrets.token_urlsafe(32)
    invitation.key_digest = digest_of(key)
    scope.session.flush()
    return key


def accept_all(scope: Scope) -> Sequence[Invitation]:
    """Let the reader in to all that the invitations inside her walls open: one query."""
    if not scope.accepted:
        scope.accepted = True
        scope.admit(scope.session.scalars(_MINE).all())
    return scope.invitations


def present(scope: Scope, digest: str) -> Invitation | None:
    """Let in whoever holds the secret of this SHA-256; None where it opens nothing (any more)."""
    scope.admit((), link=digest)
    found = scope.session.scalars(
        _BY_KEY,
        {"company": scope.company_id, "digest": digest},
        execution_options={walls.UNWALLED: True},
    ).first()
    if found is not None:
        scope.admit((found,))
    return found


def seat_guest(scope: Scope, opens: str) -> None:
    """Give the reader a guest's hat, if an invitation to it is the public's or her link's."""
    if any(
        each.opens == opens and (each.audience == PUBLIC or _in_hand(scope, each))
        for each in scope.invitations
    ):
        scope.guest = Hat(None, Role.GUEST, SHARED, None, TITLES[Role.GUEST])


def _in_hand(scope: Scope, invitation: Invitation) -> bool:
    return bool(invitation.key_digest) and invitation.key_digest == scope.grants.link
