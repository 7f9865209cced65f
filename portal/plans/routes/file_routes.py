"""Files of the room. Each holds what its page holds for the same reader, and no more."""

import hashlib
import json
import re
from typing import Any

from flask import Response, make_response, request

from portal.plans import queries
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.pages import exports, version_page
from portal.plans.room import room
from portal.plans.shapes import Reading
from tenants.roles import Permission
from tenants.scope import Scope

CSV = "text/csv; charset=utf-8; header=present"
JSON = "application/json"


@room.page("/plans/<plan>/priorities.csv", Permission.PLAN_READ)
def priorities_csv(scope: Scope, plan: Plan) -> Response:
    """The priorities as a table."""
    body = exports.priorities_csv(scope, queries.view(scope, plan))
    return _file(scope, body, CSV, f"{plan.slug}-priorities.csv")


@room.page("/plans/<plan>/priorities/<ref>.json", Permission.PLAN_READ)
def priority_json(scope: Scope, plan: Plan, ref: Reading) -> Response:
    """One priority with the digest of its text."""
    body = _json(exports.priority_json(plan, ref))
    return _file(scope, body, JSON, f"{plan.slug}-{ref.item.ref}.json")


@room.page("/plans/<plan>/versions/<int:version>/version.json", Permission.PLAN_READ)
def version_json(scope: Scope, plan: Plan, version: Version) -> Response:
    """The manifest of a version, from which its digest can be computed again."""
    body = _json(version_page.as_json(scope, plan, version))
    return _file(scope, body, JSON, f"{plan.slug}-version-{version.number}.json")


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8")


def _file(scope: Scope, body: bytes, kind: str, name: str) -> Response:
    """A download. Its ETag holds who reads, so that no cache hands one reader's to another."""
    response = make_response(body)
    response.headers["Content-Type"] = kind
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", name)
    response.headers["Content-Disposition"] = f'attachment; filename="{safe}"'
    reader = scope.grants.digest_text().encode()
    response.set_etag(hashlib.sha256(reader + b"\n" + body).hexdigest())
    response.make_conditional(request)
    return response
