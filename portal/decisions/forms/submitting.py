"""The form with which a text is put before the body, or the bodies, that decide it."""

from collections.abc import Sequence

from wtforms import (
    Field,
    FileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from portal.decisions.forms import OneOf
from portal.decisions.models import Sitting
from portal.decisions.queries import Registered
from portal.decisions.rules.owners import EACH_OWNER
from portal.decisions.service.checks import EFFECT_NEEDS
from portal.decisions.service.submitting import LETTERS, Recommended
from portal.decisions.standing import ASKS, EFFECTS, VERBS
from portal.documents.files import MOST_BYTES, OFFERED, size_words
from portal.kit.words import date_words, sentence_case
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.web.days import DayField
from portal.web.forms import AtMost, Filled, PortalForm, choice
from tenants.models import Body

FEWEST_ROWS = 3
NO_VERSION = "Choose a frozen version of one of this company's plans."


class SubmitForm(PortalForm):
    """A frozen version put before a sitting, with recommendations (a), (b), (c) …

    Each letter has a field ``verb_<letter>`` and a field ``text_<letter>``.
    """

    version = SelectField(
        "Version to decide",
        [OneOf(NO_VERSION, needed=False)],
        validate_choice=False,
    )
    document = FileField(
        "Or another document",
        description="A budget, an agreement, a proposal whom to appoint. "
        f"{sentence_case(OFFERED)}, {size_words(MOST_BYTES)} at most.",
    )
    number = SelectField(
        "Reserved matter",
        [OneOf("Choose a reserved matter of the register in force.")],
        validate_choice=False,
    )
    sitting = SelectField(
        "Sitting",
        [OneOf("Choose a sitting of the body that decides.", needed=False)],
        description="Where one committee decides for all owners.",
        validate_choice=False,
    )
    sittings = SelectMultipleField(
        "Sittings of the owners’ own bodies",
        description="Where each owner decides by its own body. A body that is not chosen here is "
        "asked all the same: its clerk fixes the sitting.",
        validate_choice=False,
    )
    asks = RadioField(
        "What is asked",
        [OneOf("Choose what is asked.")],
        choices=[choice(value, words) for value, words in ASKS.items()],
        validate_choice=False,
    )
    effect = SelectField(
        "What does an approval do?",
        [OneOf("Choose what an approval does.")],
        choices=[choice(value, words) for value, words in EFFECTS.items()],
        default="version",
        validate_choice=False,
    )
    effect_year = StringField("Year of the budget", [AtMost(60, "The year")])
    effect_person = StringField("Who is appointed or removed", [AtMost(200, "The name")])
    effect_post = StringField("To or from what", [AtMost(200, "The post")])
    effect_council = StringField("Council that may be admitted", [AtMost(200, "The name")])
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
        return self.first_rows(number)

    def first_rows(self, number: int) -> list[tuple[str, Field, Field]]:
        """The first so many recommendations, whether filled in or not."""
        return [(each, self[f"verb_{each}"], self[f"text_{each}"]) for each in LETTERS[:number]]

    def effect_details(self) -> dict[str, str]:
        """What the effect that was chosen needs to be known, as far as it was filled in."""
        names = EFFECT_NEEDS.get(self.effect.data, {})
        typed = {name: str(self[f"effect_{name}"].data or "").strip() for name in names}
        return {name: words for name, words in typed.items() if words}

    def recommendations(self) -> list[Recommended]:
        """What was filled in, in order."""
        filled = [letter for letter in LETTERS if self._text(letter)]
        return [Recommended(str(self[f"verb_{each}"].data), self._text(each)) for each in filled]

    def validate(self, extra_validators: object = None) -> bool:
        """The fields by themselves, then that the letters follow each other without a gap."""
        fine = super().validate(extra_validators)
        if not self.version.data and not self.document.data:
            self.version.errors, fine = [NO_VERSION], False
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


def sitting_words(sitting: Sitting, body: Body) -> str:
    """A sitting as a choice: "Cabinet, 25 March 2021, 7pm"."""
    return f"{body.name}, {date_words(sitting.on_day)}, {sitting.starts_at}"


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
    coming = [choice(s.slug, sitting_words(s, b)) for s, b in sittings]
    form.sitting.choices = [choice("", "Choose a sitting"), *coming]
    bodies = {each.body.id for each in register if each.matter.route != EACH_OWNER}
    form.sittings.choices = [
        each for each, (s, _) in zip(coming, sittings, strict=True) if s.body_id not in bodies
    ]
    return form
