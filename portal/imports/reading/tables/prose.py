"""What stands between tables: headings, notes, numbers of pages."""

import re
from collections import Counter
from collections.abc import Iterable

from portal.imports.reading.model import Block, Prose
from portal.imports.reading.text import is_bullet, norm, unmarked, words_in

_PAGE = re.compile(
    r"(?:page\s*)?[-–|\s]*\d{1,4}[-–|\s]*(?:(?:of|/)\s*\d{1,4})?(?:\s*\|?\s*page)?", re.I
)
_NOTE = re.compile(r"(?:[*†‡¹²³]|notes?\b\s*[:\d]|source\s*:|key\s*:|n\.?b\.?\b|please note)", re.I)
_NUMBERED = re.compile(
    r"(?:\d+(?:\.\d+)*\.?|[A-Z]\.|annex|appendix|section|part|chapter)\s+\S", re.I
)
_COMMON = re.compile(
    r"(?:(?:table|figure|chart|appendix|annex)\s*[\dA-Z]*|(?:key )?actions?(?: plan)?"
    r"|major changes?(?: programme)?|business improvements?|measures?|indicators?"
    r"|performance(?: indicators)?|what we will do|delivery plan"
    r"|sheet ?\d+|milestones?|progress|continued|risks?)",
    re.I,
)
_OF_PAGE = re.compile(r"^\d+\s*[|–-]|[|–-]\s*\d+$|\bpage\s*\d+(?:\s*of\s*\d+)?", re.I)
_FOOT = re.compile(r"(?:\S+ ){2,}\S*[a-z)]\s+\d+", re.I)
_COUNTED = re.compile(
    r"(?:strategic |key )?(?:priorit|focus|objective|theme|outcome|goal|aim|domain|strand|section"
    r"|table|part|chapter|appendix|annex|work ?stream|project|programme|ambition"
    r"|promise|pledge|year)",
    re.I,
)
_REPEATED = 3
LONGEST_HEADING = 16
"""Words of a heading at most, where the format does not say that it is one."""


def is_page_number(text: str) -> bool:
    """Whether a line is only the number of its page."""
    return bool(_PAGE.fullmatch(text.strip()))


def is_note(text: str) -> bool:
    """Whether a line is a note: it begins with an asterisk, "Note" or "Source"."""
    return bool(_NOTE.match(text.strip()))


def is_common(heading: str) -> bool:
    """Whether a heading says only what stands below it ("Actions", "Table 2"), not of what."""
    return bool(_COMMON.fullmatch(unmarked(heading).rstrip(": ")))


def is_heading(prose: Prose) -> bool:
    """Whether a line is a heading: marked as one, or short, without a full stop and no bullet."""
    text = prose.text.strip()
    if prose.level:
        return True
    if text.startswith("**") and text.endswith("**"):
        text = text.strip("*")
    if is_note(text) or is_page_number(text) or words_in(text) > LONGEST_HEADING:
        return False
    if text[-1:] in ".;,?!" or (is_bullet(text) and not _NUMBERED.match(text)):
        return False
    return text[:1].isupper() or text[:1].isdigit()


def is_firm_heading(prose: Prose) -> bool:
    """Whether a line is a heading beyond doubt: marked, numbered, or in capitals."""
    text = prose.text.strip()
    return bool(prose.level) or (
        is_heading(prose)
        and (text.isupper() or (bool(_NUMBERED.match(text)) and words_in(text) < 12))
    )


def furniture(blocks: Iterable[Block]) -> set[int]:
    """The lines that stand on every page, by their place among ``blocks``: page numbers, feet."""
    prose = [(at, block.text) for at, block in enumerate(blocks) if isinstance(block, Prose)]
    said = {at: norm(_without_page(text)) for at, text in prose}
    often = Counter(said.values())
    return {
        at
        for at, text in prose
        if is_page_number(text) or (often[said[at]] >= _REPEATED and words_in(text) <= 14)
    }


def _without_page(text: str) -> str:
    """A line without the number of its page; "Priority 2" has none."""
    if _FOOT.fullmatch(text) and not _COUNTED.match(text):
        text = text.rstrip("0123456789")
    return _OF_PAGE.sub("", text)


class Headings:
    """The headings on the way through a document: the nearest, and what it stands under."""

    def __init__(self) -> None:
        self.nearest = ""
        self.above = ""
        self._open = False
        self._has_table = False

    def pass_by(self, prose: Prose) -> bool:
        """Take note of a line; true where it is, or ends, a heading."""
        text = unmarked(prose.text)
        if self._open and words_in(text) <= 40 and not is_note(text):
            self.nearest, self._open = f"{self.nearest} {text}", False
            return True
        self._open = False
        if not is_heading(prose) or (text.endswith(":") and words_in(text) > 6):
            return False
        self.above = self.of_what() if not self._has_table or is_common(self.nearest) else ""
        self._has_table = self._has_table and is_common(text) and bool(self.above)
        self.nearest = text
        self._open = text.endswith(":")
        return True

    def pass_table(self) -> None:
        """Take note of a table: what is above a further heading is not above that table's."""
        self._has_table = True

    def of_what(self) -> str:
        """What the nearest heading is about: the one above it, where it says only "Actions"."""
        return self.above if is_common(self.nearest) and self.above else self.nearest
