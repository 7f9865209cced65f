"""Letters: which text can be printed at all, and which our typeface has shapes for."""

import re
from functools import cache, lru_cache
from pathlib import Path

import fontpkg_source_sans_3

from portal.kit.text import tidy

FAMILY = "Source Sans 3"
LONGEST = 24
"""Characters of a word that fit into a narrow column; a longer word may be broken after them."""

# What no XML holds, halves of characters, marks that would reorder the text after them, and the
# codes that are never characters: the last two of each of the seventeen planes among them.
_NEVER = "".join(chr((plane << 16) + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + f"{_NEVER}]"
)
# Never drawn, and never to be searched for: a byte order mark, invisible marks and tags.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060-\u2065\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]")
_LONG_WORD = re.compile(rf"\S{{{LONGEST + 1},}}")
_TYPICAL = re.compile("[ -~\n\u00a0-\u00ac\u00ae-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d]*")


def printable(text: str) -> str:
    """The text with each character that no document can hold written as its code: ``[U+0007]``."""
    if _TYPICAL.fullmatch(text):
        return text
    return _UNPRINTABLE.sub(lambda found: _code(found[0]), tidy(text).replace("\t", "    "))


@lru_cache(maxsize=8192)
def typeset(text: str) -> str:
    """The text as our typeface can show it.

    A character it has no shape for is written as its code, ``[U+4E2D]``; invisible marks are
    left out; words longer than a column may be broken, which a zero-width space allows.
    """
    if not _TYPICAL.fullmatch(text):
        known = shapes()
        text = "".join(
            letter if letter in known or letter == "\n" else _code(letter)
            for letter in _INVISIBLE.sub("", text)
        )
    return _LONG_WORD.sub(_breakable, text)


def _code(letter: str) -> str:
    return f"[U+{ord(letter):04X}]"


def _breakable(word: re.Match[str]) -> str:
    found = word[0]
    return "\u200b".join(found[at : at + LONGEST] for at in range(0, len(found), LONGEST))


def font_folder() -> Path:
    """Where our typeface lies: Source Sans 3, under the SIL Open Font Licence."""
    return Path(fontpkg_source_sans_3.__file__).parent / "files"


@cache
def shapes() -> frozenset[str]:
    """Every character that our typeface has a shape for, upright and italic."""
    from fontTools.ttLib import TTFont  # loaded when the first unusual letter is met

    found: list[set[int]] = []
    for path in font_folder().glob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            found.append(set(font.getBestCmap()))
    return frozenset(map(chr, set.intersection(*found)))
