"""Forms of this room."""

from collections.abc import Sequence

from wtforms import (
    BooleanField,
    Field,
    Form,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)

from portal.decisions.models import Sitting
from portal.decisions.queries import Registered
from portal.decisions.service.submitting import LETTERS, Recommended
from portal.decisions.standing import ASKS, CHOICES, VERBS
from portal.kit.words import date_words
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.web.days import DayField
from portal.web.forms import AtMost, Filled, PortalForm, choice
from tenants.models import Body

FEWEST_ROWS = 3


class OneOf:
    """The answer is one of the field's choices; the message says what to choose from."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, _: Form, field: SelectField) -> None:
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


class SubmitForm(PortalForm):
    """A frozen version put before a sitting, with recommendations (a), (b), (c) …

    Each letter has a field ``verb_<letter>`` and a field ``text_<letter>``.
    """

    version = SelectField(
        "Version to decide",
        [OneOf("Choose a frozen version of one of this company's plans.")],
        validate_choice=False,
    )
    number = SelectField(
        "Reserved matter",
        [OneOf("Choose a reserved matter of the register in force.")],
        validate_choice=False,
    )
    sitting = SelectField(
        "Sitting", [OneOf("Choose a sitting of the body that decides.")], validate_choice=False
    )
    asks = RadioField(
        "What is asked",
        [OneOf("Choose what is asked.")],
        choices=[choice(value, words) for value, words in ASKS.items()],
        validate_choice=False,
    )
    takes_effect_on = DayField(
        "When does an approval take effect?",
        description="Leave it empty for the day of the decision. For example, 1 10 2019",
    )
    title = StringField("Title", [Filled("Enter a title."), AtMost(200, "The title")])
    front_sheet = TextAreaField(
        "Agenda front sheet",
        [AtMost(20_000, "The agenda front sheet")],
        description="What the front sheet says of this item. Reserved matters cited in it are "
        "checked against the register.",
    )
    report = TextAreaField(
        "Report",
        [AtMost(20_000, "The report")],
        description="What the report says. Reserved matters cited in it are checked too.",
    )

    @property
    def rows(self) -> list[tuple[str, Field, Field]]:
        """The recommendations on the page: those filled in, three at least, more when asked."""
        filled = [place for place, letter in enumerate(LETTERS, 1) if self._text(letter)]
        number = max([FEWEST_ROWS, *filled])
        return [(each, self[f"verb_{each}"], self[f"text_{each}"]) for each in LETTERS[:number]]

    def recommendations(self) -> list[Recommended]:
        """What was filled in, in order."""
        filled = [letter for letter in LETTERS if self._text(letter)]
        return [Recommended(str(self[f"verb_{each}"].data), self._text(each)) for each in filled]

    def validate(self, extra_validators: object = None) -> bool:
        """The fields by themselves, then that the letters follow each other without a gap."""
        fine = super().validate(extra_validators)
        gap = next((letter for letter in LETTERS if not self._text(letter)), None)
        if gap == "a" or (gap and any(self._text(each) for each in LETTERS if each > gap)):
            self[f"text_{gap}"].errors = [f"Enter the words of recommendation ({gap})."]
            return False
        return fine

    def _text(self, letter: str) -> str:
        return str(self[f"text_{letter}"].data or "").strip()


def _add_recommendation_fields() -> None:
    for letter in LETTERS:
        verbs = [choice(value, words) for value, words in VERBS.items()]
        verb = SelectField(
            f"Recommendation ({letter}) asks the body to",
            [OneOf("Choose approve, agree, note or refer.")],
            choices=verbs,
            default="approve",
            validate_choice=False,
        )
        words = f"Recommendation ({letter})"
        text = TextAreaField(f"{words}, in full", [AtMost(2000, words)])
        setattr(SubmitForm, f"verb_{letter}", verb)
        setattr(SubmitForm, f"text_{letter}", text)


_add_recommendation_fields()


def version_value(version: Version, plan: Plan) -> str:
    """A version as a choice of the form: ``business-plan-2019-2024:1``."""
    return f"{plan.slug}:{version.number}"


def offer(
    form: SubmitForm,
    versions: Sequence[tuple[Version, Plan]],
    register: Sequence[Registered],
    sittings: Sequence[tuple[Sitting, Body]],
) -> SubmitForm:
    """Put into the form what this person can choose from."""
    form.version.choices = [
        choice("", "Choose a version"),
        *(
            choice(version_value(v, plan), f"{plan.title}, version {v.number}")
            for v, plan in versions
        ),
    ]
    form.number.choices = [
        choice("", "Choose a reserved matter"),
        *(choice(r.matter.number, f"{r.matter.number}: {r.matter.title}") for r in register),
    ]
    form.sitting.choices = [
        choice("", "Choose a sitting"),
        *(choice(s.slug, f"{b.name}, {date_words(s.on_day)}, {s.starts_at}") for s, b in sittings),
    ]
    return form


def offer_matters(form: CitationForm, numbers: dict[int, str]) -> CitationForm:
    """Let the clerk choose among the matters cited and the one submitted under."""
    form.number.choices = [choice(n, f"Matter {n}: {title}") for n, title in numbers.items()]
    return form


def seat_numbers(typed: Sequence[str]) -> set[int] | None:
    """The seats ticked as present; None for anything that is not a seat's number."""
    if not all(each.isascii() and each.isdecimal() and len(each) < 19 for each in typed):
        return None
    return {int(each) for each in typed}
