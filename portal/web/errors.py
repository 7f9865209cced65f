"""Errors with words: what happened, and what to do. Nothing typed is lost on the way.

A full request gets a page inside the frame of its company; htmx gets a notice for the top of the
page that stays open, so that what was typed there stays too.
"""

import re
import secrets
from typing import Any

from flask import Flask, Response, current_app, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException, NotFound

from portal.kit.words import LONGEST_SLUG, RESERVED_SLUGS
from portal.web import guard
from portal.web.database import db
from portal.web.fragments import wants_fragment
from tenants.scope import NotAllowedError, NotFoundError

NOTICES = {
    400: "We could not take that, so nothing was changed. Load the page afresh and try again.",
    403: "You may read this, but changing it belongs to somebody else. Nothing was changed.",
    404: "There is nothing here any more, or it is not shared with you. Load the page afresh.",
    405: "That cannot be done here. Nothing was changed. Load the page afresh and try again.",
    409: "Somebody else changed this after you opened it. Load the page afresh to see how it is.",
    413: "What you sent is larger than the portal takes in one go. Nothing was changed.",
    429: "Too many tries. Wait a few minutes, then try again.",
    500: "Something went wrong here. The fault is ours, and nothing was half done. Try again.",
}
"""Every status with a page of its own, and what is said where a page has no room."""

UNSTORABLE = "That address or form holds characters that cannot be stored."
PROBLEM = "#problem"
"""Where ``base.html`` shows a notice about a request by htmx."""
SECRET_FIELD = re.compile("csrf_token|password", re.IGNORECASE)
OUR_OWN_FIELDS = frozenset({"base", "desk", "told", "leave", "as_written"})
"""Fields that nobody types: an editor's own, such as the text that the edit began from."""


def install(app: Flask) -> None:
    """Answer every error with a page of words."""
    app.register_error_handler(NotAllowedError, _not_allowed)
    app.register_error_handler(NotFoundError, _not_found)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(DataError, _unstorable)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(500, _broken)


def page(status: int, message: str = "") -> Response:
    """The error page of a status inside the frame of its company; a notice for htmx.

    What the request would have changed is rolled back.
    """
    with db.session().no_autoflush:
        _find_company()
        if wants_fragment():
            response = _notice(status, message or NOTICES[status])
        else:
            words = {"message": message, "typed": _typed(status)}
            response = make_response(render_template(f"errors/{status}.html", **words), status)
    db.session().rollback()
    response.headers.add("Vary", "HX-Request")
    return response


def _not_allowed(error: NotAllowedError) -> Response:
    return page(403, str(error))


def _not_found(_: NotFoundError) -> Response:
    return page(404)


def _stale_form(_: CSRFError) -> Response:
    return page(400)


def _unstorable(_: DataError) -> Response:
    """A value no column can hold, such as a NUL byte: an address with one names nothing."""
    # PostgreSQL reads nothing more in a transaction that has failed.
    db.session().rollback()
    return page(404) if request.method == "GET" else page(400, UNSTORABLE)


def _http(error: HTTPException) -> Response | HTTPException:
    status = error.code or 500
    if status < 400:
        return error
    if status >= 500:
        return _broken(error)
    spoken = error.description if error.description != type(error).description else None
    return page(status if status in NOTICES else 400, spoken or "")


def _broken(error: Exception) -> Response:
    """A fault of ours, with a reference that stands in the log beside the fault."""
    db.session().rollback()
    reference = secrets.token_hex(4)
    current_app.logger.error("Answered 500 with reference %s: %r", reference, error)
    if wants_fragment():
        return _notice(500, f"{NOTICES[500]} Reference: {reference}")
    return make_response(render_template("errors/500.html", reference=reference), 500)


def _notice(status: int, message: str) -> Response:
    """A sentence for the top of the open page, wherever the request was to be swapped in."""
    body = render_template("errors/notice.html", message=message, status=status)
    headers = {"HX-Retarget": PROBLEM, "HX-Reswap": "innerHTML show:top", "HX-Push-Url": "false"}
    return make_response(body, status, headers)


def _find_company() -> None:
    """Stand inside the company of the address, if the error came before the guard did."""
    slug = request.path.split("/")[1]
    plain = re.fullmatch(f"[a-z0-9-]{{1,{LONGEST_SLUG}}}", slug)
    if guard.current_scope() is not None or plain is None or slug in RESERVED_SLUGS:
        return
    try:
        guard.open_scope(slug)
    except NotFound:
        # No company has that address: the page stands in the frame of the house.
        return


def _typed(status: int) -> list[tuple[str, str]]:
    """What the person had typed, to copy out; never a password."""
    if request.method == "GET" or status == 413:
        return []
    fields: Any = request.form.items(multi=True)
    return [
        (name.replace("_", " ").capitalize(), value)
        for name, value in fields
        if value.strip() and name not in OUR_OWN_FIELDS and not SECRET_FIELD.search(name)
    ]
