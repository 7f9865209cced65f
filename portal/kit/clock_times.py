"""Times of day as people type them: 11.42am, 11:42, 2pm. Local, to the minute."""

import re
from datetime import time

_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?\s*(?P<half>am|pm|noon|midnight)?", re.IGNORECASE
)


def read_time(typed: str) -> time:
    """The time that was typed. Raises ValueError, in words, for what names none.

    ``11.42`` and ``14:05`` are read on the clock of 24 hours; with ``am`` or ``pm``, of twelve.
    """
    found = _TIME.fullmatch(" ".join(typed.split()))
    hour, minute = (int(found[part] or 0) for part in ("hour", "minute")) if found else (99, 0)
    half = (found["half"] or "").lower() if found else ""
    bare = found is not None and found["minute"] is None and not half
    if (half and not 1 <= hour <= 12) or minute > 59 or hour > 23 or bare:
        raise ValueError("Enter a time, such as 11.42am.")
    if half:
        hour = hour % 12 + (12 if half in ("pm", "noon") else 0)
    return time(hour, minute)
