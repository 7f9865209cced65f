"""Forms of a plan's cover and of its sections."""

from typing import Any

from wtforms import (
    BooleanField,
    Field,
    Form,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)

from portal.plans.forms import OneLine
from portal.plans.kinds import PLAN_KINDS, kinds, lines_of
from portal.plans.rules.covers import COVERS, FIRST_YEARS, LINEAGES
from portal.plans.service import starts
from portal.web.forms import AtMost, Filled, PortalForm, choice

LONGEST_NAME = 200
MOST_YEARS = 20
MOST_GROUPS = 20


class Whole:
    """The text is a whole number between two others."""

    def __init__(self, least: int, most: int, message: str) -> None:
        self.least, self.most, self.message = least, most, message

    def __call__(self, _: Form, field: Field) -> None:
        typed = (field.data or "").strip()
        fits = typed.isascii() and typed.isdigit() and len(typed) < 6
        if not fits or not self.least <= int(typed) <= self.most:
            raise ValidationError(self.message)


class ShortLines:
    """A few lines, none of them longer than a heading may be."""

    def __call__(self, _: Form, field: Field) -> None:
        lines = lines_of(field.data or "")
        if len(lines) > MOST_GROUPS:
            raise ValidationError(f"Write at most {MOST_GROUPS} lines. You wrote {len(lines):,}.")
        longest = max(map(len, lines), default=0)
        if longest > LONGEST_NAME:
            raise ValidationError(
                f"A line has at most {LONGEST_NAME} characters. One of yours has {longest:,}."
            )


def _choices(pairs: Any) -> list[Any]:
    return [choice(value, words) for value, words in pairs]


def _name(label: str, message: str, hint: str = "") -> StringField:
    checks = [AtMost(LONGEST_NAME, label), OneLine(f"the {label[:1].lower()}{label[1:]}")]
    return StringField(label, [Filled(message), *checks] if message else checks, description=hint)


class CoverForm(PortalForm):
    """A plan's cover; ``base`` is the cover that the edit began from."""

    base = HiddenField("Cover")
    title = _name("Title", "Enter the plan’s title.")
    slug = StringField("Address", description="The last part of the plan’s address.")
    kind = SelectField("Type", choices=_choices(PLAN_KINDS))
    first_year = StringField(
        "First plan year",
        [Whole(FIRST_YEARS[0], FIRST_YEARS[-1], "Enter a year in four digits, such as 2019.")],
        description="The year in whose April the plan begins.",
    )
    years = StringField(
        "Number of plan years",
        [Whole(1, MOST_YEARS, f"Enter a whole number of years from 1 to {MOST_YEARS}.")],
        description="April to March each.",
    )
    covers = RadioField("What it covers", choices=_choices(COVERS), default="company")
    council = SelectField("Council", description="Only for the plan of one council.")
    service = _name("Service", "", "Only for the plan of one service.")
    parent = SelectField("Stands under", description="The plan above it.")
    follows = SelectField("Follows", description="The plan it comes after.")
    lineage = SelectField(
        "In its line of plans",
        choices=_choices(LINEAGES),
        description="First, interim or successor, where that is said.",
    )
    owner_body = SelectField("Owner", description="The body that answers for it.")


class NewPlanForm(CoverForm):
    """A cover, and what the plan begins with."""

    start = RadioField("Begin with", choices=_choices(starts.STARTS), default="priorities")
    groups = TextAreaField(
        "Domains or focus areas",
        [ShortLines()],
        description="One to a line, for an improvement plan or a strategy. Leave it empty if you "
        "do not know them yet.",
    )


class SectionForm(PortalForm):
    """A section's heading; ``base`` is the heading that the edit began from."""

    base = HiddenField("Heading")
    letter = StringField("Letter", description="One to four letters or digits.")
    title = _name("Title", "Enter the section’s title.")
    under = _name(
        "Under",
        "",
        "A focus area or domain that several sections stand under. Leave it empty for none.",
    )


class NewSectionForm(SectionForm):
    """A heading, whose texts stand under it, and of what kind."""

    kind = SelectField("What it lists")
    council = SelectField("Whose texts")

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.kind.choices = [
            choice(kind.name, kind.many[:1].upper() + kind.many[1:]) for kind in kinds()
        ]


class SectionOrderForm(PortalForm):
    """The order of sections, as their numbers, from the order that was seen."""

    seen = HiddenField("The order before")
    order = HiddenField("The order")
    letters = BooleanField("Letter the sections anew, from A")
