"""The names that the field gives its columns, for each kind of table and each of its fields.

They are kept in ``vocabulary.toml``; a name is compared in the form of ``text.norm``.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from portal.imports.reading.text import norm

Kind = Literal[
    "measure", "action", "risk", "budget", "priority", "equality", "schedule", "section",
    "totals", "text",
]  # fmt: skip

LONGEST_NAME = 14
"""Words of a column's name at most."""


_LEADING = re.compile(r"^(?:our|the|your) ")


@dataclass(frozen=True)
class Term:
    """One way of naming a column: what field of what kind it is then, and how much that says."""

    kind: Kind
    field: str
    weight: float
    names: re.Pattern[str]


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """Every way of naming a column that is known."""
    said = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return tuple(
        Term(kind, field, weight, re.compile(_spelt_out(names, said["words"])))
        for kind, listed in said["kinds"].items()
        for field, weight, names in listed
    )


def _spelt_out(names: str, words: dict[str, str]) -> str:
    for word, pattern in words.items():
        names = names.replace(f"{{{word}}}", f"(?:{pattern})")
    return names


@lru_cache(maxsize=4096)
def meanings(name: str) -> tuple[Term, ...]:
    """Every term that a column's name matches, whatever the kind."""
    words = _LEADING.sub("", norm(name))
    if not words or len(words.split()) > LONGEST_NAME:
        return ()
    return tuple(term for term in terms() if term.names.fullmatch(words))
