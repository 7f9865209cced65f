"""What the room's pages show: rows with their words and marks, totals, tabs, the log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.actions import queries, totals
from portal.actions.asking import Choice
from portal.actions.queries import PAGE, ActionLine, Heading
from portal.actions.room import action_path, anchor, list_path
from portal.actions.rules import (
    LEVELS,
    STATUSES,
    UNDECLARED,
    computed_words,
    differs,
    says_complete,
    unread_words,
)
from portal.actions.service import hat_for
from portal.actions.totals import ALL, COLUMNS, Compared, Group, Line
from portal.kit.timescales import printed, read_timescale
from portal.kit.words import date_words, plural
from portal.plans.sayings import day_of
from tenants.scope import Scope

HEADS: Mapping[str, str] = {"none": UNDECLARED} | dict(STATUSES.items())
TABS = (
    ("", "All"),
    ("mine", "Mine to update"),
    ("overdue", "Overdue by date"),
    ("differs", "Declared and dated differ"),
    ("high", "High priority"),
    ("undated", "No day to read"),
)


@dataclass(frozen=True)
class RowShown:
    """One action in the list. ``update`` is empty for who may not; ``next`` names the row to go on
    to, as its number and reference."""

    line: ActionLine
    anchor: str
    href: str
    update: str
    next: str
    level: str
    words: str
    differs: str
    hint: str
    when: str
    notes: Sequence[str]
    unread: str
    told: str
    council: tuple[str, str] | None


@dataclass(frozen=True)
class Tab:
    """One view of the list."""

    text: str
    href: str
    count: str | None
    current: bool


@dataclass(frozen=True)
class Totals:
    """The table of totals: a line for each domain or plan, all of them, those of high priority."""

    head: str
    lines: Sequence[Line]
    whole: Line
    high: Line
    compared: Sequence[Compared]

    @property
    def differing(self) -> list[Compared]:
        """The printed totals that the rows do not give."""
        return [each for each in self.compared if not each.agrees]


def rows(scope: Scope, lines: Sequence[ActionLine], back: str) -> list[RowShown]:
    """The rows of a page; ``back`` is the list's own query."""
    found: list[RowShown] = []
    following = ""
    for line in reversed(lines):
        shown = row(scope, line, following, back)
        found.append(shown)
        if shown.update:
            following = f"{line.item_id}-{line.ref}"
    return found[::-1]


def row(scope: Scope, line: ActionLine, following: str = "", back: str = "") -> RowShown:
    """One row."""
    read = read_timescale(line.when)
    may = hat_for(scope, line.area_id, line.plan_id, line.leads) is not None
    area = scope.area(line.area_id) if line.area_id else None
    return RowShown(
        line=line,
        anchor=anchor(line),
        href=action_path(scope, line),
        update=f"{action_path(scope, line)}/update" if may else "",
        next=following,
        level=LEVELS[line.status],
        words=status_words(line.status),
        differs=differ_words(line),
        hint=_hint(line),
        when=_when(line, printed(read) if read.kind == "day" else line.when),
        notes=_notes(line),
        unread=unread_words(line.when) if line.due_on is None and not line.status else "",
        told=f"{line.told_by}, {day_of(line.told_at)}" if line.told_at else "",
        council=(area.name, area.slug) if area else None,
    )


def status_words(status: str) -> str:
    """A declared status in words."""
    return HEADS[status or "none"]


def differ_words(line: ActionLine) -> str:
    """What is said where declared and computed status differ; empty where they do not.

    Where nothing is declared, it says what follows from the date alone.
    """
    found = line.computed
    if differs(line.status, found) or (not line.status and found == "red"):
        return computed_words(found)
    return ""


def totals_of(
    choice: Choice,
    groups: Sequence[Group],
    headings: Sequence[Heading],
    printed_ones: Sequence[totals.Printed],
) -> Totals:
    """The table of totals: by domain in one plan, by plan in several."""
    if choice.plan is not None:
        of_plan = [h for h in headings if h.plan_id == choice.plan.plan_id]
        titles = {h.section_id: (choice.href(domain=h.letter), h.title) for h in of_plan}
        lines = totals.table(groups, titles, lambda group: group.section_id)
    else:
        titles = {h.plan_id: (choice.href(plan=h.plan_slug), h.plan_title) for h in headings}
        lines = totals.table(groups, titles, lambda group: group.plan_id)
    high = [group for group in groups if group.high]
    names = {heading.section_id: heading.title for heading in headings}
    return Totals(
        "Domain" if choice.plan else "Plan",
        lines,
        totals.total(groups, "All"),
        totals.total(high, "High priority"),
        totals.compare(printed_ones, groups, names),
    )


