"""Response headers: a strict content security policy, and caches that never mix readers."""

from time import time

from flask import Flask, Response
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from portal.config import Config
from portal.web import guard, visitors

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
SIGNED_AT = "signed_at"
SIGN_ANEW = 5 * 60
"""Seconds after which the cookie of somebody who goes on is signed anew; see
PERMANENT_SESSION_LIFETIME for how long one lasts that is not."""
A_YEAR = 365 * 24 * 60 * 60
"""Seconds."""


class OwnSessions(SecureCookieSessionInterface):
    """Flask's signed cookie, never handed out with an answer that a cache may share."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie on and mark the answer as this reader's, unless it is everybody's.

        A cookie that was signed a moment ago is still good: it is signed anew every few minutes.
        """
        if session.permanent and time() - session.get(SIGNED_AT, 0) > SIGN_ANEW:
            session[SIGNED_AT] = int(time())
        if not response.cache_control.public:
            super().save_session(app, session, response)


def install(app: Flask) -> None:
    """Set the headers of every answer."""
    app.session_interface = OwnSessions()
    app.after_request(_headers)
    config: Config = app.config["PORTAL"]
    if config.production:
        app.after_request(_only_encrypted)


def for_everybody(response: Response, *, seconds: int) -> Response:
    """Let any cache keep an answer that is the same for every reader, under this very address."""
    response.headers["Cache-Control"] = f"public, max-age={seconds}, immutable"
    return response


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "private, no-cache" if _somebodys_own() else "no-cache"
        response.vary.add("Cookie")
    return response


def _only_encrypted(response: Response) -> Response:
    """HTTPS alone from now on (RFC 6797)."""
    response.headers.setdefault("Strict-Transport-Security", f"max-age={A_YEAR}")
    return response


def _somebodys_own() -> bool:
    """Whether the answer is for somebody signed in, or for the holder of a secret link."""
    scope = guard.current_scope()
    if scope is None:
        return visitors.visitor().person_id is not None
    return scope.visitor.person_id is not None or bool(scope.grants.link)
