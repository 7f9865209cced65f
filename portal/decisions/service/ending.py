"""Verbs that end a matter without a vote, and one that amends what is voted on.

A clerk or co-chair records that the body deferred a matter, or with which amendments it decides; a
director withdraws one. The version's state follows in the same transaction.
"""

from collections.abc import Mapping

from portal.audit.service import Json
from portal.decisions import queries
from portal.decisions.models import Matter
from portal.decisions.service.checks import DecisionError, refuse_ended
from portal.decisions.service.publishing import decision_of, publish
from portal.decisions.service.records import note
from portal.plans.kinds import kind_of
from portal.plans.models import Plan
from portal.plans.queries import content_of, manifests
from portal.plans.service import versioning
from portal.plans.service.amending import amended
from tenants.models import Body
from tenants.roles import Hat, Permission
from tenants.scope import Scope

LONGEST_REASON = 1000


def defer(scope: Scope, matter: Matter, because: str) -> Matter:
    """Record that the body put a matter off; its version can be submitted again.

    Raises DecisionError without a reason, and where voting began or the matter has ended.
    """
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=matter.body_id)
    matter = _begin(scope, matter, because)
    _end(scope, hat, matter, "decided", "deferred", because)
    publish(scope, hat, queries.standing(scope, matter))
    return matter


def withdraw(scope: Scope, matter: Matter, because: str) -> Matter:
    """Take a matter back before anything is decided, with its version. It keeps its address.

    Nobody else is shown it for that. What several bodies consider is taken back from all of them.
    Raises DecisionError as ``defer`` does, and for one body's consideration alone.
    """
    hat = scope.require(Permission.MATTER_SUBMIT)
    if matter.part_of_id is not None:
        raise DecisionError("This is one body's consideration: withdraw the whole matter.")
    matter = _begin(scope, matter, because)
    for each in (matter, *queries.parts(scope, matter)):
        if each.state == "submitted":
            take_back(scope, hat, each, because)
    if matter.version_id is not None:
        version = queries.version_of(scope, matter)
        body = scope.session.get_one(Body, matter.body_id)
        versioning.settle(scope, version, hat, "withdrawn", decision_of(scope, matter, body))
    return matter


def take_back(scope: Scope, hat: Hat, matter: Matter, because: str) -> None:
    """End a matter without a decision. What it was about is for the caller to know."""
    _end(scope, hat, matter, "withdrawn", "withdrawn", because)
    digest = matter.version_digest or matter.document_digest
    payload: dict[str, Json] = {"outcome": "withdrawn", "digest": digest}
    note(scope, hat, "matter:withdrawn", matter, payload)


def amend(scope: Scope, matter: Matter, ref: str, texts: Mapping[str, str]) -> Matter:
    """Record what one item of the version is to say instead, before the first vote.

    The body then decides on the version with its amendments. ``texts`` that say what the version
    says are no amendment: with none left, an amendment recorded before is taken back. Raises
    DecisionError for an item that is not in the version, and where voting began.
    """
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=matter.body_id)
    matter = _undecided(scope, matter)
    changed = _changed(scope, matter, ref, texts)
    others = [each for each in matter.amendments or [] if each["ref"] != ref]
    by = {"by": scope.visitor.name, "at": scope.now().isoformat(timespec="minutes")}
    kept = [*others, {"ref": ref, "texts": changed, **by}] if changed else others
    matter.amendments = sorted(kept, key=lambda each: str(each["ref"])) or None
    fields: list[Json] = list(changed)
    note(scope, hat, "matter:amended", matter, {"ref": ref, "fields": fields})
    return matter


def _begin(scope: Scope, matter: Matter, because: str) -> Matter:
    if not because.strip():
        raise DecisionError("Enter a reason: it is minuted.")
    if len(because) > LONGEST_REASON:
        raise DecisionError(f"Give the reason in {LONGEST_REASON:,} characters or fewer.")
    return _undecided(scope, matter)


def _undecided(scope: Scope, matter: Matter) -> Matter:
    """The matter, locked after its sitting as every writer locks them, with nothing voted on."""
    if matter.sitting_id is not None:
        queries.locked(scope, queries.sitting_of(scope, matter))
    matter = queries.locked(scope, matter)
    refuse_ended(matter)
    if queries.voting_began(scope, matter):
        raise DecisionError("Voting began: close the votes, which decide this matter.")
    return matter


def _end(scope: Scope, hat: Hat, matter: Matter, state: str, outcome: str, because: str) -> None:
    matter.state, matter.outcome, matter.decided_at = state, outcome, scope.now()
    matter.ended_by, matter.ended_hat = scope.visitor.name, hat.label
    matter.ended_because = because.strip()


def _changed(scope: Scope, matter: Matter, ref: str, texts: Mapping[str, str]) -> dict[str, str]:
    """The texts that make the item say something else than the version does."""
    version = queries.version_of(scope, matter)
    plan = scope.session.get_one(Plan, version.plan_id)
    held = manifests.version_manifest(scope, plan, version)
    for section in held.sections:
        for entry in section.entries:
            if entry.ref == ref:
                _check_names(section.kind, texts)
                said = content_of(manifests.frozen_texts(scope, version.id)[entry.revision_id])
                return {
                    name: text
                    for name, text in texts.items()
                    if amended(said, {name: text}) != said
                }
    raise DecisionError(f"There is no {ref} in the version before the body.")


def _check_names(kind: str, texts: Mapping[str, str]) -> None:
    known = set(kind_of(kind).names)
    strange = [n for n in texts if n not in known and not n.startswith("milestones_")]
    if strange:
        raise DecisionError(f"An item of this kind has no text called {strange[0]}.")
