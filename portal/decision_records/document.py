"""A decision record as a document: one tree, from which page, PDF and Word file are made."""

from collections.abc import Iterator, Sequence

from portal.decision_records.shapes import Conflict, Part, Record, Resolution, Subject
from portal.documents.markdown import as_typed
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
)
from portal.kit.words import date_words

NO_REASONS = "No reasons have been recorded yet. The clerk records them."
NO_OPTIONS = "No other option was recorded as considered and rejected."
NO_CONFLICTS = "No interest was declared, and no dispensation was relied on."
PROOF = (
    "Whatever is done in this portal is an event in a log, and the digest of each event covers the"
    " one before it. When this record was made, the log ended with the event and the digest above."
    " Whoever keeps this page can find out later whether anything that came before was rewritten:"
)


def as_document(record: Record) -> Document:
    """The record with all its parts, in the order in which the regulations name them."""
    return Document(
        title=f"Decision record: {record.title}",
        owner=record.company,
        made_on=record.read_on,
        blocks=tuple(_blocks(record)),
        facts=(record.sentence, f"{record.body}, {date_words(record.decided_on)}"),
        head=f"{record.company}: decision record",
        foot=f"{record.title}: {record.outcome.lower()}",
        subject=f"{record.title}. {record.sentence}",
        accent=record.accent,
        contents=False,
    )


def _blocks(record: Record) -> Iterator[Block]:
    yield Heading(1, "The decision")
    yield Definitions(tuple((term, (_words(said),)) for term, said in _facts(record) if said))
    yield from _resolutions(record.resolutions)
    yield from _parts(record.parts)
    yield from _texts("Reasons for the decision", record.reasons, NO_REASONS)
    yield from _texts(
        "Other options, and why they were rejected", record.options_rejected, NO_OPTIONS
    )
    yield from _conflicts(record.conflicts)
    yield from _subjects(record)
    yield from _proof(record)


def _facts(record: Record) -> list[tuple[str, str]]:
    return [
        ("Outcome", record.outcome),
        ("Date", date_words(record.decided_on)),
        ("Decided by", record.by_whom),
        ("At", record.meeting),
        ("Reserved matter", record.register),
        ("Decided how", record.way),
        ("Key decision", "Yes" if record.key_decision else "No"),
        ("Call-in", record.call_in),
        ("Takes effect", record.takes_effect),
    ]


def _resolutions(resolutions: Sequence[Resolution]) -> Iterator[Block]:
    if not resolutions:
        return
    yield Heading(2, "What was resolved")
    for each in resolutions:
        yield Paragraph((Run(f"({each.letter}) {each.verb}: ", strong=True), Run(each.text)))
        yield _words(each.sentence or f"{each.result}.")
        if each.councils:
            yield List(tuple((_words(said),) for _, said in each.councils))


def _parts(parts: Sequence[Part]) -> Iterator[Block]:
    if not parts:
        return
    yield Heading(2, "What each body decided")
    head = tuple(_cell(words) for words in ("Body", "Outcome", "Date"))
    rows = tuple(
        (
            _cell(part.body),
            _cell(part.outcome),
            _cell(date_words(part.decided_on) if part.decided_on else "Not decided"),
        )
        for part in parts
    )
    yield Table("What each body decided", (head,), rows, (5, 4, 3), row_heads=True)


def _texts(title: str, text: str, nothing: str) -> Iterator[Block]:
    yield Heading(1, title)
    if text.strip():
        yield from as_typed(text)
    else:
        yield Paragraph((Run(nothing),), quiet=True)


def _conflicts(conflicts: Sequence[Conflict]) -> Iterator[Block]:
    yield Heading(1, "Interests declared, and dispensations")
    if not conflicts:
        yield Paragraph((Run(NO_CONFLICTS),), quiet=True)
        return
    head = tuple(_cell(words) for words in ("Member", "Declared", "Dispensation"))
    rows = tuple(
        (_cell(each.member), _cell(each.words), _cell(each.dispensation or "None"))
        for each in conflicts
    )
    yield Table("Interests declared", (head,), rows, (3, 5, 4), row_heads=True)


def _subjects(record: Record) -> Iterator[Block]:
    yield Heading(1, "What was decided on")
    if not record.subjects:
        yield Paragraph((Run("The matter itself: no version and no document is attached."),))
    for each in record.subjects:
        yield from _subject(each)
    if record.amended:
        items = ", ".join(record.amended)
        yield _words(f"With amendments to {items}, which the body decided.")


def _subject(subject: Subject) -> Iterator[Block]:
    yield _words(subject.words)
    if subject.digest:
        yield Paragraph((Run("Digest (SHA-256): "), Run(subject.digest, code=True)))


def _proof(record: Record) -> Iterator[Block]:
    yield Heading(1, "Proof")
    head = record.head
    made = date_words(record.read_on)
    yield Definitions(
        (
            ("Event", (_words(f"{head.seq}, the last one on {made}"),)),
            ("Digest", (Paragraph((Run(head.digest, code=True),)),)),
        )
    )
    yield Paragraph((Run(PROOF),))
    command = f"portal audit verify --company {record.slug} --head {head}"
    yield Paragraph((Run(command, code=True),))
    offline = f"python3 -m portal.proof.check --head {head}"
    yield Paragraph((Run("or, in an exported log, without the portal: "), Run(offline, code=True)))


def _words(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def _cell(text: str) -> Cell:
    return Cell((_words(text),))
