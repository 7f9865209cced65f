"""A test client that can sign in and send forms, as a browser without JavaScript would."""

import secrets
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

HTMX = {"HX-Request": "true"}


class Browser(FlaskClient):
    """Flask's client with a form token of its own; CSRF stays on."""

    application: Flask

    def token(self) -> str:
        """A valid form token for this browser's session."""
        with self.session_transaction() as session:
            raw = session.setdefault("csrf_token", secrets.token_hex(20))
        signer = URLSafeTimedSerializer(str(self.application.secret_key), salt="wtf-csrf-token")
        signed = signer.dumps(raw)
        return signed if isinstance(signed, str) else signed.decode()

    def submit(self, path: str, *, htmx: bool = False, **fields: Any) -> TestResponse:
        """POST a form with a valid token. ``fields`` are the form's, as typed."""
        form = {"csrf_token": self.token(), **fields}
        return self.post(path, data=form, headers=HTMX if htmx else None)

    def fragment(self, path: str) -> TestResponse:
        """GET as htmx does, for a part of the page."""
        return self.get(path, headers=HTMX)

    def enter(self, person_id: int, session_token: str) -> None:
        """Carry the cookie of somebody who has signed in."""
        with self.session_transaction() as session:
            session["_user_id"] = f"{person_id}:{session_token}"
            session["_fresh"] = True
