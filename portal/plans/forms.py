"""Forms of the plans room."""

from collections.abc import Sequence
from functools import cache

from wtforms import (
    Field,
    Form,
    HiddenField,
    RadioField,
    StringField,
    TextAreaField,
    ValidationError,
)

from portal.plans.editing import year_field
from portal.web.forms import AtMost, Filled, PortalForm

PARTS: dict[str, tuple[str, ...]] = {
    "words": ("title", "wording", "theme"),
    "row": ("title", "wording"),
    "outcome": ("outcome",),
    "why": ("evidence",),
    "years": (),
    "measure": ("success_measure",),
    "lead": ("lead",),
}
"""The fields that are edited together, in place. ``years`` has the milestones."""


class OneLine:
    """The text has no line breaks."""

    def __init__(self, what: str) -> None:
        self.what = what

    def __call__(self, _: Form, field: Field) -> None:
        if "\n" in (field.data or ""):
            raise ValidationError(f"Write {self.what} on one line.")


class EditForm(PortalForm):
    """The text of a priority or passage; ``base`` is the revision that the edit began from."""

    base = HiddenField("Revision")
    title = StringField(
        "Title", [Filled("Enter a title."), AtMost(200, "The title"), OneLine("the title")]
    )
    wording = TextAreaField("Wording", [Filled("Enter the wording."), AtMost(4000, "The wording")])
    theme = StringField(
        "Theme",
        [AtMost(200, "The theme"), OneLine("the theme")],
        description="Priorities of several councils with the same theme are compared in one row.",
    )
    outcome = TextAreaField("Outcome", [AtMost(8000, "The outcome")])
    evidence = TextAreaField("Why: the evidence", [AtMost(8000, "The evidence")])
    success_measure = TextAreaField("How we will know", [AtMost(8000, "The measure")])
    lead = StringField("Lead", [AtMost(500, "The lead"), OneLine("the lead")])

    @property
    def revision_number(self) -> int:
        """The revision the edit was made from; 0 where the form does not say."""
        typed = self.base.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


@cache
def edit_form(years: tuple[int, ...]) -> type[EditForm]:
    """The form with a box of milestones for each plan year."""
    boxes = {year_field(year): _milestones(year) for year in years}
    return type("EditFormOfYears", (EditForm,), boxes)


def keep_only(form: EditForm, names: Sequence[str], ref: str) -> None:
    """Leave only these fields, with ids of their own, so that several forms fit on one page."""
    for name in [field.name for field in form]:
        if name not in (*names, "base", "csrf_token"):
            del form[name]
    for field in form:
        field.id = f"{field.name}-{ref}"


class ReleaseForm(PortalForm):
    """Whose draft is released."""

    area = RadioField("Whose draft do you release?", validate_choice=False)


class FreezeForm(PortalForm):
    """Nothing but the confirmation itself."""


def _milestones(year: int) -> TextAreaField:
    return TextAreaField(
        f"April {year} to March {year + 1}",
        [AtMost(8000, f"What happens from April {year}")],
        description="One milestone to a line.",
    )
