"""Verb after a vote: minute what was recorded wrongly. The vote itself is never changed."""

from portal.decisions import queries
from portal.decisions.models import Correction, Recommendation
from portal.decisions.service.checks import DecisionError
from portal.decisions.service.records import note
from tenants.roles import Permission
from tenants.scope import Scope

ASKED = {
    "recorded": "Enter what was recorded.",
    "correct": "Enter what is right.",
    "because": "Enter why it is corrected, and who decided that.",
}


class CorrectionError(DecisionError):
    """A part of a correction that is missing; ``field`` says which."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def correct(
    scope: Scope, recommendation: Recommendation, recorded: str, right: str, because: str
) -> Correction:
    """Put a correction beside a closed vote: what was recorded, what is right, and why.

    Raises CorrectionError for a part that is empty, DecisionError while the vote is not closed.
    """
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=recommendation.body_id)
    recommendation = queries.locked(scope, recommendation)
    if recommendation.state != "closed":
        raise DecisionError("Only a closed vote is corrected: until then a vote can be changed.")
    said = {"recorded": recorded.strip(), "correct": right.strip(), "because": because.strip()}
    for name, words in said.items():
        if not words:
            raise CorrectionError(name, ASKED[name])
    if said["recorded"] == said["correct"]:
        raise CorrectionError("correct", "This is what was recorded. Enter what is right.")
    row = Correction(
        company_id=scope.company_id,
        area_id=recommendation.area_id,
        audience=recommendation.audience,
        recommendation_id=recommendation.id,
        **said,
        made_at=scope.now(),
        made_by=scope.visitor.name,
        made_hat=hat.label,
    )
    scope.session.add(row)
    note(scope, hat, "vote:corrected", row, {"letter": recommendation.letter, **said})
    return row
