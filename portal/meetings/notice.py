"""The notice clock: the last lawful moment to publish an agenda, and why.

Part VA of the Local Government Act 1972 (s.100B) and SI 2012/2089 (reg 7) ask for five clear
working days, of which a council's own rules can make more. A company's own bodies count clear days
of the calendar, as the Companies Act 2006 does (s.360).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from portal.kit import notice
from portal.kit.notice import Days
from portal.kit.words import counted, weekday_date_words
from portal.meetings.rules import meets_in_public


@dataclass(frozen=True)
class Clock:
    """How long an agenda can still be published in time.

    ``clear_days`` are those of the body's setting on the day of the meeting, counted as ``days``.
    """

    meets_on: date
    today: date
    clear_days: int
    days: Days
    regime: str = "council"

    @cached_property
    def latest_on(self) -> date:
        """The last day on which to publish; the day of publication itself is not counted."""
        return notice.latest_publication(self.meets_on, self.clear_days, self.days)

    @property
    def late(self) -> bool:
        """Whether what is published today comes too late to be taken without the urgent route."""
        return self.today > self.latest_on

    @cached_property
    def days_left(self) -> int:
        """Days (working days where those count) from tomorrow to the last one; 0 once it is here or
        past."""
        return sum(1 for day in _between(self.today, self.latest_on) if self._counts(day))

    @property
    def notice_words(self) -> str:
        """ "five clear working days"."""
        return counted(self.clear_days, f"clear {self._day_word}")

    @property
    def sentence(self) -> str:
        """ "Publish by Friday 14 June 2019, five clear working days: 5 days left"."""
        by = weekday_date_words(self.latest_on)
        if self.late:
            return f"The last day to publish in time was {by}, {self.notice_words} before"
        return f"Publish by {by}, {self.notice_words}: {self.left_words}"

    @property
    def left_words(self) -> str:
        """ "5 days left", or that today is the last day."""
        if self.late:
            return "too late"
        if self.today == self.latest_on:
            return "today is the last day"
        return f"{self.days_left} {'day' if self.days_left == 1 else 'days'} left"

    @property
    def why(self) -> str:
        """Which days are counted and which are passed over, with the rule's source."""
        counted_days = notice.why_publish_by(self.meets_on, self.clear_days, self.days)
        return f"{counted_days} {RULES[self._rule]}"

    @property
    def _rule(self) -> str:
        return "company" if self.days == "calendar" else self.regime

    @property
    def _day_word(self) -> str:
        return "working day" if self.days == "working" else "day"

    def _counts(self, day: date) -> bool:
        return self.days == "calendar" or notice.is_working_day(day)


RULES = {
    "council": "The day of publication and the day of the meeting are not counted, nor are "
    "weekends and bank holidays (Local Government Act 1972, section 100B).",
    "executive": "The day of publication and the day of the meeting are not counted, nor are "
    "weekends and bank holidays (SI 2012/2089, regulation 7).",
    "company": "The day of publication and the day of the meeting are not counted (as in the "
    "Companies Act 2006, section 360).",
}
"""Why days are counted as they are, by the rules that a body follows."""


def days_of(kind: str) -> Days:
    """How a body of this kind counts its days of notice."""
    return "working" if meets_in_public(kind) else "calendar"


def _between(after: date, until: date) -> list[date]:
    return [after + timedelta(days=n) for n in range(1, (until - after).days + 1)]
