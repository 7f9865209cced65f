"""Forms of this room. The service says in words what cannot be; these keep what was typed."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)

from portal.decisions.standing import VERBS
from portal.documents.files import MOST_BYTES, OFFERED, size_words
from portal.kit.exemption import FILED_UNDER
from portal.kit.words import sentence_case
from portal.papers.annexes import KINDS
from portal.papers.models import Report
from portal.papers.recommended import Recommended
from portal.papers.rules import TITLES
from portal.papers.service.drafting import LETTERS, Beginning, TemplateRow, Words
from portal.papers.template import LONGEST_TEXT, MOST_PARTS, RECOMMENDATIONS, Part
from portal.web.days import DayField
from portal.web.forms import AtMost, Filled, PortalForm, choice
from tenants.models import Area

TEXT, VERB, SAID = "text_", "verb_", "said_"
"""How the names of fields begin: of a part's text, and of a recommendation's verb and words."""
BLANK_ROWS = 2
"""Empty rows below the recommendations, and below the parts of the template, that there are."""
MARKDOWN = "Headings, lists and tables are written as Markdown."


class BeginForm(PortalForm):
    """A report to be begun."""

    title = StringField(
        "What is the report called?",
        [Filled("Enter what the report is called."), AtMost(300, "The title")],
        description="Of an item in Part II it may say more than the agenda: only those who read "
        "the report see it.",
    )
    author = StringField(
        "By whom is it?",
        [Filled("Enter by whom the report is."), AtMost(200, "The name")],
        description="As it stands on the paper, such as Ann Example.",
    )
    author_post = StringField("In which post?", [AtMost(200, "The post")])
    area = SelectField(
        "Whose report is it?",
        validate_choice=False,
        description="Officers of that council, and of the company, can be named to write it.",
    )
    writer = StringField(
        "Who writes it here?",
        [AtMost(254, "The address")],
        description="The e-mail address with which the officer signs in. Leave it empty to write "
        "it yourself.",
    )

    def beginning(self) -> Beginning:
        """What was filled in."""
        return Beginning(
            self.title.data or "",
            self.author.data or "",
            self.author_post.data or "",
            self.writer.data or "",
            int(self.area.data) if (self.area.data or "").isdecimal() else -1,
        )


def offer_areas(form: BeginForm, company: str, areas: Sequence[Area]) -> BeginForm:
    """Let whoever begins a report say whose it is: the company's, or a council's."""
    form.area.choices = [
        choice(area.area_id, area.name if area.area_id else company) for area in areas
    ]
    return form


class WriteForm(PortalForm):
    """A report as it is written: a box for each part of its template (``write_form``)."""

    base = HiddenField("Saves")
    title = StringField(
        "Title", [Filled("Enter what the report is called."), AtMost(300, "The title")]
    )
    author = StringField(
        "By whom", [Filled("Enter by whom the report is."), AtMost(200, "The name")]
    )
    author_post = StringField("Post", [AtMost(200, "The post")])

    @property
    def seen(self) -> int:
        """From which save its writer began; -1 where the form does not say."""
        typed = self.base.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1

    def box(self, name: str) -> Field:
        """The box of a part's text."""
        return cast(Field, self[f"{TEXT}{name}"])

    def words(self) -> Words:
        """What was filled in; recommendations are lettered anew, in their order."""
        named = {each.name: each for each in self}
        texts = {
            name.removeprefix(TEXT): box.data or ""
            for name, box in named.items()
            if name.startswith(TEXT)
        }
        said = [
            (named[f"{VERB}{letter}"].data or "", named[f"{SAID}{letter}"].data or "")
            for letter in LETTERS
            if f"{SAID}{letter}" in named
        ]
        kept = [(verb, text) for verb, text in said if text.strip()]
        return Words(
            self.title.data or "",
            self.author.data or "",
            self.author_post.data or "",
            texts,
            [Recommended(a, verb, text) for a, (verb, text) in zip(LETTERS, kept, strict=False)],
            named["filed_under"].data or "" if "filed_under" in named else "",
        )


def write_form(report: Report, parts: Sequence[Part], *, own: bool) -> WriteForm:
    """The form of a report with this template; ``own`` says that it has recommendations itself."""
    fields: dict[str, Any] = {}
    data: dict[str, str] = {
        "base": str(report.head),
        "title": report.title,
        "author": report.author,
        "author_post": report.author_post,
        "filed_under": report.filed_under,
    }
    for part in parts:
        if part.name != RECOMMENDATIONS:
            fields[f"{TEXT}{part.name}"] = _box(part)
            data[f"{TEXT}{part.name}"] = report.texts.get(part.name, "")
    if own:
        fields |= _recommendation_fields()
        for each in report.recommendations:
            data[f"{VERB}{each['letter']}"] = each["verb"]
            data[f"{SAID}{each['letter']}"] = each["text"]
    if report.part == 2:
        fields["filed_under"] = _filing()
    made = type("ReportForm", (WriteForm,), fields)
    return cast(WriteForm, made(data=data))


def _box(part: Part) -> TextAreaField:
    needed = "" if part.needed else " Leave it empty if there is nothing to say."
    return TextAreaField(
        part.heading,
        [AtMost(LONGEST_TEXT, part.heading)],
        description=f"{part.hint}{needed}".strip(),
    )


