"""Lines of the record: who did what, when and under which hat."""

from dataclasses import dataclass
from datetime import datetime

from portal.kit.words import date_words, time_words
from tenants.clock import CIVIL


@dataclass(frozen=True)
class Entry:
    """One line of the record."""

    when: str
    datetime: str
    who: str
    hat: str
    what: str
    href: str | None = None
    digest: str = ""


def entry(moment: datetime, who: str, hat: str, what: str, digest: str = "") -> Entry:
    """A line of the record of this moment."""
    return Entry(moment_words(moment), moment.isoformat(), who, hat, what, digest=digest)


def moment_words(moment: datetime) -> str:
    """``24 June 2019, 11.47am``, local time."""
    here = moment.astimezone(CIVIL)
    return f"{date_words(here.date())}, {time_words(here.time())}"
