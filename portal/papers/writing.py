"""Forms whose boxes follow a template: a report as it is written, and the template itself."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from wtforms import BooleanField, Field, HiddenField, SelectField, StringField, TextAreaField

from portal.decisions.standing import VERBS
from portal.kit.exemption import FILED_UNDER
from portal.kit.words import sentence_case
from portal.papers.models import Report
from portal.papers.recommended import Recommended
from portal.papers.service.drafting import LETTERS, TemplateRow, Words
from portal.papers.template import LONGEST_TEXT, MOST_PARTS, RECOMMENDATIONS, Part
from portal.web.forms import AtMost, Filled, PortalForm, choice

TEXT, VERB, SAID, AGENDA = "text_", "verb_", "said_", "agenda_"
"""How the names of fields begin: of a part's text; of a recommendation's verb, its words, and the
agenda's words for it."""
BLANK_ROWS = 2
"""Empty rows below the parts of the template that there are."""


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
            [named[f"{part}{letter}"].data or "" for part in (VERB, SAID, AGENDA)]
            for letter in LETTERS
            if f"{SAID}{letter}" in named
        ]
        kept = dict(zip(LETTERS, (each for each in said if each[1].strip()), strict=False))
        return Words(
            self.title.data or "",
            self.author.data or "",
            self.author_post.data or "",
            texts,
            [Recommended(letter, verb, text) for letter, (verb, text, _) in kept.items()],
            {letter: agenda for letter, (_, _, agenda) in kept.items()},
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
            data[f"{AGENDA}{each['letter']}"] = each.get("agenda", "")
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
        fields[f"{AGENDA}{letter}"] = TextAreaField(
            f"({letter}) As the agenda words it",
            [AtMost(2000, f"The agenda’s words for ({letter})")],
            description="Only where the agenda says it otherwise. Both are shown then.",
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
