"""One template, whole or in part: htmx is given the very block that a full page would show.

A view calls ``show`` once; a request by htmx that names no history gets the block, everybody else
the page. So a fragment cannot have a guard of its own to forget: it is the same view.
"""

from typing import Any

from flask import Response, make_response, render_template
from flask import url_for as flask_url_for
from htmx_flask import make_response as make_htmx_response
from htmx_flask import request
from jinja2_fragments.flask import render_block


def wants_fragment() -> bool:
    """Whether htmx asked for a part of a page, not for a page."""
    htmx = request.htmx
    return bool(htmx) and not (htmx.boosted or htmx.history_restore_request)


def show(template: str, *, block: str | None = None, status: int = 200, **context: Any) -> Response:
    """The page, or its named block where htmx asked for a part."""
    if block is not None and wants_fragment():
        body = render_block(template, block, **context)
    else:
        body = render_template(template, **context)
    response = make_response(body, status)
    response.headers.add("Vary", "HX-Request")
    return response


def go(endpoint: str, **values: Any) -> Response:
    """After a change: 303 to a page; htmx is told the same by a header, and follows."""
    address = flask_url_for(endpoint, **values)
    if wants_fragment():
        told: Response = make_htmx_response("", 200, redirect=address)
        return told
    return make_response("", 303, {"Location": address})
