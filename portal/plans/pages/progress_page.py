"""Milestones as a priority's page shows them: what is due when, what is done, and the history."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.kit.words import date_words
from portal.kit.years import last_day, plan_year, year_words
from portal.plans import sayings
from portal.plans.content import Content, Milestone
from portal.plans.models import Plan
from portal.plans.models.beside import Progress
from portal.plans.pages import plan_page
from portal.plans.queries import history as texts
from portal.plans.queries import progress_queries
from portal.plans.rules.progress import Mark, State, due_day, state_of
from portal.plans.shapes import Reading
from tenants.audiences import RELEASED
from tenants.scope import Scope

LEVELS: Mapping[State, str] = {"done": "done", "late": "late", "due": "none", "planned": "none"}
"""The shape that goes with each state (``components/status.html``, ``mark``)."""


@dataclass(frozen=True)
class RecordShown:
    """One record of a milestone: what was recorded, the note, by whom and when."""

    words: str
    on: date | None
    note: str
    who: str
    when: str
    datetime: str


@dataclass(frozen=True)
class StepShown:
    """A milestone. ``level`` and ``words`` say what it is today; empty for who may not know."""

    key: str
    anchor: str
    text: str
    due: str
    level: str
    words: str
    done: bool
    records: Sequence[RecordShown]


@dataclass(frozen=True)
class Steps:
    """The milestones of an item by plan year, and those that no longer stand in its text."""

    years: Sequence[tuple[str, Sequence[StepShown]]]
    gone: Sequence[StepShown] = ()

    def of(self, key: str) -> StepShown | None:
        """The milestone of this key."""
        every = [step for _, steps in self.years for step in steps] + list(self.gone)
        return next((step for step in every if step.key == key), None)


def steps(scope: Scope, plan: Plan, reading: Reading, content: Content) -> Steps:
    """The milestones of an item as this reader may know them."""
    known = scope.reads(reading.area_id, RELEASED)
    rows = progress_queries.history(scope, reading.item.id) if known else []
    records: dict[str, list[Progress]] = {}
    for row in rows:
        records.setdefault(row.key, []).append(row)
    today = scope.today() if known else None
    gone = _gone(scope, reading, content, set(records))
    return Steps(
        _by_year(plan, content, records, today),
        [shown(milestone, records[milestone.key], today) for milestone in gone],
    )


def shown(milestone: Milestone, records: Sequence[Progress], today: date | None) -> StepShown:
    """One milestone; ``records`` newest first; ``today`` is None for who may not know."""
    newest = records[0] if records else None
    mark = Mark(newest.done, newest.done_on) if newest else None
    level, words = _standing(milestone, mark, today) if today else ("", "")
    return StepShown(
        milestone.key,
        anchor(milestone.key),
        milestone.text,
        _aside(milestone),
        level,
        words,
        mark is not None and mark.done,
        [_record(row) for row in records],
    )


def _aside(step: Milestone) -> str:
    """When a milestone is due, and from which plan year it was carried."""
    due = f"by {date_words(step.due)}" if step.due else ""
    carried = f"carried from {sayings.plan_year_words(step.carried)}" if step.carried else ""
    return ", ".join(part for part in (due, carried) if part)


def anchor(key: str) -> str:
    """The id of a milestone's block on its page."""
    return "milestone-" + re.sub("[^A-Za-z0-9_-]", "_", key)


def clash_words(newest: Progress) -> str:
    """What somebody else recorded while this form was open."""
    return (
        f"{newest.made_by} recorded “{_recorded(newest)}” on {sayings.day_of(newest.made_at)}, "
        "after you opened this. Nothing is lost: what you typed is in the boxes. Save again to "
        "record yours after it; both stay in the history."
    )


def _by_year(
    plan: Plan, content: Content, records: Mapping[str, Sequence[Progress]], today: date | None
) -> list[tuple[str, list[StepShown]]]:
    years = {*plan_page.plan_years(plan), *(m.year for m in content.milestones)}
    return [
        (
            f"{year_words(year)}{', history' if year < plan.first_year else ''}",
            [shown(m, records.get(m.key, ()), today) for m in content.milestones if m.year == year],
        )
        for year in sorted(years)
    ]


def _gone(scope: Scope, reading: Reading, content: Content, keys: set[str]) -> list[Milestone]:
    """Milestones with progress that the text no longer has, as an older text words them."""
    missing = keys - {milestone.key for milestone in content.milestones}
    found: dict[str, Milestone] = {}
    for text in texts(scope, reading.item.id) if missing else ():
        for value in text.milestones:
            if value["key"] in missing:
                found.setdefault(value["key"], Milestone.from_json(value))
    return sorted(found.values(), key=lambda milestone: (milestone.year, milestone.key))


def _standing(milestone: Milestone, mark: Mark | None, today: date) -> tuple[str, str]:
    state = state_of(milestone, mark, today)
    day = due_day(milestone)
    if state == "done" and mark is not None and mark.on is not None:
        after = " (late)" if mark.on > day else ""
        return LEVELS[state], f"Done on {date_words(mark.on)}{after}"
    if state == "late":
        return LEVELS[state], f"Late: it was due by {date_words(day)}"
    if state == "due":
        return LEVELS[state], "Due this plan year" if milestone.due else _by_end(today)
    return LEVELS[state], "Planned"


def _by_end(today: date) -> str:
    return f"Due this plan year, by {date_words(last_day(plan_year(today)))}"


def _record(row: Progress) -> RecordShown:
    return RecordShown(
        _recorded(row),
        row.done_on,
        row.note,
        f"{row.made_by}, {row.hat}",
        sayings.day_of(row.made_at),
        row.made_at.isoformat(timespec="minutes"),
    )


def _recorded(row: Progress) -> str:
    return f"Done on {date_words(row.done_on)}" if row.done_on else "Not done"
