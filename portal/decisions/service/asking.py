"""Asking every owner's own body for its consent: one part of a matter for each, or one anew."""

from collections.abc import Sequence
from typing import Any

from portal.decisions import queries
from portal.decisions.models import Matter, Recommendation, ReservedMatter, Sitting
from portal.decisions.rules.owners import EACH_OWNER, Owner, owners_of
from portal.decisions.service.checks import (
    DecisionError,
    Recommended,
    Submission,
    SubmissionError,
    refuse_ended,
    refuse_past,
)
from portal.decisions.service.composing import add_recommendations, not_taken, walls
from portal.decisions.service.records import note
from portal.kit.words import LONGEST_SLUG, join_names
from tenants.audiences import SUBMITTED
from tenants.models import Body
from tenants.roles import Hat, Permission
from tenants.scope import Scope
from tenants.settings import body_setting

ROOM_FOR_NUMBER = 4
COPIED = (
    *("title", "reserved_matter_id", "submitted_number", "version_id", "version_number"),
    *("version_digest", "document_id", "document_name", "document_digest", "asks", "front_sheet"),
    *("report", "takes_effect_on", "effect", "effect_details", "key_decision"),
)
"""What a part says as the whole does."""


def owners_on(scope: Scope, reserved: ReservedMatter) -> list[Owner]:
    """The owners of today with the bodies that the register names for them.

    Raises SubmissionError for an owner without one: nobody would decide for it.
    """
    named = queries.deciding_bodies(scope, reserved)
    owners = [area for area in scope.councils if queries.owns_on(area, scope.today())]
    missing = [area.name for area in owners if area.area_id not in named]
    if missing:
        raise SubmissionError(
            "number", f"The register names no body that decides this for {join_names(missing)}."
        )
    bodies = queries.bodies_by_id(scope, [each.body_id for each in named.values()])
    return [
        Owner(area.area_id, area.slug, area.name, body.id, body.name)
        for area in owners
        for body in [bodies[named[area.area_id].body_id]]
    ]


def ask_owners(scope: Scope, hat: Hat, whole: Matter, submission: Submission) -> None:
    """Put a matter on the route each_owner before every owner's body; do nothing on the other."""
    sittings = {
        each.body_id: each
        for each in (*submission.sittings, submission.sitting)
        if each is not None
    }
    for owner in owners_of(whole.rule):
        ask(scope, hat, whole, owner, sittings.get(owner.body), submission.recommendations)


def ask(
    scope: Scope,
    hat: Hat,
    whole: Matter,
    owner: Owner,
    sitting: Sitting | None,
    recommendations: Sequence[Recommended],
) -> Matter:
    """Put the text of a matter as it now stands before one owner's body, for its consent."""
    body = scope.session.get_one(Body, owner.body)
    part = part_of(scope, hat, whole, "consent", body)
    part.slug = _slug(scope, whole, owner.slug)
    part.council_id, part.sitting_id = owner.area, sitting.id if sitting else None
    scope.session.add(part)
    scope.session.flush()
    add_recommendations(scope, hat, part, recommendations)
    payload = {"body": body.slug, "digest": part.version_digest or part.document_digest}
    note(scope, hat, "consent:asked", part, {**payload, "matter": whole.slug})
    return part


def part_of(scope: Scope, hat: Hat, whole: Matter, purpose: str, body: Body) -> Matter:
    """One body's consideration of a matter, with the text and papers of the whole."""
    return Matter(
        **walls(scope, SUBMITTED),
        **{name: getattr(whole, name) for name in COPIED},
        purpose=purpose,
        part_of_id=whole.id,
        body_id=body.id,
        rule=own_rule(scope, body),
        state="submitted",
        submitted_at=scope.now(),
        submitted_by=scope.visitor.name,
        submitted_hat=hat.label,
    )


def own_rule(scope: Scope, body: Body) -> dict[str, Any]:
    """The rule of a body that decides by itself alone, kept with what is put before it."""
    return {
        "route": EACH_OWNER,
        "rule": body_setting(scope, body.id, "own_rule", scope.today()),
        "quorum": body.quorum,
        "per_council": body.quorum_per_council,
        "abstention_breaks_unanimity": body.abstention_breaks_unanimity,
        "weights": {},
    }


def recommended(recommendations: Sequence[Recommendation]) -> list[Recommended]:
    """Recommendations, to be put before another body."""
    return [Recommended(each.verb, each.text) for each in recommendations]


def fix_sitting(scope: Scope, part: Matter, sitting: Sitting) -> Matter:
    """Say at which sitting of its body a part is considered, or say it anew before any vote.

    Raises DecisionError where that body does not sit then, and where voting began.
    """
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=part.body_id)
    sitting = queries.locked(scope, sitting)
    part = queries.locked(scope, part)
    refuse_ended(part)
    if part.part_of_id is None or part.body_id != sitting.body_id:
        raise DecisionError("Choose a sitting of the body that considers this.")
    if queries.voting_began(scope, part):
        raise DecisionError("Voting began: the sitting stands.")
    refuse_past(scope, sitting)
    part.sitting_id = sitting.id
    note(scope, hat, "consent:sitting-fixed", part, {"sitting": sitting.slug})
    return part


def _slug(scope: Scope, whole: Matter, owner: str) -> str:
    """ "budget-2021-kingston", and "budget-2021-kingston-2" where it is asked again."""
    room = LONGEST_SLUG - ROOM_FOR_NUMBER - len(owner) - 1
    return not_taken(scope, f"{whole.slug[:room].rstrip('-')}-{owner}")
