"""Forms of this room."""

from collections.abc import Sequence

from wtforms import SelectField, StringField, TextAreaField

from portal.consents.service.disputing import LONGEST_POSITION
from portal.decisions.forms import OneOf
from portal.decisions.forms.submitting import sitting_words
from portal.decisions.models import Sitting
from portal.web.days import DayField
from portal.web.forms import AtMost, Filled, PortalForm, choice
from tenants.models import Body


class SittingForm(PortalForm):
    """A sitting of the body that is there already, or one to be planned."""

    sitting = SelectField(
        "Sitting",
        [OneOf("Choose a sitting of this body.", needed=False)],
        validate_choice=False,
    )
    on_day = DayField("Day")
    starts_at = StringField("Time", [AtMost(20, "The time")])
    venue = StringField("Place", [AtMost(200, "The place")])

    def validate(self, extra_validators: object = None) -> bool:
        """The fields by themselves, then that one sitting is named, whole."""
        fine = super().validate(extra_validators)
        if self.sitting.data:
            return fine
        for field, words in (
            (self.on_day, "Choose a sitting, or enter the day of a new one."),
            (self.starts_at, "Enter when it begins. For example, 7pm"),
            (self.venue, "Enter where it is held."),
        ):
            if not field.data and not field.errors:
                field.errors, fine = [words], False
        return fine


class PositionForm(PortalForm):
    """Where a council stands, in its own words."""

    words = TextAreaField(
        "Where the council stands",
        [Filled("Enter where the council stands."), AtMost(LONGEST_POSITION, "The position")],
        description="In the council’s own words. Every owner reads it beside the others’.",
    )


class ReferForm(PortalForm):
    """Before which sitting a dispute is put."""

    sitting = SelectField(
        "Sitting", [OneOf("Choose a sitting that is to come.")], validate_choice=False
    )


def offer_sittings(
    form: SittingForm | ReferForm, found: Sequence[tuple[Sitting, Body]], first: str
) -> None:
    """Put into the form the sittings among which this person chooses."""
    coming = [choice(sitting.slug, sitting_words(sitting, body)) for sitting, body in found]
    form.sitting.choices = [choice("", first), *coming]
