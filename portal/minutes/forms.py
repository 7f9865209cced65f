"""Forms of minutes: a passage, an action that arose, the meeting that confirms."""

from collections.abc import Sequence

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField

from portal.actions.forms import LONGEST_NOTE, ORDER, DayInWords
from portal.actions.rules import STATUSES
from portal.decisions.models import Sitting
from portal.kit.words import date_words
from portal.meetings.models import AgendaItem, Meeting
from portal.minutes.service.checks import LONGEST
from portal.web.forms import AtMost, Filled, PortalForm, choice


class PassageForm(PortalForm):
    """One passage. ``base`` is the revision it was made from; ``seen`` the digest of the draft that
    was shown beside it, where there was one."""

    base = HiddenField("Revision")
    seen = HiddenField("Draft")
    text = TextAreaField(
        "What is minuted",
        [Filled("Enter what is minuted here."), AtMost(LONGEST, "A passage")],
        description="Leave an empty line between paragraphs. Begin a line with “- ” for a list; "
        "put words between ** for bold.",
    )

    @property
    def revision(self) -> int:
        """The revision it was made from; -1 where the form does not say."""
        typed = self.base.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


class ActionForm(PortalForm):
    """An action that arose at an item."""

    item = SelectField("Under which item did it arise?")
    words = TextAreaField("What is to be done", [AtMost(2000, "The action")])
    lead = StringField(
        "Lead",
        [AtMost(200, "The lead")],
        description="A post, a person or another organisation.",
    )
    by = StringField(
        "By when",
        [AtMost(200, "By when")],
        description="As the meeting said it, such as 31 July 2019, or “next meeting”.",
    )

    def offer(self, items: Sequence[AgendaItem]) -> None:
        """The items that were taken or could be."""
        self.item.choices = [
            choice(str(item.number), f"{item.number}. {item.title}")
            for item in items
            if item.state == "listed"
        ]


class ConfirmForm(PortalForm):
    """Which meeting confirmed the minutes, under which item."""

    meeting = RadioField("Which meeting confirmed them?", validate_choice=False)

    def offer(self, found: Sequence[tuple[Meeting, Sitting, AgendaItem]]) -> None:
        """The meetings that can."""
        self.meeting.choices = [
            choice(
                f"{meeting.slug}/{item.number}",
                f"{sitting.title}, {date_words(sitting.on_day)}, item {item.number}",
            )
            for meeting, sitting, item in found
        ]


class TellForm(PortalForm):
    """How an action that a meeting gave somebody stands."""

    base = HiddenField("Entries")
    status = RadioField("How does it stand?", validate_choice=False)
    note = TextAreaField("What happened", [AtMost(LONGEST_NOTE, "The note")])
    new_date = DayInWords("New date", description="For example, 31 March 2021")
    agreed_by = StringField(
        "Agreed by", [AtMost(200, "Who agreed it")], description="Only with a new date."
    )

    def offer(self) -> None:
        """The statuses, as of the plans' actions."""
        self.status.choices = [choice(value, STATUSES[value]) for value in ORDER]

    @property
    def entries(self) -> int:
        """How many entries the writer had seen; -1 where the form does not say."""
        typed = self.base.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1
