"""Times of day as people print them on an agenda: 11.30am, 2pm, 14:00, 12 noon."""

import re
from datetime import time

from portal.kit.words import time_words

_NAMED = {
    "noon": time(12),
    "12 noon": time(12),
    "12noon": time(12),
    "midday": time(12),
    "midnight": time(0),
    "12 midnight": time(0),
}
_TYPED = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s*(am|pm)?")


def read_time(typed: str) -> time | None:
    """The time of day that is meant, local where it is typed; None for what is none.

    A bare number such as "7" is none: it could be morning or evening. ``time_words`` says it again
    as it is printed, and is read back as the same time.
    """
    words = " ".join(typed.casefold().split()).replace("a.m.", "am").replace("p.m.", "pm")
    if words in _NAMED:
        return _NAMED[words]
    found = _TYPED.fullmatch(words)
    if found is None or not (found[2] or found[3]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def printed_time(typed: str) -> str | None:
    """What was typed, as an agenda prints it; None for what is no time of day."""
    found = read_time(typed)
    return None if found is None else time_words(found)
