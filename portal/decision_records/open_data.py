"""Decisions as open data: JSON, and CSV (RFC 4180) with what its columns mean (CSV on the Web)."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.kit.chains import Head
from portal.plans.outside.table import FORMULAS
from portal.plans.pages.exports import plain

CSV = "text/csv; charset=utf-8; header=present"
METADATA = "application/csvm+json"
DATASET = "Decisions on reserved matters"


@dataclass(frozen=True)
class Resolved:
    """One recommendation, and what became of it."""

    letter: str
    verb: str
    text: str
    result: str
    sentence: str


@dataclass(frozen=True)
class Decision:
    """A public decision. Days are those of the councils' clocks."""

    matter: str
    title: str
    reserved_matter: int
    reserved_title: str
    body: str
    body_name: str
    meeting_on: date | None
    decided_on: date
    outcome: str
    takes_effect_on: date | None
    key_decision: bool
    reasons: str
    options_rejected: str
    subject: str
    subject_digest: str
    resolved: Sequence[Resolved]

    @property
    def resolutions(self) -> str:
        """All recommendations in one text, a line for each."""
        return "\n".join(
            f"({each.letter}) {each.verb}: {each.text} [{each.result}]" for each in self.resolved
        )


@dataclass(frozen=True)
class Published:
    """All that is public of one company, and the head of its log when it was read."""

    company: str
    slug: str
    read_on: date
    head: Head
    decisions: Sequence[Decision]


@dataclass(frozen=True)
class Column:
    """A column of the table: its name, what stands in it, and its type in CSV on the Web."""

    name: str
    words: str
    datatype: str = "string"


COLUMNS = (
    Column("matter", "Address of the matter below /<company>/decisions/"),
    Column("title", "What it is about"),
    Column("reserved_matter", "Number of the reserved matter in the register", "integer"),
    Column("reserved_title", "Title of the reserved matter"),
    Column("body", "Address of the body that decided"),
    Column("body_name", "The body that decided"),
    Column("meeting_on", "Day of its meeting; empty where there was none", "date"),
    Column("decided_on", "Day of the decision", "date"),
    Column("outcome", "What was decided"),
    Column("takes_effect_on", "Day it was to take effect; empty for the first possible", "date"),
    Column("key_decision", "Whether it is a key decision of an executive", "boolean"),
    Column("reasons", "Reasons for the decision"),
    Column("options_rejected", "Other options, and why they were rejected"),
    Column("subject", "The version or document that was decided on"),
    Column("subject_digest", "Its digest (SHA-256)"),
    Column("resolutions", "Each recommendation with what became of it, one a line"),
    Column("record", "Address of the decision record"),
    Column("chain_seq", "Last event of the company’s log when this was read", "integer"),
    Column("chain_digest", "Digest of that event (SHA-256)"),
)


def as_json(data: Published) -> bytes:
    """Everything, with the recommendations one by one."""
    value = {
        "dataset": DATASET,
        "company": data.company,
        "read_on": data.read_on.isoformat(),
        "chain": {"seq": data.head.seq, "digest": data.head.digest},
        "decisions": [_as_json(data, each) for each in data.decisions],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def as_csv(data: Published) -> bytes:
    """A row for each decision; the head of the log stands in every row."""
    written = io.StringIO(newline="")
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow([column.name for column in COLUMNS])
    for each in data.decisions:
        rows.writerow([plain(cell) for cell in _cells(data, each)])
    return written.getvalue().encode()


def as_metadata(data: Published, url: str) -> bytes:
    """What the columns of the table at ``url`` mean (Metadata Vocabulary for Tabular Data)."""
    value = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}],
        "url": url,
        "dc:title": DATASET,
        "dc:publisher": data.company,
        "dc:description": f"{FORMULAS}. The log of the company ended with event {data.head}.",
        "dc:date": data.read_on.isoformat(),
        "dialect": {"header": True, "encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": [_described(each) for each in COLUMNS], "primaryKey": "matter"},
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _described(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.words,
        "datatype": column.datatype,
        "required": column.name in ("matter", "title", "decided_on", "outcome"),
    }


def _cells(data: Published, decision: Decision) -> Iterator[str]:
    known = {"record": _record(data, decision)}
    known |= {"chain_seq": str(data.head.seq), "chain_digest": data.head.digest}
    for column in COLUMNS:
        yield known.get(column.name) or _cell(getattr(decision, column.name, ""))


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _as_json(data: Published, decision: Decision) -> dict[str, Any]:
    said = {column.name: getattr(decision, column.name) for column in COLUMNS[:-4]}
    days = {name: day.isoformat() for name, day in said.items() if isinstance(day, date)}
    resolutions = [vars(each) for each in decision.resolved]
    return {**said, **days, "resolutions": resolutions, "record": _record(data, decision)}


def _record(data: Published, decision: Decision) -> str:
    return f"/{data.slug}/decisions/{decision.matter}/record"
