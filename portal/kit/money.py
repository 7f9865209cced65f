"""Sums of money as people write them, and back in words. Exact: pence, never floating point."""

import re
from decimal import Decimal

MOST = Decimal("999999999999.99")
"""Pounds. Whoever types more has made a slip."""

_SUM = re.compile(
    r"£?\s*(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<pence>\.\d+)?\s*(?P<times>k|thousand|m|million)?",
    re.IGNORECASE,
)
_TIMES = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}


def read_pounds(text: str) -> Decimal:
    """The pounds in "£1,250,000", "1250000.50", "£1.2 million" or "400k".

    Raises ValueError, in words for the person who typed it, for anything else: also for parts of a
    penny, and for more than ``MOST``.
    """
    found = _SUM.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"“{text.strip()}” is no sum of money. Enter one such as £250,000.")
    digits = found["digits"].replace(",", "") + (found["pence"] or "")
    pounds = Decimal(digits) * _TIMES[(found["times"] or "").lower()]
    if pounds != pounds.quantize(Decimal("0.01")):
        raise ValueError(f"“{text.strip()}” has parts of a penny. Enter pounds and pence.")
    if pounds > MOST:
        raise ValueError(f"Enter a sum of at most {pounds_words(MOST)}.")
    return pounds.quantize(Decimal("0.01"))


def pounds_words(pounds: Decimal) -> str:
    """``£1,250,000``, ``£1,250.50``, ``-£40``: pence only where there are some."""
    amount = abs(pounds)
    sign = "-" if pounds < 0 else ""
    return (
        f"{sign}£{amount:,.0f}" if amount == amount.to_integral_value() else f"{sign}£{amount:,.2f}"
    )


def pence_of(pounds: Decimal) -> int:
    """Whole pence. Raises ValueError for parts of a penny."""
    pence = pounds * 100
    if pence != pence.to_integral_value():
        raise ValueError(f"{pounds} has parts of a penny.")
    return int(pence)


def pounds_of(pence: int) -> Decimal:
    """Pounds with two decimals."""
    return Decimal(pence).scaleb(-2)
