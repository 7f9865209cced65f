"""Which kind a table is, and which field each of its columns: by the columns' names above all."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from portal.imports.reading.councils import council_columns
from portal.imports.reading.proofs import PROOFS, context, is_contents
from portal.imports.reading.seen import Seen
from portal.imports.reading.text import norm, words_in
from portal.imports.reading.values.numbers import figures, is_period
from portal.imports.reading.vocabulary import Kind, Term, meanings

CONTENTS = "a table of contents"
MANY = frozenset({"amount", "period", "count", "comparator"})
"""Fields that several columns may be."""
_ORDER: Sequence[Kind] = (
    "action", "risk", "measure", "budget", "priority", "equality", "schedule", "section", "totals",
)  # fmt: skip
_PREFERRED = re.compile(r"\b(current|residual|net|latest|now)\b")
_OTHERWISE = re.compile(r"\b(inherent|gross|target|original|initial|previous|uncontrolled)\b")


@dataclass(frozen=True)
class Recognised:
    """A table's kind, how sure (0 to 1), why in words, and each column's field."""

    kind: Kind
    score: float
    reason: str
    fields: Mapping[int, str] = field(default_factory=dict)

    def columns(self, name: str) -> list[int]:
        """The columns that are this field, from the left."""
        return sorted(column for column, what in self.fields.items() if what == name)

    def column(self, name: str) -> int | None:
        """The column that is this field."""
        return next(iter(self.columns(name)), None)


def recognise(seen: Seen) -> Recognised:
    """The kind whose names the columns bear most of; "text" where they bear none's."""
    if is_contents(seen):
        return Recognised("text", 0.9, CONTENTS)
    if councils := council_columns(seen):
        fields = dict.fromkeys(councils, "council")
        return Recognised("priority", 0.9, "Its columns are the company and its councils", fields)
    tried = [(_weigh(kind, seen), kind) for kind in _ORDER]
    (weight, fields), kind = max(tried, key=lambda one: one[0][0])
    if weight <= 0:
        return Recognised("text", 0.0, "Its columns have names that no kind of list has")
    others = sorted((other[0][0] for other in tried if other[1] != kind), reverse=True)
    score = min(1.0, weight / 6) * (0.7 + 0.3 * min(1.0, (weight - max(others[0], 0)) / 2))
    return Recognised(kind, round(score, 2), _reason(kind, fields, seen.names), fields)


def _reason(kind: Kind, fields: Mapping[int, str], names: Sequence[str]) -> str:
    told = [
        f"“{names[n]}” is its {what}"
        for n, what in sorted(fields.items())
        if n < len(names) and names[n]
    ]
    return f"Read as {kind}: " + (", ".join(told[:6]) or "by where it stands")


def _weigh(kind: Kind, seen: Seen) -> tuple[float, dict[int, str]]:
    """How much speaks for a kind, with its fields; nought or less where it cannot be."""
    chosen = _assign(kind, seen)
    fields = {column: term.field for column, term in chosen.items()}
    if kind in ("measure", "budget", "totals"):
        _find_name(fields, seen)
    if not PROOFS[kind](seen, fields, chosen):
        return 0.0, fields
    weight = sum(term.weight for term in chosen.values() if term.field not in MANY)
    many = sorted((t.weight for t in chosen.values() if t.field in MANY), reverse=True)
    weight += sum(many[:4]) + context(kind, seen) + _first(fields, chosen)
    return weight, fields


def _assign(kind: Kind, seen: Seen) -> dict[int, Term]:
    """The best term for each column, no field twice save those that may be."""
    found: list[tuple[float, int, Term]] = []
    for column, name in enumerate(seen.names):
        for term in _meanings(name):
            if term.kind == kind and _fits(term, column, seen):
                found.append((-term.weight - _leaning(name), column, term))
    chosen: dict[int, Term] = {}
    for _, column, term in sorted(found, key=lambda one: one[:2]):
        taken = term.field not in MANY and term.field in {t.field for t in chosen.values()}
        if column not in chosen and not taken:
            chosen[column] = term
    return chosen


def _meanings(name: str) -> tuple[Term, ...]:
    """What a name may mean: of a name on two lines the lower one says, unless it is a year."""
    lower = name.rpartition(" – ")[2]
    return meanings(name) if is_period(lower) or not meanings(lower) else meanings(lower)


def _leaning(name: str) -> float:
    words = norm(name)
    return 0.3 * bool(_PREFERRED.search(words)) - 0.3 * bool(_OTHERWISE.search(words))


def _fits(term: Term, column: int, seen: Seen) -> bool:
    """Whether what stands in the column allows the term: figures where figures belong."""
    cells = seen.column(column)
    if term.kind == "measure" and term.field in ("number", "percent"):
        return not (column == 0 or not cells) and figures(cells) >= 0.5
    if (
        term.kind == "measure"
        and term.field == "ref"
        and norm(seen.names[column]) in ("number", "no", "#")
    ):
        return column == 0
    if term.kind in ("budget", "totals") and term.field in ("amount", "count"):
        return bool(cells) and figures(cells) >= 0.6
    if term.field in ("what", "description") and figures(cells) >= 0.5:
        return False
    if term.kind == "risk" and term.field in ("likelihood", "impact"):
        return not cells or max(words_in(cell) for cell in cells) <= 6
    return True


def _find_name(fields: dict[int, str], seen: Seen) -> None:
    """Where no column is named as the name, the first one of words is it."""
    if "name" in fields.values():
        return
    for column in range(seen.width):
        cells = seen.column(column)
        if fields.get(column, "group") in ("group",) and cells and figures(cells) < 0.3:
            fields[column] = "name"
            return


def _first(fields: Mapping[int, str], chosen: Mapping[int, Term]) -> float:
    """A little more for the kind whose very name the first column of words bears."""
    column = next((n for n in sorted(fields) if fields[n] not in ("ref", "group")), None)
    term = chosen.get(column) if column is not None else None
    return 1.0 if term is not None and term.weight >= 3 else 0.0
