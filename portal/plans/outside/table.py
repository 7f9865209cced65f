"""A whole plan as one table (CSV, RFC 4180), and what its columns mean (CSV on the Web, W3C)."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.kit.tables import FORMULAS, plain
from portal.plans.outside.document import fields_of, step_words
from portal.plans.outside.whole import WholeItem, WholePlan, WholeSection


@dataclass(frozen=True)
class Column:
    """A column: its name in the file, and what stands in it, in words."""

    name: str
    words: str


PLACE = (
    Column("section", "Letter of the section"),
    Column("section_title", "Heading of the section"),
    Column("under", "What the section stands under, together with others"),
    Column("area", "Whose text it is"),
    Column("kind", "Kind of item"),
    Column("ref", "Reference"),
    Column("title", "Title"),
)
TAIL = (
    Column("text", "Which text it is: a draft, or a version’s"),
    Column("revision", "Number of the text"),
    Column("digest", "Digest of the text (SHA-256)"),
)


def write(plan: WholePlan) -> bytes:
    """Every item of every kind that the reader reads, in UTF-8: a column for each of their texts
    and for each plan year; a cell that a spreadsheet would take for a formula begins with '."""
    written = io.StringIO(newline="")
    rows = csv.writer(written, lineterminator="\r\n")
    texts, years = _texts(plan), _years(plan)
    rows.writerow([column.name for column in _columns(texts, years)])
    for section, item in plan.items:
        rows.writerow([plain(cell) for cell in _cells(section, item, texts, years)])
    return written.getvalue().encode("utf-8")


def describe(plan: WholePlan, url: str) -> bytes:
    """The metadata of the table at ``url`` (Model for Tabular Data and Metadata on the Web)."""
    columns = [
        {
            "name": column.name,
            "titles": column.name,
            "dc:description": column.words,
            "datatype": "integer" if column.name == "revision" else "string",
            "required": column.name in ("section", "ref", "title"),
        }
        for column in _columns(_texts(plan), _years(plan))
    ]
    value = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}],
        "url": url,
        "dc:title": plan.cover.title,
        "dc:publisher": plan.company,
        "dc:description": ". ".join((*plan.facts, FORMULAS)),
        "dc:date": plan.read_on.isoformat(),
        "dialect": {"header": True, "encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": columns, "primaryKey": ["section", "ref"]},
    }
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8")


def _columns(texts: Mapping[str, str], years: Sequence[int]) -> list[Column]:
    named = [Column(name, words) for name, words in texts.items()]
    steps = [
        Column(f"milestones_{year}", f"Milestones of April {year} to March {year + 1}")
        for year in years
    ]
    return [*PLACE, *named, *steps, *TAIL]


def _texts(plan: WholePlan) -> Mapping[str, str]:
    """The texts but the title that any item has, by name, with their labels; each once."""
    found: dict[str, str] = {}
    for section, item in plan.items:
        for field in fields_of(section.of, item.content):
            found.setdefault(field.name, field.label)
    return found


def _years(plan: WholePlan) -> list[int]:
    planned = {step.year for _, item in plan.items for step in item.content.milestones}
    return sorted({*plan.cover.plan_years, *planned})


def _cells(
    section: WholeSection, item: WholeItem, texts: Mapping[str, str], years: Sequence[int]
) -> Iterator[str]:
    yield from (section.letter, section.title, section.under, section.area_name, section.of.one)
    yield from (item.ref, item.content.title)
    known = {field.name: field for field in fields_of(section.of, item.content)}
    for name in texts:
        yield known[name].words(item.content.text(name)) if name in known else ""
    for year in years:
        yield "\n".join(step_words(s) for s in item.content.milestones if s.year == year)
    yield from (section.text, str(item.revision), item.digest)
