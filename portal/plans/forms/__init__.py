"""Forms of the plans room."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from wtforms import (
    Field,
    FileField,
    Form,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)

from portal.documents.files import LONGEST_NAME, MOST_BYTES, OFFERED, size_words
from portal.kit.words import LONGEST_SLUG, sentence_case
from portal.plans import kinds
from portal.plans.rules.editing import year_field, year_words
from portal.plans.rules.orders import LONGEST_REF
from portal.plans.service import Minor
from portal.web.days import DayField
from portal.web.forms import AtMost, Filled, PortalForm, choice

PARTS: dict[str, tuple[str, ...]] = {
    "words": ("title", "wording", "theme"),
    "row": ("title", "wording"),
    "outcome": ("outcome",),
    "why": ("evidence", "evidence_refs"),
    "years": (),
    "measure": ("success_measure", "measures"),
    "lead": ("lead", "people", "organisations"),
    "thread": ("serves", "supporting"),
}
"""The fields of a priority that are edited together, in place. ``years`` has the milestones."""


ADDED_WITH = {"priorities": ("outcome", "lead", "theme")}
"""What a new item is asked besides what it must have, where no table says it."""


class OneLine:
    """The text has no line breaks."""

    def __init__(self, what: str) -> None:
        self.what = what

    def __call__(self, _: Form, field: Field) -> None:
        if "\n" in (field.data or ""):
            raise ValidationError(f"Write {self.what} on one line.")


class MarkdownField(TextAreaField):
    """A text in Markdown: it can be looked at before it is saved."""


class MilestonesField(TextAreaField):
    """The milestones of a plan year, one to a line."""


class RefsField(TextAreaField):
    """References, one to a line. Those ticked in the list below it come after those written."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """The written lines as they are, then each ticked reference that is not among them."""
        written = valuelist[0] if valuelist else ""
        ticked = [ref for ref in valuelist[1:] if ref not in kinds.refs_of(written)]
        self.data = "\n".join([written.rstrip(), *ticked]).lstrip() if ticked else written


class EditForm(PortalForm):
    """The texts of an item of some kind; ``base`` is the revision that the edit began from, and
    ``desk`` names this open editor, in which words are kept that are not saved."""

    base = HiddenField("Revision")
    desk = HiddenField("Editor")

    @property
    def revision_number(self) -> int:
        """The revision the edit was made from; 0 where the form does not say."""
        typed = self.base.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0

    @property
    def desk_name(self) -> str:
        """The name of the open editor; empty where the form gives none that could be ours."""
        typed = self.desk.data or ""
        return typed if re.fullmatch("[0-9a-f]{16}", typed) else ""


@cache
def add_form(kind: kinds.Kind) -> type[EditForm]:
    """The form in which an item is begun: what must be there and what its table shows.

    All else is written once it is there.
    """
    shown = kind.columns or ADDED_WITH.get(kind.layout, ())
    fields = {
        field.name: _box(field) for field in kind.fields if field.required or field.name in shown
    }
    ref = StringField("Reference", [AtMost(LONGEST_REF, "The reference"), OneLine("the reference")])
    return type(f"Add{kind.name.title()}", (EditForm,), {**fields, "ref": ref})


@cache
def edit_form(kind: kinds.Kind, years: tuple[int, ...]) -> type[EditForm]:
    """The form of a kind: its fields in the order of reading, with a box for each plan year."""
    return type(f"Edit{kind.name.title()}", (EditForm,), dict(_boxes(kind, years)))


def _boxes(kind: kinds.Kind, years: tuple[int, ...]) -> Iterator[tuple[str, Field]]:
    for field in kind.fields:
        if field.reads != "files":
            yield field.name, _box(field)
        if kind.has_years and field.name == kind.years_after:
            yield from ((year_field(year), _milestones(year)) for year in years)


def _box(field: kinds.Field) -> Field:
    checks: list[Filled | AtMost | OneLine] = [Filled(field.required)] if field.required else []
    if field.reads == "choice":
        offered = [choice(value, words) for value, words in field.choices]
        return SelectField(field.label, checks, choices=offered, description=field.hint)
    checks.append(AtMost(field.most, sentence_case(field.in_words)))
    if field.reads in ("line", "names"):
        checks.append(OneLine(field.in_words))
        return StringField(field.label, checks, description=field.hint)
    return BOXES.get(field.reads, TextAreaField)(field.label, checks, description=field.hint)


BOXES: Mapping[str, type[TextAreaField]] = {"text": MarkdownField, "refs": RefsField}
"""The boxes of several lines that are more than that, by how the field reads."""


def keep_only(form: EditForm, names: Sequence[str], ref: str) -> None:
    """Leave only these fields, with ids of their own, so that several forms fit on one page."""
    for name in [field.name for field in form if not is_frame(field)]:
        if name not in names:
            del form[name]
    for field in form:
        field.id = f"{field.name}-{ref}"


def is_frame(field: Field) -> bool:
    """Whether a field is not one of the item's texts: the revision, the editor, the token."""
    return field.name in ("base", "desk", "csrf_token")


