"""How a matter ends that every owner decided: its own recommendations, its version, its effect."""

from portal.audit.service import Json
from portal.consents.queries import Whole, text_of
from portal.consents.rules import Verdict, verdict
from portal.decisions import queries as decisions
from portal.decisions.models import Matter, Recommendation
from portal.decisions.queries.lists import SEARCH_SOURCE
from portal.decisions.service import ending, records
from portal.decisions.service.publishing import decision_of, open_document
from portal.effects.service import carrying
from portal.kit.words import sentence_case
from portal.plans.service import versioning
from portal.search.service import widen
from tenants.audiences import PUBLIC
from tenants.base import NumberedRow
from tenants.roles import Hat
from tenants.scope import Scope

STATES = {
    "approved_in_principle": "approved_in_principle",
    "approved": "approved",
    "approved_as_amended": "approved_as_amended",
    "not_approved": "rejected",
}
"""What becomes of the version."""
DECIDED = "It was decided without this body: enough councils had spoken"
"""Why a body that was still to decide is asked no more."""


def open_to_public(scope: Scope, hat: Hat, matter: Matter) -> None:
    """Open a matter once the first council has decided it in public: who else is asked, on what.

    The text itself stays as it is until it is approved.
    """
    if matter.audience != PUBLIC:
        _open(scope, hat, matter, "matter:published")
        open_document(scope, matter)
        for row in decisions.recommendations_of(scope, [matter.id])[matter.id]:
            _open(scope, hat, row, "recommendation:published")
        widen(scope, SEARCH_SOURCE, [matter.id], PUBLIC)


def conclude(scope: Scope, hat: Hat, found: Whole, *, approved: bool, words: str = "") -> None:
    """End the matter, settle its version, and hand what was approved to its effect.

    ``words`` say why where it was not the consents that ended it.
    """
    matter = found.matter
    matter.state, matter.decided_at = "decided", scope.now()
    matter.outcome = _outcome(found, approved=approved)
    for each in found.recommendations:
        _close(scope, hat, found, each, words)
    for row in found.citations:
        _open(scope, hat, row, "citation:published")
    if found.version is not None:
        decision = decision_of(scope, matter, found.body)
        versioning.settle(scope, found.version, hat, STATES[matter.outcome], decision)
    payload: dict[str, Json] = {"outcome": matter.outcome, "digest": text_of(matter)}
    records.note(scope, hat, "matter:decided", matter, payload)
    _take_back_the_rest(scope, hat, found)
    if matter.outcome in carrying.TAKING_EFFECT:
        carrying.decided(scope, hat, matter)


def _take_back_the_rest(scope: Scope, hat: Hat, found: Whole) -> None:
    """Ask nobody any more for what is decided. A vote that is being held goes on, and changes
    nothing."""
    for part in found.parts:
        if part.matter.state == "submitted" and not decisions.voting_began(scope, part.matter):
            ending.take_back(scope, hat, part.matter, DECIDED)


def _outcome(found: Whole, *, approved: bool) -> str:
    if not approved:
        return "not_approved"
    if found.matter.asks == "approval_in_principle":
        return "approved_in_principle"
    amended = found.version is not None and found.version.amended_from_id is not None
    return "approved_as_amended" if amended else "approved"


def _close(scope: Scope, hat: Hat, found: Whole, each: Recommendation, words: str) -> None:
    """Close a recommendation of the whole with what the councils' own came to."""
    come_to = verdict(found.matter.rule, found.answers(each.letter))
    each.state, each.closed_at = "closed", scope.now()
    each.closed_by, each.closed_hat = scope.visitor.name, hat.label
    each.result = _result(found.matter, come_to, settled=bool(words))
    each.sentence = words or f"{sentence_case(come_to.reason)}."
    each.per_council = [
        [answer.council, f"{answer.council} {answer.stand}"]
        for answer in found.answers(each.letter)
        if answer.stand != "waiting"
    ]
    each.audience = PUBLIC
    records.note(scope, hat, "recommendation:concluded", each, {"result": each.result})


def _result(matter: Matter, come_to: Verdict, *, settled: bool) -> str:
    if settled:
        return "lost" if matter.outcome == "not_approved" else "carried"
    return "carried" if come_to.result == "met" else "lost"


def _open(scope: Scope, hat: Hat, row: NumberedRow, action: str) -> None:
    row.audience = PUBLIC
    records.note(scope, hat, action, row)
