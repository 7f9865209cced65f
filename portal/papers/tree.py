"""A report as a document, and what is frozen of it on the day it is published. No I/O."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from portal.documents import kept
from portal.documents.markdown import as_typed, blocks_of
from portal.documents.tree import Block, Document, Heading, List, Paragraph, Run
from portal.kit import digests
from portal.kit.words import date_words
from portal.papers.recommended import Recommended
from portal.papers.template import RECOMMENDATIONS, Part, from_kept

FORMAT = 1
SECTION, WITHIN = 1, 2
"""Levels of headings: a part of the report, and what stands in one."""
NOTHING_YET = "Nothing is written here yet."
NO_RECOMMENDATIONS = "This report makes no recommendation."


@dataclass(frozen=True)
class FileNamed:
    """An attachment as a report names it. ``size`` is in bytes."""

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class AnnexDrawn:
    """A live annex as it was drawn: its letter, title, what it was drawn from, and its blocks."""

    letter: str
    title: str
    source: str
    blocks: tuple[Block, ...]

    @property
    def name(self) -> str:
        """``Annex A: Draft priorities``."""
        return f"Annex {self.letter}: {self.title}"


@dataclass(frozen=True)
class ClearedBy:
    """Who cleared it, for what, and on which day (as ISO 8601 writes it)."""

    what: str
    name: str
    on: str


@dataclass(frozen=True)
class Written:
    """A report with all that belongs to it, from the draft's rows or from what was frozen."""

    title: str
    author: str
    author_post: str
    parts: tuple[Part, ...]
    texts: Mapping[str, str]
    recommendations: tuple[Recommended, ...] = ()
    agenda: Mapping[str, str] | None = None
    """The recommendations as the agenda's front sheet words them, by letter."""
    annexes: tuple[AnnexDrawn, ...] = ()
    files: tuple[FileNamed, ...] = ()
    cleared: tuple[ClearedBy, ...] = ()
    """Who had cleared it when it was published; of a draft nobody stands here."""


@dataclass(frozen=True)
class Frame:
    """What stands round a report on paper."""

    company: str
    accent: str
    body: str
    meeting: str
    """``24 June 2019``; empty where the reader is not shown the meeting."""
    made_on: date
    quiet: str = ""
    """Said below the title: that it is a draft, or that it is not for publication."""


def freeze(report: Written) -> dict[str, Any]:
    """The report as JSON, from which ``thaw`` makes it again."""
    return {
        "format": FORMAT,
        "title": report.title,
        "author": report.author,
        "author_post": report.author_post,
        "parts": [asdict(part) for part in report.parts],
        "texts": dict(report.texts),
        "recommendations": [asdict(each) for each in report.recommendations],
        "agenda": dict(report.agenda or {}),
        "annexes": [
            {**asdict(replace(each, blocks=())), "blocks": kept.to_json(each.blocks)}
            for each in report.annexes
        ],
        "files": [asdict(file) for file in report.files],
        "cleared": [asdict(each) for each in report.cleared],
    }


def digest(frozen: Mapping[str, Any]) -> str:
    """SHA-256 of the frozen report's canonical JSON."""
    return digests.digest(frozen)


def thaw(frozen: Mapping[str, Any]) -> Written:
    """The report that was frozen. Raises KeyError or ValueError where it is none of ours."""
    return Written(
        frozen["title"],
        frozen["author"],
        frozen["author_post"],
        from_kept(frozen["parts"]),
        dict(frozen["texts"]),
        tuple(Recommended(**each) for each in frozen["recommendations"]),
        dict(frozen["agenda"]),
        tuple(
            AnnexDrawn(**{**each, "blocks": kept.from_json(each["blocks"])})
            for each in frozen["annexes"]
        ),
        tuple(FileNamed(**each) for each in frozen["files"]),
        tuple(ClearedBy(**each) for each in frozen["cleared"]),
    )


def as_document(report: Written, frame: Frame) -> Document:
    """The report without its annexes: its parts in the template's order, then what goes with it."""
    return Document(
        title=report.title,
        owner=frame.company,
        made_on=frame.made_on,
        blocks=tuple(_blocks(report)),
        facts=tuple(line for line in _facts(report, frame) if line),
        head=f"{frame.company}: {report.title}",
        foot=_foot(frame),
        subject=f"Report to {frame.body}. {report.title}",
        accent=frame.accent,
        contents=False,
    )


def annex_document(report: Written, annex: AnnexDrawn, frame: Frame) -> Document:
    """One annex as a document of its own."""
    return Document(
        title=annex.name,
        owner=frame.company,
        made_on=frame.made_on,
        blocks=annex.blocks,
        facts=tuple(line for line in (f"To the report “{report.title}”", annex.source) if line),
        head=f"{frame.company}: {report.title}",
        foot=_foot(frame),
        subject=f"{annex.name}. {report.title}",
        accent=frame.accent,
        contents=False,
    )


def _facts(report: Written, frame: Frame) -> list[str]:
    post = f", {report.author_post}" if report.author_post else ""
    where = f"{frame.body}, {frame.meeting}" if frame.meeting else frame.body
    return [f"Report by {report.author}{post}", f"To {where}", frame.quiet]


def _foot(frame: Frame) -> str:
    return f"{frame.body}, {frame.meeting}" if frame.meeting else frame.body


def _blocks(report: Written) -> Iterator[Block]:
    for part in report.parts:
        text = report.texts.get(part.name, "")
        if part.name == RECOMMENDATIONS:
            yield Heading(SECTION, part.heading)
            yield from recommendation_blocks(report.recommendations)
        elif text.strip():
            yield Heading(SECTION, part.heading)
            yield from blocks_of(text, WITHIN)
        elif part.needed:
            yield Heading(SECTION, part.heading)
            yield Paragraph((Run(NOTHING_YET),), quiet=True)
    if report.cleared:
        yield Heading(SECTION, "Cleared by")
        yield List(tuple(as_typed(cleared_words(each)) for each in report.cleared))
    yield from _with_it(report.annexes, report.files)


def cleared_words(each: ClearedBy) -> str:
    """``Finance: Ann Example, 12 June 2019``."""
    return f"{each.what}: {each.name}, {date_words(date.fromisoformat(each.on))}"


def recommendation_blocks(found: Sequence[Recommended]) -> Iterator[Block]:
    """Recommendations one below the other, each with its letter and what it asks the body to do."""
    if not found:
        yield Paragraph((Run(NO_RECOMMENDATIONS),), quiet=True)
    for each in found:
        verb = f" To {each.verb}: " if each.verb else " "
        yield Paragraph((Run(f"({each.letter}){verb}", strong=True), Run(each.text)))


def _with_it(annexes: Sequence[AnnexDrawn], files: Sequence[FileNamed]) -> Iterator[Block]:
    names = [*(each.name for each in annexes), *(file.name for file in files)]
    if names:
        yield Heading(SECTION, "Annexes and attachments")
        yield List(tuple(as_typed(name) for name in names))