def printed_of(scope: Scope, choice: Choice) -> list[totals.Printed]:
    """The totals that the chosen plan prints; none where the list is narrowed to a lead."""
    if choice.plan is None or choice.asked.lead:
        return []
    figures = queries.printed_figures(scope, choice.plan.plan_id)
    return [each for figure in figures for each in totals.printed(*figure)]


def tabs(choice: Choice, groups: Sequence[Group], *, mine: bool) -> list[Tab]:
    """The views of the list, with how many stand in each."""
    numbers = {
        name: totals.number_of(group for group in groups if _shows(name, group))
        for name, _ in TABS
        if name != "mine"
    }
    shown = choice.values["show"]
    return [
        Tab(
            words,
            choice.href(show=name, status="" if name == "" else choice.values["status"]),
            f"{numbers[name]:,}" if name in numbers else None,
            name == shown,
        )
        for name, words in TABS
        if name != "mine" or mine
    ]


def sentence(groups: Sequence[Group]) -> str:
    """What is declared overdue, set against what is overdue by its date."""
    declared = totals.number_of(g for g in groups if g.status == "red")
    dated = totals.number_of(g for g in groups if g.overdue)
    more = totals.number_of(g for g in groups if g.overdue and g.status != "red")
    if not declared and not dated:
        return "No action is overdue: none is declared so, and no date has passed."
    said = f"{plural(declared, 'action')} {_is_are(declared)}" if declared else "No action is"
    if not dated:
        return f"{said} declared overdue. By their dates none is."
    rest = f": {more:,} more" if more and declared else ""
    return f"{said} declared overdue. By their dates alone {dated:,} {_is_are(dated)}{rest}."


def count_of(choice: Choice, groups: Sequence[Group]) -> int | None:
    """How many actions the list has, as far as the totals tell: not of what is the reader's own."""
    asked = choice.asked
    if asked.show == "mine":
        return None
    return totals.number_of(
        group
        for group in groups
        if _shows(asked.show, group)
        and asked.section_id in (None, group.section_id)
        and asked.status in (ALL, group.column)
    )


def _shows(show: str, group: Group) -> bool:
    match show:
        case "overdue":
            return group.overdue
        case "differs":
            return group.differs
        case "high":
            return group.high
        case "undated":
            return group.found is None
    return True


def pages_of(choice: Choice, count: int | None, shown: int) -> tuple[str, str, str]:
    """Which actions are shown in words, and the queries of the pages before and after."""
    first = (choice.page - 1) * PAGE + 1
    last = first + shown - 1
    before = choice.href(page=str(choice.page - 1)) if choice.page > 1 else ""
    more = shown == PAGE and (count is None or last < count)
    after = choice.href(page=str(choice.page + 1)) if more else ""
    if not shown:
        return "", before, ""
    of = f" of {count:,}" if count is not None else ""
    return f"{first:,} to {last:,}{of}", before, after


def back_to(scope: Scope, query: str, item: str) -> str:
    """The address of the list as it was, at one of its rows."""
    return f"{list_path(scope)}{'?' + query if query else ''}#action-{item}"


def _is_are(number: int) -> str:
    return "is" if number == 1 else "are"


def _hint(line: ActionLine) -> str:
    """What a person is asked to look at where nothing is declared."""
    if not line.status and says_complete(line.text("comments")):
        return "The plan’s comment begins with “complete”: declare it, if it is."
    return ""


def _when(line: ActionLine, words: str) -> str:
    return date_words(line.due_on) if line.agreed and line.due_on else words


def _notes(line: ActionLine) -> list[str]:
    """What stands under the timescale: the first day where a new one was agreed, the next turn."""
    read = read_timescale(line.when)
    if line.agreed:
        return [f"First: {line.when}"] if line.when else ["No date at first"]
    if read.kind == "recurring" and line.due_on:
        return [f"Next: {date_words(line.due_on)}"]
    return []


def columns() -> list[tuple[str, str, str]]:
    """The columns of the totals: key, words, and the level of the mark."""
    return [(key, HEADS[key], LEVELS["" if key == "none" else key]) for key in COLUMNS]


def choices_of_status() -> list[tuple[str, str]]:
    """What the filter offers."""
    return [(key, HEADS[key]) for key in COLUMNS]
