"""What time it is: the machine's, or the fixed day a demonstration company lives on."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

CIVIL = ZoneInfo("Europe/London")
"""The zone of every council's day: what is "today", and on which day something was decided."""


def now(fixed_day: date | None = None) -> datetime:
    """The moment in UTC; on ``fixed_day`` with the machine's time of day where one is given."""
    return on_day(datetime.now(UTC), fixed_day)


def on_day(moment: datetime, fixed_day: date | None) -> datetime:
    """A moment of the machine's as a demonstration has it: on its fixed day, at the same time of
    day; as it is where no day is fixed."""
    if fixed_day is None:
        return moment
    local = moment.astimezone(CIVIL)
    return datetime.combine(fixed_day, local.time(), CIVIL).astimezone(UTC)


def start_of(day: date) -> datetime:
    """The moment in UTC at which a day begins where the councils are."""
    return datetime.combine(day, time.min, CIVIL).astimezone(UTC)


def civil_day(moment: datetime) -> date:
    """The day of a moment where the councils are, which in summer begins an hour before UTC's."""
    return moment.astimezone(CIVIL).date()
