"""What can be put before a body, and what can still be decided. Refusals are in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.decisions import queries
from portal.decisions.models import Matter, ReservedMatter, Sitting
from portal.decisions.standing import ASKS, DECIDING_VERBS, OUTCOMES, VERBS
from portal.kit.words import date_words
from portal.plans.models.frozen import Version
from tenants.scope import Scope

LETTERS = "abcdefghijkl"


class DecisionError(ValueError):
    """What was asked cannot be done as things stand, said in words."""


class SubmissionError(DecisionError):
    """A part of a submission that cannot stand; ``field`` says which."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Recommended:
    """One recommendation: approve, agree, note or refer, and its words."""

    verb: str
    text: str


@dataclass(frozen=True)
class Submission:
    """What is put before a sitting, under which number of the register, asking for what."""

    version: Version
    number: int
    sitting: Sitting
    asks: str
    title: str
    recommendations: Sequence[Recommended]
    front_sheet: str = ""
    report: str = ""
    takes_effect_on: date | None = None
    """The day on which an approval takes effect; None for the day it is decided."""


def refuse_ended(matter: Matter) -> None:
    """Raise DecisionError for a matter that was decided, deferred or withdrawn."""
    if matter.state != "submitted":
        ended = OUTCOMES[matter.outcome or "not_approved"].lower()
        raise DecisionError(f"This matter has ended: {ended}.")


def checked(scope: Scope, submission: Submission) -> ReservedMatter:
    """The line of the register that a submission names, once all of it can stand."""
    reserved = queries.registered(scope, submission.number)
    if reserved is None:
        raise SubmissionError("number", "Choose a reserved matter of the register in force.")
    sitting = queries.locked(scope, submission.sitting)
    if sitting.body_id != reserved.body_id:
        raise SubmissionError("sitting", "Choose a sitting of the body that decides this matter.")
    if sitting.state == "closed" or sitting.on_day < scope.today():
        raise SubmissionError("sitting", "That sitting is over. Choose one that is to come.")
    if submission.asks not in ASKS:
        raise SubmissionError("asks", "Choose what is asked for.")
    if submission.takes_effect_on and submission.takes_effect_on < sitting.on_day:
        day = date_words(sitting.on_day)
        raise SubmissionError("takes_effect_on", f"Enter a day on or after the sitting of {day}.")
    if not submission.title.strip():
        raise SubmissionError("title", "Enter a title.")
    _check_recommendations(submission.recommendations)
    return reserved


def _check_recommendations(recommendations: Sequence[Recommended]) -> None:
    if not recommendations:
        raise SubmissionError("text_a", "Enter at least one recommendation.")
    if len(recommendations) > len(LETTERS):
        raise SubmissionError("text_a", f"Put at most {len(LETTERS)} recommendations.")
    for letter, each in zip(LETTERS, recommendations, strict=False):
        if each.verb not in VERBS:
            raise SubmissionError(f"verb_{letter}", "Choose approve, agree, note or refer.")
        if not each.text.strip():
            raise SubmissionError(
                f"text_{letter}", f"Enter the words of recommendation ({letter})."
            )
    if not any(each.verb in DECIDING_VERBS for each in recommendations):
        raise SubmissionError("verb_a", "At least one recommendation has to approve or agree.")
