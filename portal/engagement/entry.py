"""Who comes in to a consultation, and for whom: by hats, by a secret link, or with everybody."""

from collections.abc import Sequence

from portal.engagement import queries
from portal.engagement.models import Group, Round
from portal.engagement.receiving import council_hat
from portal.engagement.standing import COUNCIL, PUBLIC_KIND
from tenants import invitations
from tenants.audiences import guests
from tenants.scope import Scope


def let_in(scope: Scope, slug: str, link: str = "") -> Round | None:
    """The consultation at this address, once the reader is let in to all that she may read.

    ``link`` is the SHA-256 of the secret that she holds, if she holds one.
    """
    invitations.accept_all(scope)
    if link:
        invitations.present(scope, link)
    found = queries.round_at(scope, slug)
    if found is not None:
        invitations.seat_guest(scope, guests(found.id))
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
