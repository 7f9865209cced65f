"""The plan as it stood on a day: which version that was, and in which words it is said. No I/O."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.kit.words import date_words
from portal.plans.models.frozen import Version
from portal.plans.rules.states import APPROVED
from portal.plans.sayings import day_of
from portal.plans.shapes import in_force_on
from tenants.clock import civil_day


@dataclass(frozen=True)
class Standing:
    """What stood on a day: a version, in force or not; None for nothing."""

    version: Version | None
    sentence: str
    more: str = ""


@dataclass(frozen=True)
class Stretch:
    """One line of the timeline: a version with the days on which it was the plan in force."""

    version: Version
    days: str


def stood(found: Sequence[Version], day: date, today: date) -> Standing:
    """The version of a plan that was in force on a day of the company's.

    The day on which it came into force counts, the day on which it was superseded does not. Before
    any was in force, the newest that had been approved in principle, which is said. ``found`` are
    the versions that the reader may read.
    """
    words, was = date_words(day), "is" if day == today else "was" if day < today else "will be"
    version = in_force_on(found, day)
    if version is not None:
        later = "" if day <= today else "As things stand today; a later decision can change it."
        return Standing(
            version, f"Version {version.number} {was} the plan in force on {words}.", later
        )
    nothing = f"No plan {was} in force on {words}."
    version = _approved_by(found, day)
    if version is None:
        return Standing(None, nothing)
    principle = "" if version.state in APPROVED else " in principle"
    return Standing(
        version,
        nothing,
        f"The newest text approved{principle} by then was version {version.number}, of "
        f"{day_of(version.state_since)}. It is shown here; it was not the plan in force.",
    )


def timeline(found: Sequence[Version]) -> list[Stretch]:
    """The versions that were, are or will be in force, the newest first."""
    held = [each for each in found if each.in_force_from and each.in_force_from != each.in_force_to]
    held.sort(key=lambda each: (each.in_force_from, each.number), reverse=True)
    return [Stretch(each, _days(each)) for each in held]


def _days(version: Version) -> str:
    first, until = version.in_force_from, version.in_force_to
    began = date_words(first) if first else ""
    return f"From {began}" if until is None else f"From {began}, until {date_words(until)}"


def _approved_by(found: Sequence[Version], day: date) -> Version | None:
    approved = (
        each
        for each in found
        if each.state in {*APPROVED, "approved_in_principle"}
        and civil_day(each.state_since) <= day
        and each.in_force_from is None
    )
    return max(approved, key=lambda each: (each.state_since, each.number), default=None)
