"""Which notices an executive body owes for an item, by when, and how each of them stands.

The Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England)
Regulations 2012, SI 2012/2089. Days in, days out: no I/O. An item owes nothing here unless the
regime of its body is the executive's; any other body takes what is late by way of the Local
Government Act 1972, s.100B(4)(b), which the agenda keeps.

* regulation 5: an item taken in private, 28 clear days, and again five clear days before;
* regulation 9: a key decision, 28 clear days, or more where the body's setting says so;
* regulations 5(6), 10 and 11: the three ways for what cannot wait so long.

The 28 days are calendar days unless the body's setting says working days. The five are working
days, as those of an agenda are: whoever keeps them keeps five calendar days too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from portal.kit.notice import Days, latest_publication, why_publish_by

KEY, FIRST, SECOND = "key_decision", "private_first", "private_second"
"""The notices that are owed."""
GENERAL, SPECIAL, URGENT = "general_exception", "special_urgency", "urgent_private"
"""The ways without them; each is made public by a notice of its own."""
NOTICES = (KEY, FIRST, SECOND)
ROUTES = (GENERAL, SPECIAL, URGENT)

NAMES: Mapping[str, str] = {
    KEY: "Notice of a key decision",
    FIRST: "Notice of a private item",
    SECOND: "Second notice of a private item",
    GENERAL: "General exception",
    SPECIAL: "Special urgency",
    URGENT: "Urgent private business",
}
SOURCES: Mapping[str, str] = {
    KEY: "SI 2012/2089, regulation 9",
    FIRST: "SI 2012/2089, regulation 5(2)",
    SECOND: "SI 2012/2089, regulation 5(4)",
    GENERAL: "SI 2012/2089, regulation 10",
    SPECIAL: "SI 2012/2089, regulation 11",
    URGENT: "SI 2012/2089, regulation 5(6)",
}
WHO: Mapping[str, str] = {
    "scrutiny_chair": "Chair of the relevant overview and scrutiny committee",
    "scrutiny_members": "Each member of the relevant overview and scrutiny committee",
    "council_chair": "Chair of the council",
    "council_vice_chair": "Vice-chair of the council",
}
"""Who is informed, or agrees."""
WHO_OF: Mapping[str, tuple[str, ...]] = {
    GENERAL: ("scrutiny_chair", "scrutiny_members"),
    SPECIAL: ("scrutiny_chair", "council_chair", "council_vice_chair"),
    URGENT: ("scrutiny_chair", "council_chair", "council_vice_chair"),
}
"""For each way: the chair of scrutiny, then whoever stands in where there is none or she is unable
to act (regulations 5(6), 10(1)(a) and 11(1))."""
NEEDED = ("regime", "key_decision_clear_days", "key_decision_days_are")
"""The settings of a body that are asked for."""
PRIVATE_CLEAR_DAYS = 28
SECOND_CLEAR_DAYS = 5
GENERAL_CLEAR_DAYS = 5


@dataclass(frozen=True)
class Counting:
    """How a body counts: clear days before a key decision, and what the 28 days are."""

    key_clear_days: int = 28
    days: Days = "calendar"


@dataclass(frozen=True)
class Given:
    """A notice that was published, and the days for which it announces the decision or meeting."""

    kind: str
    on: date
    first_day: date
    last_day: date

    def covers(self, day: date) -> bool:
        """Whether it announces this day."""
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True)
class Claim:
    """One of the three ways, as taken.

    ``on`` is the day on which the chair of scrutiny was informed (``GENERAL``) or somebody agreed;
    ``published_on`` the day from which the notice of it lay open.
    """

    route: str
    on: date
    published_on: date


@dataclass(frozen=True)
class Item:
    """What is to be known of an item: the day it is taken, and as what."""

    meets_on: date
    key: bool
    private: bool


def counting(settings: Mapping[str, str]) -> Counting | None:
    """How a body with these values of ``NEEDED`` counts; None where it is no executive body."""
    if settings["regime"] != "executive":
        return None
    days = cast(Days, settings["key_decision_days_are"])
    return Counting(int(settings["key_decision_clear_days"]), days)


def last_day(kind: str, meets_on: date, how: Counting) -> date:
    """The last day on which a notice, or that of the general exception, can be published."""
    return latest_publication(meets_on, *clear(kind, how))


def clear(kind: str, how: Counting) -> tuple[int, Days]:
    """Clear days and how they are counted, of a notice or of the general exception."""
    if kind == KEY:
        return how.key_clear_days, how.days
    if kind == FIRST:
        return PRIVATE_CLEAR_DAYS, how.days
    return {SECOND: SECOND_CLEAR_DAYS, GENERAL: GENERAL_CLEAR_DAYS}[kind], "working"


def why_by(kind: str, meets_on: date, how: Counting) -> str:
    """``last_day`` with its reason: the days counted, and those passed over by name."""
    return why_publish_by(meets_on, *clear(kind, how))
