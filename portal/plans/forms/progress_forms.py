"""The form in which a milestone's progress is recorded."""

from wtforms import HiddenField, TextAreaField

from portal.web.days import DayField
from portal.web.forms import AtMost, PortalForm

LONGEST_NOTE = 4000
DONE, OPEN = "done", "open"
"""What the two buttons of the form record."""


class ProgressForm(PortalForm):
    """The day, and a note; ``base`` is how many records of the milestone the writer has seen."""

    base = HiddenField("Records")
    done_on = DayField("When was it done?")
    note = TextAreaField(
        "Note",
        [AtMost(LONGEST_NOTE, "The note")],
        description="What shows that it made a difference, or why it is not done yet.",
    )

    @property
    def seen(self) -> int:
        """How many records the writer had seen; -1 where the form does not say."""
        typed = self.base.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1
