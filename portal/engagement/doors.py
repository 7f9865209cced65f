"""Who comes in to a consultation: by her hats, by a secret link, or with everybody.

The secret is in one address only, which answers with a way on and never with a page: no Referer, no
sign-in link and no history of ours holds it. The signed cookie keeps its SHA-256.
"""

from collections.abc import Sequence

from flask import session

from portal.engagement import queries
from portal.engagement.models import Group, Round
from portal.engagement.receiving import council_hat
from portal.engagement.standing import COUNCIL, PUBLIC_KIND
from tenants import invitations
from tenants.audiences import guests
from tenants.scope import Scope

LINKS = "links"
MOST_LINKS = 10
"""How many consultations one browser is kept in, so that the cookie stays small."""


def find_round(scope: Scope, slug: str, **_: object) -> Round | None:
    """The consultation at this address, once the reader is let in to all that she may read."""
    invitations.accept_all(scope)
    held = session.get(LINKS, {}).get(_place(scope, slug))
    if isinstance(held, str):
        invitations.present(scope, held)
    found = queries.round_at(scope, slug)
    if found is not None:
        invitations.seat_guest(scope, guests(found.id))
    return found


def enter(scope: Scope, key: str) -> Round | None:
    """The consultation that a secret opens, kept in this browser from now on; None for no such."""
    digest = invitations.digest_of(key)
    invitation = invitations.present(scope, digest)
    found = None if invitation is None else queries.round_of(scope, invitation.opens)
    if found is not None:
        before = [pair for pair in session.get(LINKS, {}).items() if pair[1] != digest]
        kept = dict(before[-(MOST_LINKS - 1) :])
        session[LINKS] = {**kept, _place(scope, found.slug): digest}
    return found


def answers_for(scope: Scope, asked: Sequence[Group]) -> Group | None:
    """For whom this reader answers: her link's group, her council, or the public; None for none."""
    in_hand = {
        each.id
        for each in scope.invitations
        if scope.grants.link and each.key_digest == scope.grants.link
    }
    by_link = [group for group in asked if group.invitation_id in in_hand]
    council = [
        group
        for group in asked
        if group.kind == COUNCIL and council_hat(scope, group.area_id) is not None
    ]
    public = [group for group in asked if group.kind == PUBLIC_KIND]
    return next(iter([*by_link, *council, *public]), None)


def _place(scope: Scope, slug: str) -> str:
    return f"{scope.company.slug}/{slug}"
