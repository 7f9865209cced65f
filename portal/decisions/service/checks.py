"""What can be put before a body, and what can still be decided. Refusals are in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from portal.decisions import queries
from portal.decisions.models import Matter, ReservedMatter, Sitting
from portal.decisions.rules.owners import EACH_OWNER
from portal.decisions.standing import ASKS, DECIDING_VERBS, EFFECTS, OUTCOMES, VERBS
from portal.documents.models import Attachment
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
    """What is put before a sitting, under which number of the register, asking for what.

    A frozen ``version`` or another ``document``. Where each owner decides by its own body, that
    body's sitting is one of ``sittings``, or is fixed later by its clerk.
    """

    version: Version | None
    number: int
    sitting: Sitting | None
    asks: str
    title: str
    recommendations: Sequence[Recommended]
    front_sheet: str = ""
    report: str = ""
    takes_effect_on: date | None = None
    """The day on which an approval takes effect; None for the day it is decided."""
    document: Attachment | None = None
    sittings: Sequence[Sitting] = ()
    effect: str = "version"
    effect_details: Mapping[str, str] = field(default_factory=dict)
    """What the effect needs to be known, by the names of ``EFFECT_NEEDS``."""


EFFECT_NEEDS: Mapping[str, Mapping[str, str]] = {
    "budget": {"year": "Enter the year of the budget."},
    "appointment": {"person": "Enter who is appointed.", "post": "Enter to what."},
    "removal": {"person": "Enter who is removed.", "post": "Enter from what."},
    "admission": {"council": "Enter which council may be admitted."},
}
"""What has to be said of each effect besides its name, with what is asked where it is not."""


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
    _check_text(submission)
    sittings = _sittings(scope, submission, reserved)
    if submission.asks not in ASKS:
        raise SubmissionError("asks", "Choose what is asked for.")
    _check_effect(submission)
    last = max((each.on_day for each in sittings), default=scope.today())
    if submission.takes_effect_on and submission.takes_effect_on < last:
        meant = f"the sitting of {date_words(last)}" if sittings else "today"
        raise SubmissionError("takes_effect_on", f"Enter a day on or after {meant}.")
    if not submission.title.strip():
        raise SubmissionError("title", "Enter a title.")
    _check_recommendations(submission.recommendations)
    return reserved


def _check_text(submission: Submission) -> None:
    """One text is decided on, and one only."""
    if submission.version is None and submission.document is None:
        raise SubmissionError("version", "Choose a frozen version, or send another document.")
    if submission.version is not None and submission.document is not None:
        raise SubmissionError("document", "Submit a version or another document, not both at once.")


def _check_effect(submission: Submission) -> None:
    """What an approval shall bring about agrees with what is submitted, and all of it is said."""
    effect = submission.effect
    if effect not in EFFECTS:
        raise SubmissionError("effect", "Choose what an approval does.")
    if effect == "version" and submission.version is None:
        raise SubmissionError("effect", "Only a version of a plan can come into force.")
    for name, words in EFFECT_NEEDS.get(effect, {}).items():
        if not submission.effect_details.get(name, "").strip():
            raise SubmissionError(f"effect_{name}", words)


def _sittings(scope: Scope, submission: Submission, reserved: ReservedMatter) -> list[Sitting]:
    """The sittings chosen, locked, each of a body that decides and each still to come."""
    if reserved.route == EACH_OWNER:
        return _owners_sittings(scope, submission, reserved)
    if submission.sitting is None:
        raise SubmissionError("sitting", "Choose a sitting of the body that decides.")
    sitting = queries.locked(scope, submission.sitting)
    if sitting.body_id != reserved.body_id:
        raise SubmissionError("sitting", "Choose a sitting of the body that decides this matter.")
    refuse_past(scope, sitting)
    return [sitting]


def _owners_sittings(
    scope: Scope, submission: Submission, reserved: ReservedMatter
) -> list[Sitting]:
    chosen = {*submission.sittings, submission.sitting} - {None}
    bodies = [each.body_id for each in queries.deciding_bodies(scope, reserved).values()]
    found = [queries.locked(scope, each) for each in chosen if each is not None]
    for sitting in found:
        if sitting.body_id not in bodies:
            raise SubmissionError("sittings", "Choose sittings of the owners' own bodies only.")
        refuse_past(scope, sitting, "sittings")
    if len({each.body_id for each in found}) < len(found):
        raise SubmissionError("sittings", "Choose one sitting of each body at most.")
    return sorted(found, key=lambda each: each.on_day)


def refuse_past(scope: Scope, sitting: Sitting, name: str = "sitting") -> None:
    """Raise SubmissionError for a sitting before which nothing can be put any more."""
    if sitting.state == "closed" or sitting.on_day < scope.today():
        raise SubmissionError(name, "That sitting is over. Choose one that is to come.")


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
