"""A whole plan as a document, like a printed one: cover, contents, sections, and the annex."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from portal.documents.markdown import as_typed, blocks_of
from portal.documents.tree import (
    Block,
    Cell,
    Definitions,
    Document,
    Heading,
    List,
    Paragraph,
    Run,
    Table,
    Wide,
)
from portal.kit.words import date_words
from portal.plans import sayings
from portal.plans.content import Content, Milestone
from portal.plans.kinds import Field, Kind, files_of, lines_of, refs_of
from portal.plans.outside.annex import annex
from portal.plans.outside.whole import WholeItem, WholePlan, WholeSection

SECTION, ITEM, FIELD = 1, 2, 3
"""Levels of headings."""
MOST_UPRIGHT = 4
"""Columns of a table that an upright page has room for."""
NOTHING_YET = "Nothing is written here yet."
NOTHING_PLANNED = "Nothing planned"


def as_document(plan: WholePlan) -> Document:
    """All that the reader reads, in the plan's order; its annex is the matrix of priorities."""
    cover = plan.cover
    said = [f"{cover.kind_words}, {cover.period}", cover.service, *plan.facts, plan.warning]
    if plan.version_digest:
        said.append(f"Digest {plan.version_digest}")
    state = plan.facts[0] if plan.facts else ""
    return Document(
        title=cover.title,
        owner=plan.company,
        made_on=plan.read_on,
        blocks=(*(b for section in plan.sections for b in _section(plan, section)), *annex(plan)),
        facts=tuple(line for line in said if line),
        head=f"{plan.company}: {cover.title}",
        foot=state,
        subject=f"{cover.kind_words} of {plan.company}, {cover.period}. {state}".strip(),
        accent=plan.accent,
    )


def _section(plan: WholePlan, section: WholeSection) -> Iterator[Block]:
    known = [section.area_name, section.under, "" if plan.version else section.text]
    head = (
        Heading(SECTION, f"{section.letter} {section.title}"),
        _quiet(" · ".join(part for part in known if part)),
    )
    held = tuple(_held(plan, section))
    wide = any(isinstance(b, Table) and len(b.widths) > MOST_UPRIGHT for b in held)
    yield from (Wide((*head, *held)),) if wide else (*head, *held)


def _held(plan: WholePlan, section: WholeSection) -> Iterator[Block]:
    """What stands in a section, or what is said of why nothing does."""
    if not section.shared:
        if plan.version:
            yield _quiet(sayings.NOT_SHARED)
    elif not section.items:
        yield _quiet(NOTHING_YET)
    elif section.of.layout == "table":
        yield _in_table(section)
    elif section.of.layout == "prose":
        for item in section.items:
            yield from _passage(section, item)
    else:
        for item in section.items:
            yield from _in_full(plan, section.of, item)


def _passage(section: WholeSection, item: WholeItem) -> Iterator[Block]:
    """A passage of a narrative; one that is called as its section needs no second heading."""
    alone = item.content.title == section.title and len(section.items) == 1
    if not alone:
        yield Heading(ITEM, item.content.title)
    yield from blocks_of(item.content.wording, ITEM if alone else FIELD)
    rest = [f for f in fields_of(section.of, item.content) if f.name != "wording"]
    told = tuple((f.label, _value(f, item.content)) for f in rest if item.content.text(f.name))
    if told:
        yield Definitions(told)


def _in_full(plan: WholePlan, kind: Kind, item: WholeItem) -> Iterator[Block]:
    """An item as a page of the printed plan: long texts under headings, short ones beside terms."""
    yield Heading(ITEM, f"{item.ref} {item.content.title}")
    short: list[tuple[str, tuple[Block, ...]]] = []
    for field in fields_of(kind, item.content):
        value = item.content.text(field.name)
        if value and field.reads == "text":
            yield from _terms(short)
            yield from _text(field, value)
        elif value:
            short.append((field.label, value_blocks(field, value)))
        if kind.has_years and field.name == kind.years_after:
            yield from _terms(short)
            yield from _years(plan, item.content.milestones)
    yield from _terms(short)


def fields_of(kind: Kind, content: Content) -> list[Field]:
    """The fields of an item but its title, then texts that its kind does not know (any more)."""
    known = [field for field in kind.fields if field.name != "title"]
    strange = sorted(set(content.details) - set(kind.names))
    named = {"outcome", "evidence", "success_measure", "lead", "theme", "wording"} - set(kind.names)
    columns = [name for name in sorted(named) if content.text(name)]
    return [*known, *(Field(name, name, "text") for name in (*columns, *strange))]


