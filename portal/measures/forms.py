"""Forms in which a reading and a comparator are recorded."""

from datetime import date

from wtforms import Form, HiddenField, SelectField, StringField, TextAreaField
from wtforms import ValidationError as Refusal

from portal.measures import periods
from portal.measures.periods import Period
from portal.measures.service import (
    COMPARED_WITH,
    LONGEST_FIGURE,
    STATES,
    ComparatorDetails,
    ReadingDetails,
)
from portal.web.forms import AtMost, Filled, PortalForm, choice

DECLARED = {
    "": "Not declared",
    "▲": "▲ Up",
    "▼": "▼ Down",
    "▶◀": "▶◀ Same",
    "n/a": "Not applicable",
}


class Offered:
    """The answer is one of those that are offered."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, _: Form, field: SelectField) -> None:
        if (field.data or "") not in {str(value) for value, *_ in field.iter_choices()}:
            raise Refusal(self.message)


class ReadingForm(PortalForm):
    """One reading; ``base`` is how many of its period the writer has seen."""

    base = HiddenField("Readings")
    period = SelectField("Period", [Offered("Choose a period of the list.")], validate_choice=False)
    figure = StringField(
        "Figure", [Filled("Enter the figure, such as 63.1."), AtMost(LONGEST_FIGURE, "The figure")]
    )
    numerator = StringField("How many", [AtMost(LONGEST_FIGURE, "The number")])
    denominator = StringField("Out of how many", [AtMost(LONGEST_FIGURE, "The number")])
    second = StringField(
        "The other number",
        [AtMost(LONGEST_FIGURE, "The other number")],
        description="Of a measure with two, such as children where the figure counts episodes.",
    )
    state = SelectField(
        "Is it final?",
        [Offered("Choose final or provisional.")],
        choices=[choice(value, words) for value, words in STATES.items()],
        validate_choice=False,
    )
    declared = SelectField(
        "Direction of travel, as declared",
        [Offered("Choose a direction of the list.")],
        choices=[choice(value, words) for value, words in DECLARED.items()],
        validate_choice=False,
    )
    note = TextAreaField("Note", [AtMost(4000, "The note")])

    def offer(self, today: date, also: Period | None) -> None:
        """Offer the periods that are over, and the one that is asked for."""
        groups = dict(periods.offered(today))
        if also is not None and not any(also in found for found in groups.values()):
            groups = {"Asked for": [also], **groups}
        self.period.choices = [
            choice(each.value, each.words, group)
            for group, found in groups.items()
            for each in found
        ]

    @property
    def seen(self) -> int:
        """How many readings of the period the writer had seen; -1 where the form does not say."""
        typed = self.base.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else -1

    def details(self) -> ReadingDetails:
        """What was filled in."""
        chosen = periods.read_period(self.period.data)
        return ReadingDetails(
            chosen.starts,
            chosen.ends,
            figure=self.figure.data or "",
            numerator=self.numerator.data or "",
            denominator=self.denominator.data or "",
            second=self.second.data or "",
            state=self.state.data,
            declared=self.declared.data or "",
            note=self.note.data or "",
        )

    def refuse(self, field: str, message: str) -> None:
        """Put a refusal of the service beside its box."""
        self[{"starts": "period", "ends": "period"}.get(field, field)].errors = [message]


class ComparatorForm(PortalForm):
    """What a measure is compared with."""

    kind = SelectField(
        "Compared with",
        [Offered("Choose what it is compared with.")],
        choices=[choice(value, words) for value, words in COMPARED_WITH.items()],
        validate_choice=False,
    )
    name = StringField(
        "Whose figure",
        [AtMost(120, "The name")],
        description="Of another area, its name. Otherwise leave it empty.",
    )
    figure = StringField(
        "Figure", [Filled("Enter the figure, such as 63.1."), AtMost(LONGEST_FIGURE, "The figure")]
    )
    dated = StringField("At", [AtMost(60, "The day or period")], description="Such as 2018/19.")
    source = StringField("Source", [AtMost(200, "The source")])

    def details(self) -> ComparatorDetails:
        """What was filled in."""
        boxes = (self.kind, self.figure, self.name, self.dated, self.source)
        return ComparatorDetails(*(str(box.data or "") for box in boxes))
