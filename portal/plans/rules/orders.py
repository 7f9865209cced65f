"""Orders and references, as plain rules: a step, two orders put together, the next number."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")

LONGEST_REF = 20
"""Characters."""
_REF = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


def stepped(order: Sequence[Thing], thing: Thing, step: int) -> list[Thing]:
    """The order with one thing moved by so many places, at most to an end.

    Raises ValueError for a thing that is not in it.
    """
    others: list[Thing] = [other for other in order if other != thing]
    place = min(max(order.index(thing) + step, 0), len(others))
    return [*others[:place], thing, *others[place:]]


def merged(mine: Iterable[Thing], now: Sequence[Thing]) -> list[Thing]:
    """My order of what is there now: things that I did not know stand after the one they follow.

    It holds what ``now`` holds, each once; of what both know my order, nothing else of mine.
    """
    there = set(now)
    order = [thing for thing in dict.fromkeys(mine) if thing in there]
    known = set(order)
    for place, thing in enumerate(now):
        if thing not in known:
            order.insert(order.index(now[place - 1]) + 1 if place else 0, thing)
            known.add(thing)
    return order


def next_number(refs: Iterable[str], start: str) -> int:
    """One more than the greatest number that follows ``start`` in any of these references."""
    numbers = (ref[len(start) :] for ref in refs if ref.startswith(start))
    return max((int(n) for n in numbers if n.isascii() and n.isdigit()), default=0) + 1


def ref_problem(ref: str, prefix: str, others: Iterable[str]) -> str:
    """What is wrong with a chosen reference, in words; empty where it can be used.

    ``prefix`` begins every reference of a council; it is empty for what the company shares, whose
    references begin with none of the ``others``. So no two areas can ever choose the same.
    """
    if len(ref) > LONGEST_REF:
        return f"A reference has at most {LONGEST_REF} characters. You wrote {len(ref):,}."
    if not _REF.fullmatch(ref) or ref.lower() in ("new", "json"):
        return "Write the reference in letters and digits, with hyphens between: KIN-11."
    first = ref.partition("-")[0].upper()
    if prefix and (first != prefix.upper() or "-" not in ref):
        return f"References of this council begin with {prefix}-."
    if not prefix and first in {other.upper() for other in others}:
        return f"{first} begins the references of one council. Choose another beginning."
    return ""
