"""Forms of this room."""

from collections.abc import Sequence

from wtforms import BooleanField, Form, RadioField, SelectField, TextAreaField, ValidationError

from portal.decisions.standing import CHOICES
from portal.web.forms import AtMost, Filled, PortalForm, choice


class OneOf:
    """The answer is one of the field's choices; the message says what to choose from."""

    def __init__(self, message: str, *, needed: bool = True) -> None:
        self.message, self.needed = message, needed

    def __call__(self, _: Form, field: SelectField) -> None:
        if not self.needed and not field.data:
            return
        offered = {str(value) for value, *_ in field.iter_choices() if value != ""}
        if str(field.data) not in offered:
            raise ValidationError(self.message)


class VoteForm(PortalForm):
    """For, against or abstain; by name in the minutes or not."""

    vote = RadioField(
        "Your vote",
        [OneOf("Choose for, against or abstain.")],
        choices=[choice(value, words) for value, words in CHOICES.items()],
        validate_choice=False,
    )
    recorded = BooleanField("Record my vote by name in the minutes")


class CitationForm(PortalForm):
    """Which reserved matter the papers mean."""

    number = RadioField(
        "Which reserved matter is this?",
        [OneOf("Choose one of the matters that the papers cite or the register holds.")],
        validate_choice=False,
    )


class ReasonForm(PortalForm):
    """Why a matter is deferred, or withdrawn."""

    because = TextAreaField(
        "Reason", [Filled("Enter a reason: it is minuted."), AtMost(1000, "The reason")]
    )


def offer_matters(form: CitationForm, numbers: dict[int, str]) -> CitationForm:
    """Let the clerk choose among the matters cited and the one submitted under."""
    form.number.choices = [choice(n, f"Matter {n}: {title}") for n, title in numbers.items()]
    return form


def seat_numbers(typed: Sequence[str]) -> set[int] | None:
    """The seats ticked as present; None for anything that is not a seat's number."""
    if not all(each.isascii() and each.isdecimal() and len(each) < 19 for each in typed):
        return None
    return {int(each) for each in typed}
