"""The door of the web to consultations: what a browser holds of secret links.

The secret is in one address only, which answers with a way on and never with a page: no Referer, no
sign-in link and no history of ours holds it. The signed cookie keeps its SHA-256.
"""

from flask import session

from portal.engagement import entry, queries
from portal.engagement.models import Round
from tenants import invitations
from tenants.scope import Scope

LINKS = "links"
MOST_LINKS = 10
"""How many consultations one browser is kept in, so that the cookie stays small."""


def find_round(scope: Scope, slug: str, **_: object) -> Round | None:
    """The consultation at this address, once the reader is let in to all that she may read."""
    held = session.get(LINKS, {}).get(_place(scope, slug))
    return entry.let_in(scope, slug, held if isinstance(held, str) else "")


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


def _place(scope: Scope, slug: str) -> str:
    return f"{scope.company.slug}/{slug}"
