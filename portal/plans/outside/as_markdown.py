"""A whole plan as Markdown that reads well, and back: every text stands in it as it was written.

Comments that begin with ``<!-- plan`` say what follows; all else is words. A line of a text that
would pass for such a comment is written with a backslash before it, and one more at each time, so
that no text can be mistaken and none is changed.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from portal.kit.text import tidy
from portal.plans.content import FIELDS, Content
from portal.plans.kinds import Kind, UnknownKindError, kind_of
from portal.plans.outside.as_json import (
    FORMAT_VERSION,
    check_version,
    cover_of,
    milestone_of,
    section_of,
)
from portal.plans.outside.problems import PlanFileError
from portal.plans.outside.whole import WholeItem, WholePlan, WholeSection
from portal.plans.sayings import NOT_SHARED

_MARK = re.compile(r"<!-- plan(?:-(section|item|text|milestone))? (\{.*\}) -->")
_LIKE_A_MARK = re.compile(r"\\*<!-- plan")
_ESCAPED = re.compile(r"\\+<!-- plan")


def write(plan: WholePlan) -> bytes:
    """The plan as CommonMark in UTF-8."""
    return "".join(_lines(plan)).encode("utf-8")


def read(text: str) -> WholePlan:
    """The plan that a file holds, not checked yet. Raises PlanFileError with the line."""
    marks = list(_marks(tidy(text)))
    if not marks or marks[0].kind != "":
        raise PlanFileError("This is no plan that was downloaded from here as Markdown.")
    first, *rest = marks
    check_version(first.values.pop("form", None))
    cover = cover_of({**first.values, "title": first.heading("# ")})
    return WholePlan(cover, tuple(_sections(rest)))


@dataclass
class _Mark:
    """A comment that says what follows, on which line it stands, and the lines up to the next."""

    kind: str
    values: dict[str, Any]
    line: int
    lines: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        return f"line {self.line}"

    def heading(self, start: str) -> str:
        """The words of the heading that follows. Raises PlanFileError where there is none."""
        if not self.lines or not self.lines[0].startswith(start):
            raise PlanFileError(f"The line after this comment begins with {start}.", self.place)
        return self.lines[0].removeprefix(start)

    def body(self, skipped: int) -> str:
        """The text that follows, after so many lines of label, as it was written."""
        lines = [_unescaped(line) for line in self.lines[skipped:]]
        return "\n".join(lines[:-1] if lines and not lines[-1] else lines)


def _lines(plan: WholePlan) -> Iterator[str]:
    cover = asdict(plan.cover)
    title = cover.pop("title")
    yield _mark("", {"form": FORMAT_VERSION, **cover})
    yield f"# {title}\n\n"
    for line in (plan.company, *plan.facts, plan.warning):
        yield f"{line}\n\n" if line else ""
    for section in plan.sections:
        yield from _section(section)


def _section(section: WholeSection) -> Iterator[str]:
    values = {"letter": section.letter, "kind": section.kind, "area": section.area}
    yield _mark("-section", {**values, "under": section.under, "shared": section.shared})
    yield f"## {section.letter} {section.title}\n\n"
    yield "".join(f"{line}\n\n" for line in (section.area_name, section.text) if line)
    if not section.shared and section.text != NOT_SHARED:
        yield f"{NOT_SHARED}\n\n"
    for item in section.items:
        yield from _item(section.of, item)


def _item(kind: Kind, item: WholeItem) -> Iterator[str]:
    yield _mark("-item", {"ref": item.ref})
    yield f"### {item.ref} {item.content.title}\n\n"
    for name in _names(kind, item.content):
        label = kind.field(name).label if name in kind.names else name
        yield _mark("-text", {"name": name})
        yield f"#### {label}\n\n{_escaped(item.content.text(name))}\n\n"
        if kind.has_years and name == kind.years_after:
            yield from _milestones(item.content)
    if not (kind.has_years and item.content.text(kind.years_after)):
        yield from _milestones(item.content)


def _names(kind: Kind, content: Content) -> list[str]:
    """The texts that are there but the title, in the kind's order; strange ones after them."""
    known = [name for name in kind.names if name != "title"]
    others = sorted({*FIELDS, *content.details} - {*kind.names, "title"})
    return [name for name in (*known, *others) if content.text(name)]


