"""What a table must have to be of a kind, besides names that speak for it."""

import re
from collections.abc import Callable, Mapping, Sequence

from portal.imports.reading.seen import Seen
from portal.imports.reading.text import norm
from portal.imports.reading.values.numbers import figures
from portal.imports.reading.vocabulary import Kind, Term

_CONTEXT: Mapping[Kind, tuple[float, str]] = {
    "equality": (1.5, r"\bequalit|\beia\b|impact assessment"),
    "risk": (1.0, r"\brisks?\b"),
    "budget": (1.5, r"£|\b(?:budget|financ\w*|medium term|revenue|capital|income|spend\w*)\b"),
    "schedule": (1.0, r"\b(?:sign.?off|schedule|approval|governance|next steps|consultation)\b"),
    "measure": (1.0, r"\b(?:scorecard|indicators?|performance|measures?|kpis?|dataset)\b"),
    "priority": (0.5, r"\bpriorit(?:y|ies)\b"),
    "action": (0.7, r"\b(?:actions?|delivery plan|focus area|improvement plan|work ?plan)\b"),
    "totals": (0.5, r"\b(?:totals?|summary|overview)\b"),
}
"""What headings of each kind of table say, and how much that speaks for the kind."""
_MONEY_ROWS = re.compile(
    r"\b(total|net|income|employees?|staffing|premises|transport|supplies|grants?|expenditure|costs?"
    r"|savings|fees|payroll|contract|pay|recharges?|third party)\b"
)


def context(kind: Kind, seen: Seen) -> float:
    """How much the heading that a table stands under speaks for a kind."""
    more, words = _CONTEXT.get(kind, (0.0, ""))
    return more if words and re.search(words, norm(seen.heading)) else 0.0


Chosen = Mapping[int, Term]
Fields = Mapping[int, str]


def _has(fields: Fields, *names: str) -> int:
    return len(set(names) & set(fields.values()))


def _best(chosen: Chosen, name: str) -> float:
    return max((term.weight for term in chosen.values() if term.field == name), default=0.0)


def _is_action(seen: Seen, fields: Fields, chosen: Chosen) -> bool:
    sure = _best(chosen, "what") >= 2.5
    beside = _has(fields, "lead", "when", "status", "detail", "comments", "resources", "success")
    return bool(_has(fields, "what")) and (
        _has(fields, "when", "lead") > 0 or (sure and beside > 0)
    )


def _is_risk(seen: Seen, fields: Fields, chosen: Chosen) -> bool:
    scored = _has(fields, "likelihood", "impact", "score")
    named = _best(chosen, "description") >= 2.5
    return bool(_has(fields, "description")) and (
        scored >= 2 or (named and scored + _has(fields, "controls", "owner", "further") >= 1)
    )


def _is_measure(seen: Seen, fields: Fields, chosen: Chosen) -> bool:
    valued = _has(
        fields, "dot", "number", "percent", "latest", "rate", "target", "projection", "sn",
        "national", "tolerance", "baseline", "period", "comparator",
    )  # fmt: skip
    named = _best(chosen, "name") >= 2
    strong = _has(
        fields, "dot", "latest", "rate", "target", "projection", "sn", "national", "percent"
    )
    if valued and context("measure", seen) > 0 and _figured(seen, fields):
        return bool(_has(fields, "name"))
    return bool(_has(fields, "name")) and (
        named
        or (valued >= 2 and strong >= 1)
        or (valued >= 1 and strong >= 1 and _figured(seen, fields))
    )


def _figured(seen: Seen, fields: Fields) -> bool:
    columns = [n for n, what in fields.items() if what not in ("name", "ref", "group")]
    return any(figures(seen.column(n)) >= 0.5 for n in columns if seen.column(n))


def _is_budget(seen: Seen, fields: Fields, chosen: Chosen) -> bool:
    amounts = [n for n, what in fields.items() if what == "amount"]
    return (
        bool(amounts)
        and bool(_has(fields, "name"))
        and (_best(chosen, "name") >= 3 or is_money(seen, amounts))
    )


def is_money(seen: Seen, amounts: Sequence[int]) -> bool:
    """Whether a table's figures are sums of money: pounds, brackets, or what its lines are of."""
    if "£" in seen.heading or any("£" in name for name in seen.names):
        return True
    cells = [cell for column in amounts for cell in seen.column(column)]
    signed = sum(bool(re.search(r"[£]|^\(.*\d.*\)$", cell)) for cell in cells)
    if cells and signed >= 0.2 * len(cells):
        return True
    labels = [norm(row.words) for row in seen.body]
    told = sum(bool(_MONEY_ROWS.search(label)) for label in labels)
    percent = sum("%" in cell for cell in cells)
    return told >= max(2, 0.3 * len(labels)) and not percent and context("budget", seen) > 0


def _is_priority(seen: Seen, fields: Fields, chosen: Chosen) -> bool:
    if _has(fields, "when", "activities") == 2:
        return False
    others = _has(fields, "outcome", "plans", "lead", "evidence", "activities", "success", "detail")
    return (
        bool(_has(fields, "what"))
        and (_best(chosen, "what") >= 3 or others >= 2)
        and (others + _has(fields, "ref") >= 1 or seen.width == 1)
    )


def _is_equality(seen: Seen, fields: Fields, chosen: Chosen) -> bool:
    told = _has(fields, "assessment", "groups")
    if _has(fields, "groups") and context("equality", seen) > 0:
        return True
    return (bool(_has(fields, "what")) and (told > 0 or _best(chosen, "what") >= 4)) or (
        _best(chosen, "what") >= 3 and context("equality", seen) > 0
    )


def _is_schedule(seen: Seen, fields: Fields, chosen: Chosen) -> bool:
    return _has(fields, "what", "when") == 2 and (
        _has(fields, "body") > 0 or context("schedule", seen) > 0
    )


def _is_section(seen: Seen, fields: Fields, chosen: Chosen) -> bool:
    return bool(_has(fields, "ref")) and _has(fields, "title", "text") > 0


def _is_totals(seen: Seen, fields: Fields, chosen: Chosen) -> bool:
    counts = [n for n, what in fields.items() if what == "count"]
    total = any(chosen[n].weight > 2 for n in counts if n in chosen) or any(
        norm(row.cells[0]).startswith(("total", "grand total")) for row in seen.body if row.cells
    )
    cells = [cell for n in range(1, seen.width) for cell in seen.column(n)]
    return total and bool(cells) and figures(cells) >= 0.8 and not is_money(seen, counts)


PROOFS: Mapping[Kind, Callable[[Seen, Fields, Chosen], bool]] = {
    "action": _is_action,
    "risk": _is_risk,
    "measure": _is_measure,
    "budget": _is_budget,
    "priority": _is_priority,
    "equality": _is_equality,
    "schedule": _is_schedule,
    "section": _is_section,
    "totals": _is_totals,
}


def is_contents(seen: Seen) -> bool:
    """Whether a table only says on which pages things are."""
    if seen.names or seen.width != 2 or len(seen.body) < 3:
        return False
    pages = [
        re.match(r"(?:pages? ?)?(\d{1,4})(?:\s*[-–]\s*\d{1,4})?$", cell) for cell in seen.column(1)
    ]
    numbers = [int(page[1]) for page in pages if page]
    return len(numbers) >= len(seen.body) - 1 and numbers == sorted(numbers)
