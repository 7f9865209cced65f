"""Flask-Login's user: the Visitor behind the session token in the signed cookie."""

from dataclasses import replace

from flask import request, session
from flask_login import AnonymousUserMixin, LoginManager, UserMixin, current_user

from portal.web.database import db
from tenants import identity
from tenants.scope import STRANGER, Visitor

CHOSEN_HAT = "hat"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class SignedIn(UserMixin):
    """Somebody signed in; ``get_id`` is what Flask-Login keeps in the cookie."""

    def __init__(self, visitor: Visitor, token: str) -> None:
        self.visitor = visitor
        self.token = token

    def get_id(self) -> str:
        return f"{self.visitor.person_id}:{self.token}"


class Stranger(AnonymousUserMixin):
    """Nobody in particular."""

    visitor = STRANGER
    token = ""


def login_manager() -> LoginManager:
    """Flask-Login, loading a person and her hats in one query."""
    manager = LoginManager()
    manager.anonymous_user = Stranger
    manager.session_protection = "basic"
    manager.user_loader(_load)
    return manager


def writes() -> bool:
    """Whether the request may write. GET never does."""
    return request.method not in SAFE_METHODS


def visitor() -> Visitor:
    """Who makes this request."""
    who: Visitor = current_user.visitor
    return who


def _load(user_id: str) -> SignedIn | None:
    number, _, token = user_id.partition(":")
    if not number.isdecimal():
        return None
    identity.stand_outside(db.session(), int(number), writes=writes())
    found = identity.visitor_of(db.session(), int(number), token)
    if found is None:
        return None
    chosen = session.get(CHOSEN_HAT)
    if isinstance(chosen, int):
        found = replace(found, chosen_hat=chosen)
    return SignedIn(found, token)