def _milestones(content: Content) -> Iterator[str]:
    for step in content.milestones:
        value = step.as_json()
        text = value.pop("text")
        yield _mark("-milestone", value)
        yield f"#### April {step.year} to March {step.year + 1}\n\n{_escaped(text)}\n\n"


def _escaped(text: str) -> str:
    return "\n".join(f"\\{line}" if _LIKE_A_MARK.match(line) else line for line in text.split("\n"))


def _unescaped(line: str) -> str:
    return line[1:] if _ESCAPED.match(line) else line


def _mark(kind: str, values: dict[str, Any]) -> str:
    """A comment; no value in it can end it."""
    said = json.dumps(values, ensure_ascii=False).replace("--", "-\\u002d").replace(">", "\\u003e")
    return f"<!-- plan{kind} {said} -->\n"


def _marks(text: str) -> Iterator[_Mark]:
    """The comments with what follows each; what stands before the first is left out."""
    open_mark: _Mark | None = None
    # The file's own last line end belongs to no text.
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        if line.startswith("<!-- plan"):
            if open_mark:
                yield open_mark
            open_mark = _read_mark(line, number)
        elif open_mark:
            open_mark.lines.append(line)
    if open_mark:
        yield open_mark


def _read_mark(line: str, number: int) -> _Mark:
    found = _MARK.fullmatch(line.rstrip())
    try:
        values = json.loads(found[2]) if found else None
    except (json.JSONDecodeError, RecursionError):
        values = None
    if found is None or not isinstance(values, dict):
        words = "This comment cannot be read. Leave such lines as they were downloaded."
        raise PlanFileError(words, f"line {number}")
    return _Mark(found[1] or "", values, number)


def _sections(marks: Sequence[_Mark]) -> Iterator[WholeSection]:
    for group in _groups(marks, "section", "A section begins with its comment."):
        first = group[0]
        start = f"## {first.values.get('letter')} "
        kind = _kind(first)
        held = _groups(group[1:], "item", "An item begins with its comment.")
        items = tuple(_read_item(kind, marks) for marks in held)
        values = {**first.values, "title": first.heading(start)}
        yield section_of(values, first.place, items)


def _groups(marks: Sequence[_Mark], kind: str, words: str) -> Iterator[list[_Mark]]:
    """Marks in groups that each begin with one of this kind. Raises PlanFileError."""
    group: list[_Mark] = []
    for mark in marks:
        if mark.kind == kind:
            if group:
                yield group
            group = [mark]
        elif group:
            group.append(mark)
        else:
            raise PlanFileError(words, mark.place)
    if group:
        yield group


def _kind(mark: _Mark) -> Kind:
    try:
        return kind_of(str(mark.values.get("kind")))
    except UnknownKindError as error:
        words = f"There is no kind of section “{str(mark.values.get('kind'))[:60]}”."
        raise PlanFileError(words, mark.place) from error


def _read_item(kind: Kind, marks: Sequence[_Mark]) -> WholeItem:
    first, *rest = marks
    ref = first.values.get("ref")
    if not isinstance(ref, str):
        raise PlanFileError("“ref” is missing, or is not text.", first.place)
    texts = {"title": first.heading(f"### {ref} ")}
    steps = []
    for mark in rest:
        if mark.kind == "milestone":
            steps.append(milestone_of({**mark.values, "text": _body(mark)}, mark.place))
        elif mark.kind == "text":
            texts[_name(mark, texts)] = _body(mark)
        else:
            raise PlanFileError("This comment stands in the wrong place.", mark.place)
    return WholeItem(ref, Content.of(texts, steps))


def _name(mark: _Mark, known: dict[str, str]) -> str:
    name = mark.values.get("name")
    if not isinstance(name, str) or name in known:
        raise PlanFileError("“name” is missing, or names a text a second time.", mark.place)
    return name


def _body(mark: _Mark) -> str:
    """The text after its label and the empty line below that."""
    mark.heading("#### ")
    return mark.body(2)
