"""What text may be kept: every letter of every language, and no characters that hide things."""

import re
import unicodedata

# C0 and C1 controls but tab, line feed and carriage return; the marks that reorder the text after
# them (U+202A to U+202E, U+2066 to U+2069), which can make a sentence read as another; halves of
# characters and the two codes that are never characters.
_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_LINE_END = re.compile("\r\n|\r|\u2028|\u2029")


def control_characters(text: str) -> tuple[tuple[int, str], ...]:
    """Each character that may not be kept: its place (from 0) and its code, such as ``U+0000``.

    Empty for emoji, for right-to-left letters and for the marks U+200E and U+200F.
    """
    return tuple((found.start(), f"U+{ord(found[0]):04X}") for found in _REFUSED.finditer(text))


def tidy(text: str) -> str:
    """The text in Unicode's form NFC, its lines ended by a line feed; no letter is lost."""
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", text))
