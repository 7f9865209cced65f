"""Orders as forms send them: of items of an agenda, and of lines of a template."""

from collections.abc import Mapping
from typing import Any

from portal.meetings.rules import STANDING, StandingItem

MOST = 60
"""Lines of a template that are read from a form."""


def asked(form: Mapping[str, str]) -> tuple[list[int], list[int]]:
    """The ids that stood there, and the order asked for: dragged (``order``), or one moved up or
    down by a button (``move``: "12 up"). What names no item leaves the order as it was seen."""
    seen = _numbers(form.get("seen", ""))
    if form.get("order"):
        return seen, _numbers(form["order"])
    item, _, way = form.get("move", "").partition(" ")
    wanted = list(seen)
    if item.isdecimal() and int(item) in wanted:
        place = wanted.index(int(item))
        _swap(wanted, place, way)
    return seen, wanted


def lines_of(form: Mapping[str, str]) -> list[StandingItem]:
    """The lines of a template as they were typed, in the order of their boxes."""
    lines = []
    for place in range(MOST):
        if f"title-{place}" not in form:
            break
        lines.append(
            StandingItem(
                form.get(f"code-{place}", ""),
                form[f"title-{place}"][:300],
                form.get(f"presenter-{place}", "")[:200],
                2 if form.get(f"part-{place}") == "2" else 1,
            )
        )
    return lines


def changed(lines: list[StandingItem], do: str) -> list[StandingItem]:
    """The lines after a button: "up 2", "down 2", "out 2", or "add speaking"."""
    verb, _, what = do.partition(" ")
    if verb == "add" and what in STANDING:
        return [*lines, StandingItem(what, STANDING[what])]
    if what.isdecimal() and int(what) < len(lines):
        if verb == "out":
            return [line for place, line in enumerate(lines) if place != int(what)]
        _swap(lines, int(what), verb)
    return lines


def _swap(things: list[Any], place: int, way: str) -> None:
    other = place + {"up": -1, "down": 1}.get(way, 0)
    if 0 <= other < len(things):
        things[place], things[other] = things[other], things[place]


def _numbers(words: str) -> list[int]:
    return [int(word) for word in words.split() if word.isascii() and word.isdecimal()]
