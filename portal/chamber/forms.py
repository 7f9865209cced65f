"""Forms of a meeting in its course: who comes and leaves, who moves, why it is adjourned."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField, ValidationError

from portal.chamber.rules import LONGEST
from portal.decisions.models import Recommendation
from portal.decisions.standing import SeatView
from portal.kit.times import read_time
from portal.web.forms import AtMost, PortalForm, choice

NOBODY = ""
WAYS = {"came": "Arrived", "left": "Left"}
KINDS = {"motion": "The recommendation itself", "amendment": "An amendment"}


class TimeInWords(StringField):
    """A time of day as people write it: 11.42am. ``told`` is what was read of it."""

    told: time | None = None

    def pre_validate(self, form: Any) -> None:
        """Read the words. Raises ValidationError, in words, where they name no time."""
        if not self.data:
            return
        self.told = read_time(self.data)
        if self.told is None:
            raise ValidationError("Enter a time, such as 11.42am.")


def seat_choices(seats: Sequence[SeatView], nobody: str = "Choose a member") -> list[Any]:
    """The seats to choose from, each with its council; nobody first."""
    named = [choice(each.appointment_id, f"{each.words}, {each.area.name}") for each in seats]
    return [choice(NOBODY, nobody), *named]


def number_of(field: Any) -> int:
    """The seat chosen; 0 for none."""
    typed = str(field.data or "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else 0


class MovementForm(PortalForm):
    """Somebody came, or left."""

    seat = SelectField("Member", validate_choice=False)
    way = RadioField(
        "What happened?",
        choices=[choice(value, words) for value, words in WAYS.items()],
        validate_choice=False,
    )
    at = TimeInWords("At", description="Leave it empty for now. For example, 11.42am")


class PresideForm(PortalForm):
    """Who presides."""

    seat = SelectField("Who presides?", validate_choice=False)


class AdjournForm(PortalForm):
    """Why the meeting is adjourned."""

    because = StringField("Why is it adjourned?", [AtMost(1000, "The reason")])


class MotionForm(PortalForm):
    """Who moved a recommendation or an amendment, and who seconded it."""

    kind = RadioField(
        "What was moved?",
        choices=[choice(value, words) for value, words in KINDS.items()],
        default="motion",
        validate_choice=False,
    )
    letter = SelectField("About which recommendation?", validate_choice=False)
    mover = SelectField("Moved by", validate_choice=False)
    seconder = SelectField("Seconded by", validate_choice=False)
    words = TextAreaField("Words of an amendment", [AtMost(LONGEST, "The amendment")])
    ref = SelectField("Which amendment of the plan is it?", validate_choice=False)

    def offer(
        self,
        seats: Sequence[SeatView],
        letters: Sequence[Recommendation],
        refs: Sequence[str],
    ) -> None:
        """Who is there, what is recommended, and what is recorded as amended in the plan."""
        self.mover.choices = seat_choices(seats)
        self.seconder.choices = seat_choices(seats, "Nobody")
        self.letter.choices = [
            choice("", "The item as a whole"),
            *(choice(each.letter, f"({each.letter})") for each in letters),
        ]
        self.ref.choices = [choice("", "None"), *(choice(ref, ref) for ref in refs)]