def _terms(short: list[tuple[str, tuple[Block, ...]]]) -> Iterator[Block]:
    """The short fields gathered so far; begins to gather anew."""
    if short:
        yield Definitions(tuple(short))
        short.clear()


def _text(field: Field, value: str) -> Iterator[Block]:
    if field.name == "wording":
        yield from (_lead(block) for block in blocks_of(value, FIELD))
    else:
        yield Heading(FIELD, field.label)
        yield from blocks_of(value, FIELD + 1)


def _lead(block: Block) -> Block:
    return replace(block, lead=True) if isinstance(block, Paragraph) else block


def value_blocks(field: Field, value: str) -> tuple[Block, ...]:
    """A value as it is read, without headings: in a cell, or beside its label."""
    match field.reads:
        case "text":
            return tuple(map(_unheaded, blocks_of(value, FIELD)))
        case "lines":
            return (List(tuple((paragraph(line),) for line in lines_of(value))),)
        case "files":
            return (List(tuple((paragraph(file.name),) for file in files_of(value))),)
        case "refs":
            return (paragraph(", ".join(refs_of(value))),)
        case _:
            return as_typed(field.words(value))


def _unheaded(block: Block) -> Block:
    """A heading as a line in bold: in a table it would break the outline of the document."""
    return Paragraph((Run(block.text, strong=True),)) if isinstance(block, Heading) else block


def _years(plan: WholePlan, milestones: Sequence[Milestone]) -> Iterator[Block]:
    years = sorted({*plan.cover.plan_years, *(step.year for step in milestones)})
    yield Heading(FIELD, "What happens each year")
    rows = tuple(
        (text_cell(f"April {year} to March {year + 1}"), _steps(milestones, year)) for year in years
    )
    yield Table(
        "", ((text_cell("Plan year"), text_cell("Milestones")),), rows, (1, 3), row_heads=True
    )


def _steps(milestones: Sequence[Milestone], year: int) -> Cell:
    held = [step for step in milestones if step.year == year]
    if not held:
        return Cell((_quiet(NOTHING_PLANNED),))
    return Cell((List(tuple((paragraph(step_words(step)),) for step in held)),))


def step_words(step: Milestone) -> str:
    """A milestone in a line."""
    aside = _step_aside(step)
    return f"{step.text} ({aside})" if aside else step.text


def _step_aside(step: Milestone) -> str:
    """When a milestone is due, and from which plan year it was carried; empty for neither."""
    due = f"by {step.written or date_words(step.due)}" if step.due else ""
    carried = f"carried from {sayings.plan_year_words(step.carried)}" if step.carried else ""
    return ", ".join(part for part in (due, carried) if part)


def _in_table(section: WholeSection) -> Table:
    """Items side by side: a column for each field that its kind shows in a table and that any of
    them fills, and one for whatever else they say."""
    kind = section.of
    filled = {f.name: f for item in section.items for f in _filled(kind, item.content)}
    columns = [filled[name] for name in kind.columns if name in filled]
    rest = [field for name, field in filled.items() if name not in kind.columns]
    return _table(section, kind, columns, rest)


def _filled(kind: Kind, content: Content) -> list[Field]:
    return [field for field in fields_of(kind, content) if content.text(field.name)]


def _table(
    section: WholeSection, kind: Kind, columns: Sequence[Field], rest: Sequence[Field]
) -> Table:
    title = kind.field("title")
    heads = ["Reference", title.label, *(field.label for field in columns)]
    heads += ["More"] if rest else []
    rows = tuple(
        (
            text_cell(item.ref),
            text_cell(item.content.title),
            *(Cell(_value(field, item.content)) for field in columns),
            *((_more(rest, item.content),) if rest else ()),
        )
        for item in section.items
    )
    widths = (3, 5, *(_width(field) for field in columns), *((6,) if rest else ()))
    return Table("", (tuple(map(text_cell, heads)),), rows, widths, row_heads=True)


def _width(field: Field) -> int:
    return {"text": 6, "names": 4, "lines": 4}.get(field.reads, 3)


def _value(field: Field, content: Content) -> tuple[Block, ...]:
    value = content.text(field.name)
    return value_blocks(field, value) if value else ()


def _more(rest: Sequence[Field], content: Content) -> Cell:
    told = [(field.label, _value(field, content)) for field in rest if content.text(field.name)]
    return Cell((Definitions(tuple(told)),) if told else ())


def paragraph(text: str) -> Paragraph:
    """Plain words."""
    return Paragraph((Run(text),))


def text_cell(text: str) -> Cell:
    """A cell of plain words."""
    return Cell((paragraph(text),))


def _quiet(text: str) -> Paragraph:
    return Paragraph((Run(text),), quiet=True)
