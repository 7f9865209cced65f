"""Files as answers: a download that no browser opens as anything but itself, for one reader."""

import hashlib
import re
from urllib.parse import quote

from flask import Response, make_response, request

from tenants.scope import Scope

_UNSAFE = re.compile(r"[^A-Za-z0-9._ -]+")


def download(scope: Scope, body: bytes, media_type: str, name: str) -> Response:
    """A file to be saved under this name (RFC 6266).

    Its ETag holds who reads, so that no cache hands one reader's to another.
    """
    response = make_response(body)
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = disposition(name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.add("Cookie")
    reader = scope.grants.digest_text().encode()
    response.set_etag(hashlib.sha256(reader + b"\n" + body).hexdigest())
    response.make_conditional(request)
    return response


def disposition(name: str) -> str:
    """``attachment`` with the name in plain letters, and again in its own where they differ."""
    plain = _UNSAFE.sub("-", name)
    own = "" if plain == name else f"; filename*=UTF-8''{quote(name, safe='')}"
    return f'attachment; filename="{plain}"{own}'
