"""The log of an action as it is read: entries in words, and the statuses as a strip."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.actions.models import ActionEntry
from portal.actions.pages import status_words
from portal.actions.rules import LEVELS
from portal.kit.words import date_words, plural
from portal.plans.sayings import day_of
from portal.web.charts import StepChart, step_chart

SIGNS: Mapping[str, str] = {"red": "◆", "amber": "■", "green": "●", "completed": "✓"}
"""The shapes of ``components/status.html``, for pictures."""


@dataclass(frozen=True)
class EntryShown:
    """One entry of the log."""

    level: str
    words: str
    note: str
    impact: str
    done: str
    agreed: str
    who: str
    when: str
    datetime: str


def log(entries: Sequence[ActionEntry]) -> list[EntryShown]:
    """The log as it is read, the newest first."""
    return [
        EntryShown(
            LEVELS[entry.status],
            status_words(entry.status),
            entry.note,
            entry.impact,
            f"Done on {date_words(entry.done_on)}" if entry.done_on else "",
            _agreed(entry),
            f"{entry.made_by}, {entry.hat}",
            day_of(entry.made_at),
            entry.made_at.isoformat(timespec="minutes"),
        )
        for entry in reversed(entries)
    ]


def strip(entries: Sequence[ActionEntry]) -> StepChart | None:
    """The statuses as a strip; None where nothing was told yet."""
    if not entries:
        return None
    return step_chart([(entry.status, SIGNS[entry.status]) for entry in entries])


def strip_words(entries: Sequence[ActionEntry]) -> str:
    """The strip in words, oldest first."""
    said = [f"{status_words(e.status)} on {day_of(e.made_at)}" for e in entries]
    return f"{plural(len(entries), 'entry', 'entries')}, oldest first: {'; '.join(said)}."


def clash_words(newest: ActionEntry) -> str:
    """What somebody else told while this form was open."""
    said = f", “{newest.note}”," if newest.note else ""
    moved = f" {_agreed(newest)}." if newest.agreed_for else ""
    return (
        f"{newest.made_by} recorded “{status_words(newest.status)}”{said} on "
        f"{day_of(newest.made_at)}, after you opened this.{moved} Nothing is lost: what you typed "
        "is in the boxes. Save again to record yours after it; both stay in the history."
    )


def _agreed(entry: ActionEntry) -> str:
    if entry.agreed_for is None:
        return ""
    before = f" (before: {entry.beside})" if entry.beside else ""
    return f"New date {date_words(entry.agreed_for)}, agreed by {entry.agreed_by}{before}"


def dates(when: str, entries: Sequence[ActionEntry]) -> list[tuple[str, str]]:
    """The dates of an action in order: the first as written, then each agreed anew, by whom and
    why; nothing where none was."""
    agreed = [entry for entry in entries if entry.agreed_for is not None]
    if not agreed:
        return []
    first = agreed[0].beside or "No date"
    found = [(first, "As first written")]
    for entry in agreed:
        day = date_words(entry.agreed_for) if entry.agreed_for else ""
        told = f"Agreed by {entry.agreed_by}; told by {entry.made_by} on {day_of(entry.made_at)}"
        found.append((day, f"{told}: {entry.note}"))
    if when != agreed[-1].beside:
        found.append((when or "No date", "As the plan’s text says since"))
    return found
