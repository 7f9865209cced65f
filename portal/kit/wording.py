"""What counts as a word, and when two wordings are the same for a reader."""

import re
import unicodedata
from dataclasses import dataclass

# Characters that hold one word together when they stand between letters: front-line, children's.
_JOINERS = "'’ʼ‐‑-"
_SEPARATORS = re.escape('!"#()*,./:;<=>?@[\\]^_`{|}~&¡§¶·¿«»–—―‒…•‣‘‚“”„‹›†‡،؛؟।॥、。') + r"\s"
_PART = f"[^{_SEPARATORS}{re.escape(_JOINERS)}]+"
# Everything else is part of a word: letters with their marks in any script, emoji, £ and %.
_WORD = re.compile(
    rf"(?:(?<![^\s(])[-−](?=[£$€]?\d))?{_PART}(?:(?:[{re.escape(_JOINERS)}]|(?<=\d)[.,](?=\d)){_PART})*"
    "|&"
)
# "3.", "(iv)", "b)", "C.4:", "KIN-01." or "Priority 5:". A bare "5" is meant: "5 new schools".
_NUMBER_PREFIX = re.compile(
    r"\s*(?:(?:priority|objective|aim|number|no\.?)\s+)?"
    r"[(\[]?(?:(?:[a-z]{1,4}[-.]?)?\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})[.)\]:]+(?=\s)",
    re.IGNORECASE,
)
_DROPPED = dict.fromkeys(map(ord, _JOINERS + "\u00ad\u200b\u200e\u200f\u2060\ufeff,"))


@dataclass(frozen=True)
class Wording:
    """A text with the places of its words (from 0, end not included) and what each compares as."""

    text: str
    places: tuple[tuple[int, int], ...]
    keys: tuple[str, ...]

    @property
    def key(self) -> str:
        """Equal for two wordings exactly where a reader would call them the same."""
        return "".join(self.keys)


def read_wording(text: str, *, exact: bool = False) -> Wording:
    """The words of ``text``, made ready once for many comparisons.

    A number in front, letter case, punctuation, white space, hyphens and the shape of quotation
    marks don't count; signs that carry meaning (%, £, a minus) do. With ``exact`` a word is
    whatever stands between white space, as it is written.
    """
    found = list(re.finditer(r"\S+", text)) if exact else _found(text)
    keyed = [(match.span(), match[0] if exact else _key(match[0])) for match in found]
    held = [(place, key) for place, key in keyed if key]
    return Wording(text, tuple(place for place, _ in held), tuple(key for _, key in held))


def words(text: str) -> list[str]:
    """The words of ``text`` as written, without punctuation; ``front-line`` is one word."""
    return [text[start:end] for start, end in read_wording(text).places]


def wording_key(text: str) -> str:
    """What to index a wording by: equal exactly where ``same_wording`` holds."""
    return read_wording(text).key


def same_wording(left: str, right: str) -> bool:
    """Whether two texts say the same words, as ``read_wording`` counts them."""
    return wording_key(left) == wording_key(right)


def _found(text: str) -> list[re.Match[str]]:
    prefix = _NUMBER_PREFIX.match(text)
    return list(_WORD.finditer(text, prefix.end() if prefix else 0))


def _key(word: str) -> str:
    if word == "&":
        return "and"
    minus = "-" if word[0] in "-−" else ""
    plain = unicodedata.normalize("NFKC", word.lstrip("-−")).casefold()
    return minus + unicodedata.normalize("NFKC", plain).translate(_DROPPED)
