"""Conditions of a decision: recorded by its clerk with the outcome, tracked to their discharge."""

from dataclasses import dataclass
from datetime import date

from portal.decisions import queries as decisions
from portal.decisions.models import Matter, Recommendation
from portal.documents import service as documents
from portal.documents.files import CheckedFile
from portal.effects.models import Condition
from portal.effects.queries import effect_of
from portal.effects.rules import CONDITIONS
from portal.effects.service.carrying import reconsider
from portal.effects.service.checks import FollowingError, filled, locked_root, past_day
from portal.effects.service.records import note
from portal.kit.words import date_words
from tenants.clock import civil_day
from tenants.roles import Hat, Permission
from tenants.scope import Scope

LONGEST = 2000
"""Characters of a condition, and of what shows that it was met."""


@dataclass(frozen=True)
class ConditionDetails:
    """A condition as minuted: precedent or subsequent, its words, who discharges it, by when."""

    kind: str
    words: str
    discharged_by: str
    due_on: date | None = None


@dataclass(frozen=True)
class Discharge:
    """That a condition was met: on which day, and what shows it, in words and by a file."""

    on: date | None
    evidence: str
    file: CheckedFile | None = None


def record_condition(
    scope: Scope, recommendation: Recommendation, details: ConditionDetails
) -> Condition:
    """Attach a condition to what a body decides, or decided, on a recommendation.

    Raises FollowingError, with its field: after the effect happened, none can come before it.
    """
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=recommendation.body_id)
    matter = decisions.matter_of(scope, recommendation)
    root = locked_root(scope, matter)
    _check(scope, root, matter, recommendation, details)
    condition = Condition(
        company_id=scope.company_id,
        area_id=matter.area_id,
        audience=matter.audience,
        matter_id=matter.id,
        recommendation_id=recommendation.id,
        body_id=matter.body_id,
        kind=details.kind,
        words=filled("words", details.words, "Enter the condition, as minuted.", LONGEST),
        discharged_by=filled(
            "discharged_by", details.discharged_by, "Enter who has to discharge it.", 200
        ),
        due_on=details.due_on,
        recorded_at=scope.now(),
        recorded_by=scope.visitor.name,
        recorded_hat=hat.label,
    )
    scope.session.add(condition)
    told = {"matter": matter.slug, "letter": recommendation.letter, "kind": details.kind}
    note(scope, hat, "condition:recorded", condition, told)
    reconsider(scope, hat, root)
    return condition


def discharge(scope: Scope, condition: Condition, how: Discharge) -> Condition:
    """Record that a condition was met. The last one precedent lets the effect fall due.

    Raises FollowingError, with its field.
    """
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=condition.body_id)
    matter = scope.session.get_one(Matter, condition.matter_id)
    root = locked_root(scope, matter)
    condition = decisions.locked(scope, condition)
    if condition.discharged_on is not None:
        day = date_words(condition.discharged_on)
        raise FollowingError("evidence", f"This was recorded as discharged on {day}.")
    if matter.decided_at is None:
        raise FollowingError("on", "A condition can be discharged once the matter is decided.")
    decided_on = civil_day(matter.decided_at)
    condition.discharged_on = past_day(scope, "on", how.on, decided_on)
    words = "Enter what shows that it was met."
    condition.evidence = filled("evidence", how.evidence, words, LONGEST)
    if how.file is not None:
        _keep(scope, hat, condition, how.file)
    condition.settled_at, condition.settled_by = scope.now(), scope.visitor.name
    condition.settled_hat = hat.label
    told = {"matter": matter.slug, "on": condition.discharged_on.isoformat()}
    note(scope, hat, "condition:discharged", condition, {**told})
    reconsider(scope, hat, root)
    return condition


def _check(
    scope: Scope,
    root: Matter,
    matter: Matter,
    recommendation: Recommendation,
    details: ConditionDetails,
) -> None:
    if details.kind not in CONDITIONS:
        raise FollowingError("kind", "Choose when it has to be discharged.")
    if matter.ended_because is not None or recommendation.result in ("lost", "tied", "inquorate"):
        raise FollowingError("words", "Nothing was approved here, so nothing has a condition.")
    effect = effect_of(scope, root.id)
    if details.kind == "precedent" and effect is not None and effect.state == "done":
        raise FollowingError(
            "kind", f"{effect.done_words} A condition can no longer come before that."
        )


def _keep(scope: Scope, hat: Hat, condition: Condition, file: CheckedFile) -> None:
    kept = documents.keep(scope, hat, file, condition.area_id, condition.audience)
    condition.file_name, condition.file_sha256 = file.name, kept.sha256
