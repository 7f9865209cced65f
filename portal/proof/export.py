"""Writes a company's log and frozen versions into one archive, with the program that checks it."""

import inspect
import io
import json
import zipfile
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from sqlalchemy import select

import portal
from portal import kit, plans, proof
from portal.audit.chain import GENESIS, said_by
from portal.audit.models import AuditEvent, AuditHead, AuditPayload
from portal.kit import chains, digests
from portal.plans import content
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.pages import version_page
from portal.proof import check
from tenants.scope import Scope

PROGRAM: tuple[ModuleType, ...] = (
    portal,
    kit,
    digests,
    chains,
    plans,
    content,
    proof,
    check,
)
"""The portal's own modules that the check needs, and no other: they use Python's library alone."""

README = """\
The record of {company}, {seq} events, head {head}.

Check it with Python 3.11 or newer, in this folder, without the portal and without a network:

    python3 -m portal.proof.check

It says whether the log is whole, and names every break. A log that was rewritten from end to end
is whole too: so give the head that is printed in a published notice or stands in the open data,

    python3 -m portal.proof.check --head SEQ:DIGEST

and it says whether anything before that notice was rewritten since.

events.jsonl    what was done, when and under which hat; each event covers the one before it
payloads.jsonl  what each event says, with the salt that opens its commitment, or that it was erased
versions/       every frozen version of a plan, word for word, with its digests
head.json       the last event and its digest
portal/         the program that checks all this, as the portal itself uses it
"""


def archive(scope: Scope) -> bytes:
    """The archive as a ZIP file. Needs the auditors' grants; holds all drafts that were frozen."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as files:
        for name, text in _files(scope):
            # A fixed day, so that the same record makes the same file.
            files.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    return written.getvalue()


def _files(scope: Scope) -> Iterator[tuple[str, str]]:
    head = _head(scope)
    yield "README.txt", README.format(**{**head, "head": head["digest"]})
    yield "head.json", _json(head)
    yield "events.jsonl", _json_lines(_events(scope))
    yield "payloads.jsonl", _json_lines(_payloads(scope))
    for plan, version in _versions(scope):
        name = f"versions/{plan.slug}-{version.number}.json"
        yield name, _json(version_page.as_json(scope, plan, version))
    for module in PROGRAM:
        package = "/__init__" if hasattr(module, "__path__") else ""
        yield f"{module.__name__.replace('.', '/')}{package}.py", inspect.getsource(module)


def _head(scope: Scope) -> dict[str, Any]:
    found = scope.session.get(AuditHead, scope.company_id)
    seq, digest = (found.seq, found.digest) if found else (0, GENESIS)
    return {"company": scope.company.name, "seq": seq, "digest": digest}


def _events(scope: Scope) -> Iterator[dict[str, Any]]:
    rows = scope.session.scalars(select(AuditEvent).order_by(AuditEvent.seq))
    return ({**said_by(row), "digest": row.digest} for row in rows)


def _payloads(scope: Scope) -> Iterator[dict[str, Any]]:
    for row in scope.session.scalars(select(AuditPayload).order_by(AuditPayload.seq)):
        erased = row.erased_at is not None
        yield {
            "seq": row.seq,
            "salt": row.salt.hex() if row.salt is not None else "",
            "payload": row.payload,
            "erased": erased,
            "because": row.erased_because or "",
        }


def _versions(scope: Scope) -> Iterator[tuple[Plan, Version]]:
    rows = scope.session.execute(
        select(Plan, Version)
        .join(Version, Version.plan_id == Plan.id)
        .order_by(Plan.slug, Version.number)
    )
    return ((plan, version) for plan, version in rows.all())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _json_lines(values: Iterator[dict[str, Any]]) -> str:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)
