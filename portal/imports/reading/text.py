"""Words in cells: their marks made plain, and their form for comparing."""

import re

_MARKS = re.compile(
    r"</?(?:p|ul|ol|li|br|i|b|em|strong|u|sup|sub|span|div|font)(?:\s[^<>]*)?/?>", re.I
)
_BREAK = re.compile(r"\s*(?:</p>|<br\s*/?>|</li>|</div>|</?ul>|</?ol>)\s*", re.I)
_ITEM = re.compile(r"\s*<li(?:\s[^<>]*)?>\s*", re.I)
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`]")
_OTHER = re.compile(r"[^\w%£#+]+")
_BULLET = re.compile(r"^\s*(?:[•●▪◦‣\u00b7\uf0b7*\-–]|\(?[a-z0-9]{1,3}[.)])\s+", re.I)


def plain(text: str) -> str:
    """A cell's words without HTML's marks: each paragraph a line, each bullet a line with its dot.

    What only looks like a mark ("<5") stays as it is.
    """
    if "<" not in text:
        return _tidy(text)
    text = _ITEM.sub("\n• ", text)
    text = _BREAK.sub("\n", text)
    return _tidy(_MARKS.sub("", text))


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.replace("\u00a0", " ").splitlines())
    return "\n".join(line for line in lines if line)


def norm(text: str) -> str:
    """The form in which names of columns are compared: small letters and words, nothing else."""
    words = _APOSTROPHES.sub("", plain(text)).replace("&", " and ").replace("_", " ")
    return " ".join(_OTHER.sub(" ", words.casefold()).split())


def unmarked(text: str) -> str:
    """A heading without Markdown's signs."""
    return " ".join(plain(text).strip("#* \t").replace("**", "").split())


def is_bullet(text: str) -> bool:
    """Whether a line is one of a list."""
    return bool(_BULLET.match(text))


def unbulleted(text: str) -> str:
    """A line of a list without its dot or number."""
    return _BULLET.sub("", text).strip("* ")


def words_in(text: str) -> int:
    """How many words a cell has."""
    return len(text.split())
