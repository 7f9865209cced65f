"""The sentences of derivations: who would read what, and why something cannot be adopted."""

from portal.plans.models import PlanPart
from portal.plans.rules.derivation_rules import Words
from tenants.audiences import EDITORS
from tenants.base import SHARED
from tenants.scope import Scope

NOT_SHARED = "The source is not shared with you."


def disclosure(scope: Scope, words: Words, part: PlanPart) -> str:
    """What a director is told before she shows a draft's words to others by adopting them."""
    return (
        f"{whose_draft(scope, words.area_id)} is not open to {readers(scope, part)}. "
        "If you take these words over, they will read them."
    )


def refusal(scope: Scope, words: Words, part: PlanPart) -> str:
    """Why somebody who may not release the source cannot take its words over."""
    return (
        f"{whose_draft(scope, words.area_id)} is not open to {readers(scope, part)}, "
        "who would read these words here. Only a company director can take them over now."
    )


def whose_draft(scope: Scope, area_id: int) -> str:
    """``The shared draft``, ``Richmond’s draft``."""
    return "The shared draft" if area_id == SHARED else f"{scope.area(area_id).name}’s draft"


def readers(scope: Scope, part: PlanPart) -> str:
    """Who reads a draft: ``Kingston’s plan editors and commissioners``."""
    if part.area_id == SHARED:
        who = "every council’s plan editors and the board"
        return who if part.audience == EDITORS else f"{who}, and every owner’s commissioners"
    name = scope.area(part.area_id).name
    also = "" if part.audience == EDITORS else " and commissioners"
    return f"{name}’s plan editors{also}"
