"""The company's shares as one bar, a stretch for each owner. Plain functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tenants.models import Area

WHOLE = Decimal(100)
"""Per cent."""


@dataclass(frozen=True)
class Stretch:
    """What one owner holds, in per cent of the bar's length."""

    slug: str
    x: Decimal
    width: Decimal


def share_bar(owners: Sequence[Area]) -> list[Stretch]:
    """The stretches in the owners' order; none where no share is known."""
    found: list[Stretch] = []
    at = Decimal()
    for area in owners:
        if area.share:
            found.append(Stretch(area.slug, at, area.share))
            at += area.share
    return found if at <= WHOLE else []
