"""Numbers with their sign, percent, brackets and pounds. What is not wholly a number is None."""

import re
from dataclasses import dataclass
from decimal import Decimal

Value = int | float

_NUMBER = re.compile(
    r"""(?P<open>\()?\s*
        (?P<sign>[-+\u2212\u2013\u2010])?\s*(?P<pound>[£€$])?\s*(?P<late>[-\u2212\u2013])?\s*
        (?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)\s*
        (?P<scale>k|m|bn|million|thousand|billion)?\s*
        (?P<unit>%|percent|per\ cent|pp|days?|weeks?|months?|years?|hours?|wds
            |working\ days|pence|p)?\s*
        (?P<close>\))?(?P<note>\s*(?:\*+|\([a-z]\)))?""",
    re.I | re.X,
)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_UNITS = {"percent": "%", "per cent": "%", "wds": "working days"}
_NOTHING = re.compile(r"(?:n\s?/\s?a\.?|[-–—]+|\.+|tbc|tba|not available|none|nil return|)", re.I)
_PERIOD = re.compile(
    r"(?:q[1-4]|qtr ?[1-4]|quarter ?[1-4]|(?:19|20)\d\d(?:[ /–-]+(?:19|20)?\d\d)?"
    r"|(?:fy ?)?\d\d[/–-]\d\d|year ?\d+"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
    r"(?:[ '\u2019–-]*(?:19|20)?\d\d)?)",
    re.I,
)


@dataclass(frozen=True)
class Number:
    """A number with what stands beside it: ``unit`` is "%", "£", "days" and so on, or nothing."""

    value: Value
    unit: str = ""


def read_number(text: str) -> Number | None:
    """The number a cell holds, if it holds one and nothing else.

    "(1,234)" and "-£5" are below zero; "£4.2m" is 4,200,000; "62% – 64.9%" is no one number.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    amount = Decimal(found["digits"].replace(",", ""))
    amount *= Decimal(10) ** _SCALES.get((found["scale"] or "").lower(), 0)
    minus = (found["sign"] or "+") != "+" or found["late"] or found["open"]
    unit = (found["unit"] or "").lower()
    return Number(_shortest(-amount if minus else amount), found["pound"] or _UNITS.get(unit, unit))


def _shortest(amount: Decimal) -> Value:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def says_nothing(text: str) -> bool:
    """Whether a cell is empty, or says only that there is nothing to say ("n/a", "–")."""
    return bool(_NOTHING.fullmatch(text.strip()))


def is_period(text: str) -> bool:
    """Whether a column's name is a year, a quarter or a month."""
    return bool(_PERIOD.fullmatch(text.strip()))


def is_figure(text: str) -> bool:
    """Whether a cell is a figure, or stands where one is missing."""
    return read_number(text) is not None


def figures(cells: list[str]) -> float:
    """Which part of the cells that say something are figures; 0 where none says anything."""
    said = [cell for cell in cells if not says_nothing(cell)]
    return sum(is_figure(cell) for cell in said) / len(said) if said else 0.0
