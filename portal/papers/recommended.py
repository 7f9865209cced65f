"""Recommendations as the agenda's front sheet and the report word them, side by side. No I/O."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.kit.diffs import Segment, compare_words
from portal.kit.words import join_names

_LETTERED = re.compile(r"^[ \t]*\(([a-z])\)[ \t]+", re.MULTILINE)


@dataclass(frozen=True)
class Recommended:
    """One lettered recommendation; ``verb`` is approve, agree, note or refer, or empty."""

    letter: str
    verb: str
    text: str


@dataclass(frozen=True)
class Difference:
    """One recommendation that the agenda and the report do not word alike.

    Both sides as segments, the words that differ marked. ``agenda`` or ``report`` is empty where
    that paper does not have the recommendation at all.
    """

    letter: str
    agenda: str
    report: str
    agenda_segments: tuple[Segment, ...]
    report_segments: tuple[Segment, ...]

    @property
    def words(self) -> str:
        """What differs, in a sentence."""
        if not self.agenda:
            return f"The agenda does not have recommendation ({self.letter})."
        if not self.report:
            return f"The report does not have recommendation ({self.letter})."
        return f"Recommendation ({self.letter}) is worded differently in the agenda and the report."


def lettered(text: str) -> dict[str, str]:
    """The lettered lines of a text, by letter: ``(a) That …``, each up to the next letter.

    A letter that comes again is another list: the first one counts.
    """
    found: dict[str, str] = {}
    places = list(_LETTERED.finditer(text))
    for at, place in enumerate(places):
        end = places[at + 1].start() if at + 1 < len(places) else len(text)
        words = text[place.end() : end].split("\n\n")[0]
        found.setdefault(place[1], " ".join(words.split()))
    return found


def differences(agenda: Mapping[str, str], report: Sequence[Recommended]) -> list[Difference]:
    """The recommendations that the two papers word differently, by letter.

    An agenda without any lettered line says nothing of them, and so differs in nothing.
    """
    if not agenda:
        return []
    written = {each.letter: each.text for each in report}
    letters = sorted({*agenda, *written})
    pairs = ((letter, agenda.get(letter, ""), written.get(letter, "")) for letter in letters)
    return [_difference(*pair) for pair in pairs if _differ(pair[1], pair[2])]


def summary(found: Sequence[Difference]) -> str:
    """``Recommendations (b) and (c) are worded differently in the agenda and the report.``"""
    letters = [f"({each.letter})" for each in found]
    if not letters:
        return ""
    if len(letters) == 1:
        return found[0].words
    named = join_names(letters)
    return f"Recommendations {named} are worded differently in the agenda and the report."


def _differ(agenda: str, report: str) -> bool:
    """Letter case, punctuation and hyphens are no difference: words and figures are."""
    left, right = compare_words(agenda, report)
    return any(segment.kind != "same" for segment in (*left, *right))


def _difference(letter: str, agenda: str, report: str) -> Difference:
    left, right = compare_words(agenda, report)
    return Difference(letter, agenda, report, tuple(left), tuple(right))
