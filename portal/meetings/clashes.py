"""Which meetings get in each other's way: on one day, with members of one council in both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import combinations

from portal.kit.words import plural


@dataclass(frozen=True)
class Sits:
    """A meeting as far as clashes go: when, and who is needed in it."""

    id: int
    day: date
    starts: time | None
    """None where the hour is not written so that it can be read."""
    councils: frozenset[int]
    """The areas whose councils appoint its members."""
    people: frozenset[int]


@dataclass(frozen=True)
class Clash:
    """Two meetings of one day that need members of the same councils."""

    first: Sits
    second: Sits

    @property
    def councils(self) -> frozenset[int]:
        """The councils whose members are needed in both."""
        return self.first.councils & self.second.councils

    @property
    def people(self) -> frozenset[int]:
        """The members who sit in both bodies."""
        return self.first.people & self.second.people

    @property
    def apart(self) -> str:
        """ "1 hour apart", "at the same time"; empty where an hour cannot be read."""
        if self.first.starts is None or self.second.starts is None:
            return ""
        minutes = _minutes(self.first.starts, self.second.starts)
        if minutes == 0:
            return "at the same time"
        hours, rest = divmod(minutes, 60)
        parts = [plural(hours, "hour")] if hours else []
        parts += [plural(rest, "minute")] if rest else []
        return f"{' and '.join(parts)} apart"


def clashes(meetings: Iterable[Sits]) -> Sequence[Clash]:
    """Every two meetings that clash, by day and hour."""
    ordered = sorted(meetings, key=lambda each: (each.day, each.starts or time.min, each.id))
    return [
        Clash(first, second)
        for first, second in combinations(ordered, 2)
        if first.day == second.day
        and (first.councils & second.councils or first.people & second.people)
    ]


def _minutes(first: time, second: time) -> int:
    return abs(second.hour * 60 + second.minute - first.hour * 60 - first.minute)