def _recommendation_fields() -> Mapping[str, Any]:
    verbs = [choice(verb, sentence_case(verb)) for verb in VERBS]
    fields: dict[str, Any] = {}
    for letter in LETTERS:
        asked = f"({letter}) The body is asked to"
        fields[f"{VERB}{letter}"] = SelectField(asked, choices=verbs, validate_choice=False)
        fields[f"{SAID}{letter}"] = TextAreaField(
            f"({letter}) Recommendation", [AtMost(2000, f"Recommendation ({letter})")]
        )
    return fields


def _filing() -> SelectField:
    return SelectField(
        "Does what it holds have to be registered publicly?",
        choices=[
            choice("", "No"),
            *(choice(key, f"Yes, under {words}") for key, words in FILED_UNDER.items()),
        ],
        validate_choice=False,
        description="Paragraph 3 of Schedule 12A does not cover it then (paragraph 8).",
    )


class AttachForm(PortalForm):
    """A file to go with a report."""

    file = FileField(
        "File", description=f"{sentence_case(OFFERED)}, {size_words(MOST_BYTES)} at most."
    )
    called = StringField(
        "What is it called?",
        [AtMost(120, "The name")],
        description="As readers see it. Leave it empty to keep the file’s own name.",
    )


class AnnexForm(PortalForm):
    """A live annex to be added."""

    kind = RadioField(
        "What does it show?",
        [Filled("Choose what the annex shows.")],
        choices=[choice(kind, words) for kind, words in KINDS.items()],
        validate_choice=False,
    )
    source = SelectField(
        "Of which plan?",
        validate_choice=False,
        description="Priorities are those of a frozen version; performance is of the plan itself.",
    )
    title = StringField(
        "What is it called?",
        [AtMost(200, "The title")],
        description="Such as Draft priorities. Its letter comes by itself.",
    )


class AskForm(PortalForm):
    """Who is asked to clear a report, and for what."""

    kind = RadioField(
        "For what?",
        [Filled("Choose for what the report is cleared.")],
        choices=[choice(kind, words) for kind, words in TITLES.items()],
        validate_choice=False,
    )
    address = StringField(
        "Who?",
        [Filled("Enter the officer’s e-mail address."), AtMost(254, "The address")],
        description="The e-mail address with which the officer signs in.",
    )


class ReaderForm(PortalForm):
    """An officer to be let in to a report that is not public."""

    address = StringField(
        "Who?",
        [Filled("Enter the officer’s e-mail address."), AtMost(254, "The address")],
        description="The e-mail address with which the officer signs in.",
    )
    task = RadioField(
        "To do what?",
        [Filled("Choose what the officer is named for.")],
        choices=[choice("author", "Write it"), choice("reader", "Read it")],
        validate_choice=False,
    )


class ClearForm(PortalForm):
    """What somebody answers who was asked to clear a report."""

    seen = HiddenField("Content")
    answer = RadioField(
        "Do you clear it?",
        [Filled("Choose whether you clear it.")],
        choices=[choice("cleared", "Yes, as it stands"), choice("refused", "No, not yet")],
        validate_choice=False,
    )
    words = TextAreaField(
        "What do you say with it?",
        [AtMost(4000, "This")],
        description="Read by those who work on the report. If not, say what has to change.",
    )


class ReviewForm(PortalForm):
    """Whether an exemption still holds."""

    lifted = RadioField(
        "Does the exemption still hold?",
        [Filled("Choose whether it still holds.")],
        choices=[
            choice("no", "Yes: it stays closed to the public"),
            choice("yes", "No: the report is opened to everybody"),
        ],
        validate_choice=False,
    )
    because = TextAreaField("Why?", [Filled("Enter why."), AtMost(4000, "The reason")])
    next_on = DayField("When is it looked at next?", description="Of one that still holds.")


class TemplateForm(PortalForm):
    """The parts of this company's reports, row by row (``template_form``)."""

    def rows(self) -> list[TemplateRow]:
        """What was filled in, in the order of the numbers that were typed."""
        named = {each.name: each for each in self}
        found = [
            (_number(named[f"place_{at}"].data, at), at, self._row(named, at))
            for at in range(MOST_PARTS + BLANK_ROWS)
            if f"heading_{at}" in named
        ]
        return [row for _, _, row in sorted(found, key=lambda each: each[:2])]

    def _row(self, named: Mapping[str, Field], at: int) -> TemplateRow:
        return TemplateRow(
            named[f"name_{at}"].data or "",
            named[f"heading_{at}"].data or "",
            named[f"hint_{at}"].data or "",
            bool(named[f"needed_{at}"].data),
        )


def template_form(parts: Sequence[Part]) -> tuple[TemplateForm, int]:
    """The form of a template, with empty rows at its end, and how many rows it has."""
    count = min(len(parts) + BLANK_ROWS, MOST_PARTS + BLANK_ROWS)
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {}
    for at in range(count):
        fields |= {
            f"name_{at}": HiddenField("Part"),
            f"place_{at}": StringField("Place", [AtMost(4, "The place")]),
            f"heading_{at}": StringField("Heading", [AtMost(100, "The heading")]),
            f"hint_{at}": StringField("What to write there", [AtMost(300, "This")]),
            f"needed_{at}": BooleanField("It has to be there"),
        }
        data[f"place_{at}"] = str(at + 1)
    for at, part in enumerate(parts[:count]):
        data |= {f"{name}_{at}": value for name, value in vars(part).items()}
    made = type("PartsForm", (TemplateForm,), fields)
    return cast(TemplateForm, made(data=data)), count


def _number(typed: str | None, otherwise: int) -> int:
    plain = (typed or "").strip()
    return int(plain) if plain.isascii() and plain.isdigit() else otherwise + 1
