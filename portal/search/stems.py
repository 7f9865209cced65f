"""The stems by which texts are found: ours alone, so that every database finds the very same.

What is written and what is asked pass the same functions. A stem has no sign that SQLite's FTS5 or
PostgreSQL's tsquery would read as its own: letters a to z, digits, and the underscore that spells
other letters. Plain functions: no database, no Flask.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LONGEST = 40
"""Characters of a stem; what is longer is found by its beginning."""
MOST = 20_000
"""Different stems of one text that can be found; far above any paper's."""
BREAK = "."
"""Stands between title and text, so that no phrase runs from one into the other. Never a stem."""

_REFERENCE = re.compile(r"[^\W\d_]{1,8}-[^\W\d_]{0,2}\d{1,4}[^\W\d_]?", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”]([^\"“”]*)[\"“”]")
# The class itself, not the package's choice of it: that changes with what else is installed.
_stemmer = EnglishStemmer()


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of one word: ``Policies`` → ``polici``. Empty for nothing but accents."""
    folded = unicodedata.normalize("NFKD", word.replace("’", "'").casefold())
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign)).casefold()
    if plain.isascii():
        plain = str(_stemmer.stemWord(plain)).replace("'", "")
    return "".join(_spelled(sign) for sign in plain)[:LONGEST]


def stems(text: str) -> list[str]:
    """The stems of a text, in its order."""
    found = (stem(word) for word in WORD.findall(text))
    return [each for each in found if each]


def _spelled(sign: str) -> str:
    """A letter that only some tokenisers know, by its number: ``ø`` → ``_f8``."""
    if sign.isascii():
        return sign if sign.isalnum() else ""
    return f"_{ord(sign):x}"


def in_order(*parts: str) -> str:
    """The stems of a text's parts with a space round each: phrases are looked for in it."""
    return f" {f' {BREAK} '.join(' '.join(stems(part)) for part in parts)} "


def of_company(company_id: int) -> str:
    """The stem that every text of a company has: a question is asked of one company."""
    return f"__{company_id}"


def to_find(company_id: int, ordered: str) -> str:
    """What the database's index holds of a text: its company, and each stem once."""
    different = [each for each in dict.fromkeys(ordered.split()) if each != BREAK]
    return " ".join([of_company(company_id), *different[:MOST]])


@dataclass(frozen=True)
class Asked:
    """What somebody looks for: every word, every phrase, and the reference it begins with."""

    words: tuple[str, ...]
    """Different stems, in their order."""
    phrases: tuple[str, ...] = ()
    """Stems with a space between them that stand side by side in what is found."""
    reference: str = ""
    """In capitals, as references are written; empty without one."""

    def __bool__(self) -> bool:
        return bool(self.words)

    def question(self, company_id: int) -> str:
        """The stems, as FTS5 reads them; ``walls`` and the index of PostgreSQL put in the ANDs."""
        return " ".join((of_company(company_id), *self.words))


def read(typed: str) -> Asked:
    """What is looked for: words, "phrases in quotes", and words joined by a sign (``KIN-03``)."""
    quoted = _QUOTED.findall(typed)
    chunks = [*quoted, *_QUOTED.sub(" ", typed).split()]
    runs = [stems(chunk) for chunk in chunks]
    words = dict.fromkeys(each for run in runs for each in run)
    phrases = dict.fromkeys(" ".join(run) for run in runs if len(run) > 1)
    return Asked(tuple(words), tuple(phrases), _reference(typed))


def _reference(typed: str) -> str:
    first = typed.strip(' "“”').partition(" ")[0]
    return first.upper() if _REFERENCE.fullmatch(first) else ""
