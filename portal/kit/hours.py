"""Hours as agendas print them: read where they say one hour for sure, and words otherwise."""

import re
from datetime import time

_NAMED = {
    "noon": time(12),
    "12 noon": time(12),
    "midday": time(12),
    "12 midday": time(12),
    "midnight": time(0),
    "12 midnight": time(0),
}
_PRINTED = re.compile(r"(\d{1,2})(?:[.:](\d{2}))? ?(am|pm)?")


def read_time(words: str) -> time | None:
    """The hour of ``11.30am``, ``2 pm``, ``12 noon``, ``14:00``; None for whatever else.

    Without am or pm only four figures are read, as the 24-hour clock has them: ``2.30`` can be at
    night or in the afternoon, ``14.30`` and ``09:30`` cannot.
    """
    said = re.sub(r"\b([ap])\.m\.?", r"\1m", " ".join(words.lower().split()))
    if said in _NAMED:
        return _NAMED[said]
    found = _PRINTED.fullmatch(said)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half is None:
        fine = found[2] is not None and len(found[1]) == 2
        return time(hour, minute) if fine and hour < 24 and minute < 60 else None
    if not (1 <= hour <= 12 and minute < 60):
        return None
    return time(hour % 12 + (12 if half == "pm" else 0), minute)
