"""Errors with words: what happened, and what to do. Nothing typed is lost on the way."""

from typing import Any

from flask import Flask, Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException

from portal.web.database import db
from tenants.scope import NotAllowedError, NotFoundError

PAGES = frozenset({400, 403, 404, 405, 409, 413, 429})
SECRET_FIELDS = frozenset({"csrf_token", "password"})


def install(app: Flask) -> None:
    """Answer every error with a page of words."""
    app.register_error_handler(NotAllowedError, _not_allowed)
    app.register_error_handler(NotFoundError, _not_found)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(DataError, _unstorable)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(500, _broken)


def page(status: int, message: str = "", **context: Any) -> Response:
    """The error page of a status, inside the frame where there is one."""
    name = status if status in PAGES else 400
    body = render_template(f"errors/{name}.html", message=message, **context)
    return make_response(body, status)


def _not_allowed(error: NotAllowedError) -> Response:
    db.session().rollback()
    return page(403, str(error))


def _not_found(_: NotFoundError) -> Response:
    db.session().rollback()
    return page(404)


def _stale_form(_: CSRFError) -> Response:
    db.session().rollback()
    return page(400, typed=_typed())


def _unstorable(_: DataError) -> Response:
    """A value no column can hold, such as a NUL byte in an address."""
    db.session().rollback()
    return page(400, "That address or form holds characters that cannot be stored.", typed=_typed())


def _http(error: HTTPException) -> Response | HTTPException:
    status = error.code or 500
    if status < 400:
        return error
    if status >= 500:
        return _broken(error)
    custom = error.description if status in (400, 403, 409, 429) else ""
    default = type(error).description
    return page(status, custom if custom and custom != default else "", typed=_typed())


def _broken(_: Exception) -> Response:
    db.session().rollback()
    return make_response(render_template("errors/500.html"), 500)


def _typed() -> list[tuple[str, str]]:
    """What the person had typed, to copy out; never a password."""
    if request.method == "GET":
        return []
    return [
        (name.replace("_", " ").capitalize(), value)
        for name, value in request.form.items()
        if name not in SECRET_FIELDS and value.strip()
    ]
