"""What a decision opens to the public: the matter, its votes as counted, and an approved version.

Where too few members were there to decide, the version waits to be put before another sitting.

How one member voted stays with the body, unless she had her vote recorded by name (SI 1993/202).
"""

from collections.abc import Iterator

from portal.audit.service import Json
from portal.decisions import queries
from portal.decisions.models import Matter, Sitting
from portal.decisions.queries.lists import SEARCH_SOURCE
from portal.decisions.service.records import KINDS, note
from portal.decisions.standing import Standing
from portal.documents import service as documents
from portal.interests import declaring
from portal.kit.words import date_words
from portal.plans.models.frozen import Version
from portal.plans.service import versioning
from portal.plans.service.amending import Amendment, approve_as_amended
from portal.plans.service.versioning import Decision
from portal.search.service import widen
from tenants.audiences import PUBLIC
from tenants.base import SHARED, NumberedRow
from tenants.models import Body
from tenants.roles import Hat
from tenants.scope import Scope
from tenants.settings import COMPANY_KINDS

VERSION_STATES = {
    "approved_in_principle": "approved_in_principle",
    "approved": "approved",
    "approved_as_amended": "approved_as_amended",
    "deferred": "deferred",
    "not_approved": "rejected",
}


def publish(scope: Scope, hat: Hat, standing: Standing) -> None:
    """Settle the version and open the matter to the public. An unapproved version stays shut.

    What the board or the company's members resolve is no council's business in public (Local
    Government Act 1972, Part VA, is about councils' bodies): it stays with those who read it now.
    """
    matter = standing.matter
    outcome = matter.outcome or "not_approved"
    if matter.version_id is not None and matter.purpose == "decide":
        _settle_version(scope, hat, standing, outcome)
    in_public = standing.body.kind not in COMPANY_KINDS
    if in_public:
        matter.audience = PUBLIC
        open_document(scope, matter)
    payload: dict[str, Json] = {
        "outcome": outcome,
        "digest": matter.version_digest or matter.document_digest,
    }
    note(scope, hat, "matter:decided", matter, payload)
    if not in_public:
        return
    for row in _opened(scope, standing):
        _open(scope, hat, row)
    declaring.open_to_all(scope, hat, matter.id)
    widen(scope, SEARCH_SOURCE, [matter.id], PUBLIC)


def _settle_version(scope: Scope, hat: Hat, standing: Standing, outcome: str) -> None:
    """One body's decision settles the version. Where several consent, no single one does."""
    version = queries.version_of(scope, standing.matter)
    if outcome == "not_decided":
        versioning.put_back(scope, version, hat)
    else:
        _settle(scope, hat, standing, version, VERSION_STATES[outcome])


def open_sitting_to_all(scope: Scope, hat: Hat, sitting: Sitting) -> None:
    """Open a meeting of a council's body, with who is there, to the public before it decides."""
    rows: list[NumberedRow] = [sitting, *queries.attendance(scope, sitting).values()]
    rows += queries.substitutions(scope, sitting)
    for row in rows:
        _open(scope, hat, row)


def open_papers(scope: Scope, hat: Hat, matter: Matter) -> None:
    """Open a matter and its papers, with the version that is an annex, once the agenda is public.

    The version stays before the body: nothing but who reads it changes.
    """
    if matter.audience == PUBLIC:
        return
    matter.audience = PUBLIC
    note(scope, hat, "matter:published", matter, {"digest": matter.version_digest})
    rows: list[NumberedRow] = [*queries.recommendations_of(scope, [matter.id])[matter.id]]
    rows += queries.citations_of(scope, matter)
    for row in rows:
        _open(scope, hat, row)
    declaring.open_to_all(scope, hat, matter.id)
    open_document(scope, matter)
    if matter.version_id is not None:
        versioning.publish_submitted(scope, queries.version_of(scope, matter), hat)
    widen(scope, SEARCH_SOURCE, [matter.id], PUBLIC)


def decision_of(scope: Scope, matter: Matter, body: Body) -> Decision:
    """What a version says of the decision on its matter."""
    words = f"{body.name}, {date_words(scope.today())}: {matter.title}"
    return Decision(words, f"decisions/{matter.slug}")


def open_document(scope: Scope, matter: Matter) -> None:
    """Open the document that was submitted to the public, where it was not a version."""
    if matter.document_digest is not None:
        documents.widen(scope, [(SHARED, matter.document_digest)], PUBLIC)


def _settle(scope: Scope, hat: Hat, standing: Standing, version: Version, state: str) -> None:
    """Bring the version into its state. When it comes into force is for a higher room to know."""
    matter, decision = standing.matter, decision_of(scope, standing.matter, standing.body)
    if matter.amendments and state in versioning.OPENED:
        chosen = [Amendment(each["ref"], each["texts"]) for each in matter.amendments]
        version = approve_as_amended(scope, version, hat, state, chosen, decision)
        matter.approved_version_id = version.id
    else:
        versioning.settle(scope, version, hat, state, decision)


def _opened(scope: Scope, standing: Standing) -> Iterator[NumberedRow]:
    yield from standing.recommendations
    yield from standing.citations
    yield standing.sitting
    yield from queries.attendance(scope, standing.sitting).values()
    yield from (vote for vote in standing.votes if vote.recorded)
    yield from queries.corrections(scope, [each.id for each in standing.recommendations])
    yield from queries.substitutions(scope, standing.sitting)


def _open(scope: Scope, hat: Hat, row: NumberedRow) -> None:
    if row.audience != PUBLIC:
        row.audience = PUBLIC
        note(scope, hat, f"{KINDS[type(row)].replace(' ', '-')}:published", row)