class AttachForm(PortalForm):
    """A file, and the name that readers see."""

    file = FileField(
        "File", description=f"{sentence_case(OFFERED)}, {size_words(MOST_BYTES)} at most."
    )
    called = StringField(
        "What it is",
        [AtMost(LONGEST_NAME, "The name"), OneLine("the name")],
        description="Such as Needs assessment 2018. Left empty, readers see the file’s own name.",
    )


class ImportForm(PortalForm):
    """A file that holds a plan, and the address of the draft it becomes."""

    file = FileField("File", description="JSON or Markdown, as it was downloaded.")
    slug = StringField(
        "Address",
        [AtMost(LONGEST_SLUG, "The address"), OneLine("the address")],
        description="Such as business-plan-2024-2029. Left empty, the file’s own is used.",
    )


class ReleaseForm(PortalForm):
    """Whose draft is released."""

    area = RadioField("Whose draft do you release?", validate_choice=False)


class AsAtForm(PortalForm):
    """A day, asked for in the address."""

    on = DayField("On which day?")

    @property
    def asked(self) -> bool:
        """Whether anything was typed."""
        return any(self.on.parts.values())


class ReopenForm(PortalForm):
    """How a save that reopens a version is meant."""

    reopens = RadioField(
        "How is this change meant?",
        choices=[
            choice("amendment", "An amendment, which needs approval"),
            choice("minor", "A minor amendment, within delegated authority"),
        ],
    )
    minor_under = StringField(
        "If it is minor: under which delegation?",
        [AtMost(300, "The delegation")],
        description="Such as scheme of delegation, paragraph 4.2. It is shown with the change.",
    )
    minor_because = TextAreaField(
        "If it is minor: why?", [AtMost(500, "The reason")], description="It is shown too."
    )

    def validate(self, extra_validators: object = None) -> bool:
        """A minor amendment says under which delegation it is made, and why."""
        fine = super().validate(extra_validators)
        if self.reopens.data != "minor":
            return fine
        for field, message in (
            (self.minor_under, "Enter the delegation under which it is made."),
            (self.minor_because, "Enter why it is a minor amendment."),
        ):
            if not (field.data or "").strip():
                field.errors, fine = [message], False
        return fine

    @property
    def minor(self) -> Minor | None:
        """Why the change is minor; None for an amendment that needs approval."""
        if self.reopens.data != "minor":
            return None
        return Minor((self.minor_because.data or "").strip(), (self.minor_under.data or "").strip())

    def stand_beside(self, ref: str) -> None:
        """Give the boxes ids of their own, so that several fit on one page."""
        for field in self:
            field.id = f"{field.name}-{ref}"


class RefreshForm(PortalForm):
    """How a plan is rolled forward, and what its draft is called."""

    how = RadioField("What does it become?")
    title = StringField("Title", [Filled("Enter a title."), AtMost(200, "The title")])


class WithdrawForm(PortalForm):
    """Why a version is withdrawn."""

    because = TextAreaField(
        "Why is it withdrawn?",
        [Filled("Enter why it is withdrawn."), AtMost(1000, "The reason")],
    )


class FreezeForm(PortalForm):
    """Nothing but the confirmation itself."""


def _milestones(year: int) -> MilestonesField:
    return MilestonesField(
        year_words(year),
        [AtMost(8000, f"What happens from April {year}")],
    )


class ArrangeForm(PortalForm):
    """The order of a section's items, as their references, from the order that was seen."""

    seen = HiddenField("The order before")
    order = HiddenField("The order")
