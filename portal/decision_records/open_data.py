"""Decisions as open data: JSON, and CSV (RFC 4180) with what its columns mean (CSV on the Web)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.kit import tables
from portal.kit.chains import Head
from portal.kit.tables import Cell, Column, Reference, Row, Source, Table

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


COLUMNS = (
    Column("matter", "Address of the matter below /<company>/decisions/", required=True),
    Column("title", "What it is about", required=True),
    Column("reserved_matter", "Number of the reserved matter in the register", "integer"),
    Column("reserved_title", "Title of the reserved matter"),
    Column("body", "Address of the body that decided"),
    Column("body_name", "The body that decided"),
    Column("meeting_on", "Day of its meeting; empty where there was none", "date"),
    Column("decided_on", "Day of the decision", "date", required=True),
    Column("outcome", "What was decided", required=True),
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


TABLE = Table(
    "decisions",
    DATASET,
    "A row for each decision that is public",
    COLUMNS,
    ["matter"],
    [Reference(["body"], "bodies", ["body"])],
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
    return tables.dumped(value)


def as_csv(data: Published) -> bytes:
    """A row for each decision; the head of the log stands in every row."""
    return tables.as_csv(TABLE, rows(data))


def as_metadata(data: Published, url: str) -> bytes:
    """What the columns of the table at ``url`` mean (Metadata Vocabulary for Tabular Data)."""
    head = f"The log of the company ended with event {data.head}"
    return tables.metadata(TABLE, url, Source(data.company, data.read_on), head)


def rows(data: Published) -> Iterator[Row]:
    """The rows of the table, the newest decision first."""
    for each in data.decisions:
        yield _row(data, each)


def _row(data: Published, decision: Decision) -> dict[str, Cell]:
    known: dict[str, Cell] = {"record": _record(data, decision)}
    known |= {"chain_seq": data.head.seq, "chain_digest": data.head.digest}
    said = (column.name for column in COLUMNS if column.name not in known)
    return {**{name: getattr(decision, name) for name in said}, **known}


def _as_json(data: Published, decision: Decision) -> dict[str, Any]:
    said = {column.name: getattr(decision, column.name) for column in COLUMNS[:-4]}
    days = {name: day.isoformat() for name, day in said.items() if isinstance(day, date)}
    resolutions = [vars(each) for each in decision.resolved]
    return {**said, **days, "resolutions": resolutions, "record": _record(data, decision)}


def _record(data: Published, decision: Decision) -> str:
    return f"/{data.slug}/decisions/{decision.matter}/record"
