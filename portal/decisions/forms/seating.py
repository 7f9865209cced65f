"""Forms of the clerk: substitutes, hands counted, corrections, resolutions in writing."""

from collections.abc import Mapping, Sequence

from wtforms import IntegerField, RadioField, StringField, TextAreaField

from portal.decisions.queries.seating import Candidate
from portal.decisions.rules.hands import Hands
from portal.web.days import DayField
from portal.web.forms import AtMost, Filled, PortalForm, choice

INVITED = "invited"
COUNTS = ("for", "against", "abstain")


class SubstituteForm(PortalForm):
    """A member of the council, or somebody of it by e-mail address."""

    person = RadioField("Who sits in this seat?", validate_choice=False)
    email = StringField(
        "Her e-mail address",
        [AtMost(254, "The address")],
        description="Of a member of this council who is not in the list.",
    )
    name = StringField("Her name", [AtMost(200, "The name")])


def substitute_form(able: Sequence[Candidate], *, fresh: bool = False) -> SubstituteForm:
    """The form, with those who can sit; ``fresh`` leaves out what was posted."""
    form = SubstituteForm(formdata=None) if fresh else SubstituteForm()
    named = [choice(each.person_id, f"{each.name}, {each.title}") for each in able]
    form.person.choices = [*named, choice(INVITED, "Another member of this council")]
    return form


class CorrectionForm(PortalForm):
    """What was recorded wrongly of a vote, and what is right."""

    recorded = TextAreaField(
        "What was recorded", [Filled("Enter what was recorded."), AtMost(2000, "This")]
    )
    correct = TextAreaField("What is right", [Filled("Enter what is right."), AtMost(2000, "This")])
    because = TextAreaField(
        "Why, and who decided that",
        [Filled("Enter why it is corrected, and who decided that."), AtMost(2000, "The reason")],
    )


class WrittenForm(PortalForm):
    """The days on which a body resolves in writing."""

    title = StringField("What is it about?", [Filled("Enter what it is about."), AtMost(200, "It")])
    on_day = DayField("When is it circulated?", [Filled("Enter the day it is circulated.")])
    closes_on = DayField(
        "What is the last day to vote?",
        description="Leave it empty for 28 days, the first counted (Companies Act 2006, s.297).",
    )


class SeatsForm(PortalForm):
    """How many seats a council fills."""

    seats = IntegerField("Seats", [Filled("Enter a whole number.")])


def read_hands(typed: Mapping[str, str], area_ids: Sequence[int]) -> dict[int, Hands] | int:
    """The hands typed for each council, ``for-1``, ``against-1``, ``abstain-1``; an empty box is
    none, and a council with three of them was not counted. The area of the first that is no number.
    """
    found = {}
    for area_id in area_ids:
        boxes = [typed.get(f"{name}-{area_id}", "").strip() for name in COUNTS]
        if not any(boxes):
            continue
        if not all(not box or _is_count(box) for box in boxes):
            return area_id
        found[area_id] = Hands(*(int(box or 0) for box in boxes))
    return found


def _is_count(box: str) -> bool:
    return box.isascii() and box.isdecimal() and len(box) <= 4
