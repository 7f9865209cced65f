"""What time it is: the machine's, or the fixed day a demonstration company lives on."""

from datetime import UTC, date, datetime


def now(fixed_day: date | None = None) -> datetime:
    """The moment in UTC; on ``fixed_day`` with the machine's time of day where one is given."""
    moment = datetime.now(UTC)
    if fixed_day is None:
        return moment
    return datetime.combine(fixed_day, moment.timetz())
