"""Citations of reserved matters in papers, and those that disagree with the register."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.kit.words import join_names, sentence_case

MOST_IN_RANGE = 30
"""Matters. "Reserved matters 9 to 13" cites five; a longer range is a date or a misprint."""

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)
# A number of up to three digits that is no year, day of a month, decimal or percentage.
_NUMBER = rf"\d{{1,3}}(?![\d%]|[.,/]\d|\s*(?:st|nd|rd|th)\b|\s+{_MONTH})"
_NAME = (
    r"(?:(?i:reserved\s+matters?(?:\s+(?:nos?\b\.?|numbers?))?)"
    r"|(?i:matters?\s+(?:nos?\b\.?|numbers?))|Matters?|RMs?)"
)
_JOIN = r"(?:\s*,\s*(?:and\s+|or\s+)?|\s*(?:&|–|-|\band\b|\bor\b|\bto\b)\s*)"
# RM1 is also a postcode, of Romford: "RM1 3BD".
_POSTCODE = r"(?!RM\d{1,2}\s*\d[A-Z]{2}\b)"
_CITATION = re.compile(rf"\b{_POSTCODE}{_NAME}\s*{_NUMBER}(?:{_JOIN}{_NUMBER})*")
_RANGE = re.compile(r"(\d+)(?:\s*(?:–|-|\bto\b)\s*(\d+))?")


@dataclass(frozen=True)
class Citation:
    """One matter cited: its number, the words around it, and where they begin (from 0).

    Citations made in one breath ("reserved matters 9 and 13") share their words and their place.
    """

    number: int
    as_written: str
    start: int


@dataclass(frozen=True)
class Disagreement:
    """A place whose citation is not the matter of the register, and the sentence that says so."""

    place: str
    number: int
    as_written: str
    sentence: str


def find_citations(text: str) -> list[Citation]:
    """Every reserved matter that ``text`` cites, in order, however the citation is written.

    Reads "Reserved Matter 9", "reserved matters 9 and 13", "RM 13", "matter no. 13", "Matter 13".
    """
    return [
        Citation(number, found[0], found.start())
        for found in _CITATION.finditer(text)
        for number in _numbers(found[0])
    ]


def disagreements(
    citations_by_place: Mapping[str, Sequence[Citation]], registered: int
) -> list[Disagreement]:
    """The citations that are not matter ``registered``, each number once for each place.

    Places are named as in a sentence: "the agenda front sheet", "the report".
    """
    found: dict[tuple[str, int], Disagreement] = {}
    for place, citations in citations_by_place.items():
        for citation in citations:
            if citation.number != registered:
                disagreement = _disagreement(place, citation, registered)
                found.setdefault((place, citation.number), disagreement)
    return list(found.values())


def summary(
    citations_by_place: Mapping[str, Sequence[Citation]], registered: int, title: str
) -> str:
    """What the places cite and what the register holds; nothing where they agree.

    ``title`` names the matter in a sentence: "the business plan".
    """
    if not disagreements(citations_by_place, registered):
        return ""
    cited = [
        f"{place} cites {_matters([citation.number for citation in citations])}"
        for place, citations in citations_by_place.items()
        if citations
    ]
    register = f"The register holds {title} as matter {registered}."
    return f"{sentence_case('; '.join(cited))}. {register}"


def _numbers(citation: str) -> Iterator[int]:
    for found in _RANGE.finditer(citation):
        first, last = int(found[1]), int(found[2] or found[1])
        if first <= last < first + MOST_IN_RANGE:
            yield from range(first, last + 1)
        else:
            yield from (first, last)


def _disagreement(place: str, citation: Citation, registered: int) -> Disagreement:
    sentence = f"{place} cites matter {citation.number}; the register holds matter {registered}."
    return Disagreement(place, citation.number, citation.as_written, sentence_case(sentence))


def _matters(numbers: Sequence[int]) -> str:
    distinct = list(dict.fromkeys(numbers))
    return f"matter{'s' if len(distinct) > 1 else ''} {join_names([str(n) for n in distinct])}"
