"""What a decision opens to the public: the matter, its votes as counted, and an approved version.

Where too few members were there to decide, the version waits to be put before another sitting.

How one member voted stays with the body, unless she had her vote recorded by name (SI 1993/202).
"""

from collections.abc import Iterator

from portal.audit.service import Json
from portal.decisions import queries
from portal.decisions.records import KINDS, note
from portal.decisions.service import SEARCH_SOURCE
from portal.decisions.standing import Standing
from portal.plans import versioning
from portal.plans.models import Version
from portal.search.service import widen
from tenants.audiences import PUBLIC
from tenants.base import NumberedRow
from tenants.roles import Hat
from tenants.scope import Scope

VERSION_STATES = {
    "approved_in_principle": "approved_in_principle",
    "approved": "approved",
    "not_approved": "rejected",
}


def publish(scope: Scope, hat: Hat, standing: Standing) -> None:
    """Settle the version and open the matter to the public. An unapproved version stays shut."""
    matter = standing.matter
    outcome = matter.outcome or "not_approved"
    version = scope.session.get_one(Version, matter.version_id)
    if outcome == "not_decided":
        versioning.put_back(scope, version, hat)
    else:
        versioning.settle(scope, version, hat, VERSION_STATES[outcome])
    matter.audience = PUBLIC
    payload: dict[str, Json] = {"outcome": outcome, "digest": matter.version_digest}
    note(scope, hat, "matter:decided", matter, payload)
    for row in _opened(scope, standing):
        _open(scope, hat, row)
    widen(scope, SEARCH_SOURCE, [matter.id], PUBLIC)


def _opened(scope: Scope, standing: Standing) -> Iterator[NumberedRow]:
    yield from standing.recommendations
    yield from standing.citations
    yield standing.sitting
    yield from queries.attendance(scope, standing.sitting).values()
    yield from (vote for vote in standing.votes if vote.recorded)


def _open(scope: Scope, hat: Hat, row: NumberedRow) -> None:
    if row.audience != PUBLIC:
        row.audience = PUBLIC
        note(scope, hat, f"{KINDS[type(row)].replace(' ', '-')}:published", row)
