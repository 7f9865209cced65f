"""The form in which an action is updated: how it stands, what happened, a new date."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import HiddenField, RadioField, StringField, TextAreaField, ValidationError

from portal.actions.rules import STATUSES, TURN_DONE, Status
from portal.kit.due import NoSuchDayError, read_day
from portal.web.forms import AtMost, PortalForm, choice

LONGEST_NOTE = 4000
ORDER: Sequence[Status] = ("completed", "green", "amber", "red")
CHOOSE = "Choose how the action stands."


class DayInWords(StringField):
    """A day as people write it: 31 March 2021, 31/03/21. ``day`` is what was read of it."""

    day: date | None = None

    def pre_validate(self, form: Any) -> None:
        """Read the words. Raises ValidationError, in words, where they name no one day."""
        if not self.data:
            return
        try:
            self.day = read_day(self.data)
        except NoSuchDayError as error:
            words = str(error).partition(". ")[0]
            raise ValidationError(f"{words}. Write one day, such as 31 March 2021.") from error


class UpdateForm(PortalForm):
    """``base`` is how many entries the writer has seen; ``next`` and ``back`` where she goes on."""

    base = HiddenField("Entries")
    next = HiddenField("Next")
    back = HiddenField("Back")
    status = RadioField("How does it stand?", validate_choice=False)
    note = TextAreaField("What happened", [AtMost(LONGEST_NOTE, "The note")])
    impact = TextAreaField(
        "Evidence of impact",
        [AtMost(LONGEST_NOTE, "The evidence")],
        description="What shows that it made a difference.",
    )
    new_date = DayInWords("New date", description="For example, 31 March 2021")
    agreed_by = StringField(
        "Agreed by", [AtMost(200, "Who agreed it")], description="Only with a new date."
    )

    def offer(self, *, recurs: bool) -> None:
        """The statuses, and of what recurs that this turn is done."""
        offered = [choice(value, STATUSES[value]) for value in ORDER]
        if recurs:
            offered.insert(0, choice(TURN_DONE, "Done this time"))
        self.status.choices = offered

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields, and that a status was chosen."""
        fine = super().validate(extra_validators)
        if self.status.data in {TURN_DONE, *STATUSES}:
            return fine
        self.status.errors = [CHOOSE]
        return False

    @property
    def seen(self) -> int:
        """How many entries the writer had seen; -1 where the form does not say."""
        typed = self.base.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1
