"""Totals of actions, derived from the rows, and the totals that a plan printed beside them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.actions.rules import STATUSES, Computed, differs

ALL = ""
"""Stands for the total of all statuses, or of all domains."""
COLUMNS = (*STATUSES, "none")
"""The columns of the table: the statuses as declared, then what nobody declared."""


@dataclass(frozen=True)
class Group:
    """So many actions of one section that are alike in all that totals ask for."""

    section_id: int
    plan_id: int
    area_id: int
    status: str
    found: Computed | None
    high: bool
    number: int

    @property
    def column(self) -> str:
        """The column it is counted in."""
        return self.status or "none"

    @property
    def overdue(self) -> bool:
        """Whether its date has passed, and it is not complete."""
        return self.found == "red"

    @property
    def differs(self) -> bool:
        """Whether declared and computed status differ."""
        return differs(self.status, self.found)


@dataclass(frozen=True)
class Line:
    """One line of the table: a domain, a plan, or all; ``numbers`` by column, ``ALL`` the sum."""

    key: str
    title: str
    numbers: Mapping[str, int]


@dataclass(frozen=True)
class Printed:
    """A total as a plan printed it: of one status (``ALL``: of all), in one domain (``ALL``: in
    all), perhaps of high-priority actions alone; and the words it was read from."""

    status: str
    domain: str
    number: int
    high: bool
    words: str


@dataclass(frozen=True)
class Compared:
    """A printed total beside the one that the rows give; None where no domain is called so."""

    printed: Printed
    derived: int | None

    @property
    def agrees(self) -> bool:
        """Whether both are the same number."""
        return self.printed.number == self.derived


def number_of(groups: Iterable[Group]) -> int:
    """How many actions there are in these groups."""
    return sum(group.number for group in groups)


def counts(groups: Sequence[Group]) -> dict[str, int]:
    """Their numbers by column, with ``ALL`` for the sum."""
    found = dict.fromkeys(COLUMNS, 0)
    for group in groups:
        found[group.column] += group.number
    return {**found, ALL: number_of(groups)}


def table(
    groups: Sequence[Group], titles: Mapping[int, tuple[str, str]], of: Callable[[Group], int]
) -> list[Line]:
    """A line for each domain or plan that has actions, in the order of ``titles`` (its key and its
    title, by number); ``of`` says to which a group belongs."""
    lines = []
    for number, (key, title) in titles.items():
        mine = [group for group in groups if of(group) == number]
        if mine:
            lines.append(Line(key, title, counts(mine)))
    return lines


def total(groups: Sequence[Group], title: str) -> Line:
    """The line under the table: all of these groups together."""
    return Line(ALL, title, counts(groups))


_WORDS = {
    "red": "red",
    "overdue": "red",
    "amber": "amber",
    "not on target": "amber",
    "green": "green",
    "on target": "green",
    "completed": "completed",
    "complete": "completed",
}
_PAIR = re.compile(r"([^,;.\d]+?)\s+(\d+)\b")


def printed(title: str, figure: str, wording: str) -> list[Printed]:
    """The totals of actions that an entry of a plan's figures prints; none where it is another.

    "Actions that are red", "2", "Help and protection 0, leadership 2" prints three totals; what
    follows a name of a status in the wording is of that status. Nothing is guessed: a figure that
    is no whole number prints none.
    """
    said = " ".join(title.lower().split())
    if "action" not in said or not re.fullmatch(r"\d[\d,]*", figure.strip()):
        return []
    high = "priority" in said
    status = _status_in(said)
    whole = Printed(status, ALL, int(figure.replace(",", "")), high, f"{title}: {figure}")
    return [whole, *_parts(wording, status, high)]


def compare(
    found: Sequence[Printed], groups: Sequence[Group], sections: Mapping[int, str]
) -> list[Compared]:
    """Each printed total beside the derived one; ``sections`` has the title of each."""
    titles = {_plain(title) for title in sections.values()}
    compared = []
    for each in found:
        wanted = _plain(each.domain)
        mine = [
            group
            for group in groups
            if wanted in (ALL, _plain(sections.get(group.section_id, "")))
            and each.status in (ALL, group.status)
            and (group.high or not each.high)
        ]
        known = wanted == ALL or wanted in titles
        compared.append(Compared(each, number_of(mine) if known else None))
    return compared


def _status_in(words: str) -> str:
    """The status that a title names, the longest name first; ``ALL`` for none."""
    names = sorted(_WORDS, key=len, reverse=True)
    return next((_WORDS[name] for name in names if re.search(rf"\b{name}\b", words)), ALL)


def _parts(wording: str, status: str, high: bool) -> list[Printed]:
    parts = []
    for name, number in _PAIR.findall(wording):
        words = f"{name.strip()} {number}"
        named = _WORDS.get(" ".join(name.lower().split()))
        domain = ALL if named else " ".join(name.split())
        parts.append(Printed(named or status, domain, int(number), high, words))
    return parts


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
