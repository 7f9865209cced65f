"""When a decision takes effect, and what it still waits for. Days in, days out: no I/O.

A decision of a council's own body takes effect when it can be called in no longer (Local Government
Act 2000, s.9F, with the council's own number of days); a condition precedent has to be discharged
first; a condition subsequent stops nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.kit.words import date_words

REFERRED_BACK = "referred_back"
OUTCOMES = {
    "stands": "The decision stands",
    REFERRED_BACK: "Referred back to the body that decided",
    "lapsed": "The request lapsed",
}
KINDS = {
    "version": "Its version comes into force",
    "budget": "Its version comes into force and is locked",
    "appointment": "A person is appointed",
    "removal": "An appointment ends",
    "admission": "The right to admit an owner is recorded",
    "none": "Nothing else follows",
}
DATED = frozenset({"version", "budget"})
"""Effects that carry their own day, and can be written before it has come once it is certain."""
CONDITIONS = {
    "precedent": "Before it takes effect",
    "subsequent": "After it takes effect",
}


@dataclass(frozen=True)
class CallInDays:
    """The days of one call-in. ``until`` is the last day to ask for it; None for none at all."""

    until: date | None
    called_in: bool = False
    outcome: str | None = None
    outcome_on: date | None = None

    @property
    def stayed(self) -> bool:
        """Whether it was called in, and nothing has come of it yet."""
        return self.called_in and self.outcome is None

    @property
    def bounds(self) -> list[date]:
        """Days before which nothing takes effect."""
        found = [] if self.until is None else [self.until + timedelta(days=1)]
        return found if self.outcome_on is None else [*found, self.outcome_on]

    def over(self, today: date) -> bool:
        """Whether nothing can come of it any more."""
        return self.outcome is not None or (
            not self.called_in and (self.until is None or self.until < today)
        )


@dataclass(frozen=True)
class Precedent:
    """A condition precedent: its words, and the day it was discharged, if it was."""

    words: str
    discharged_on: date | None = None


@dataclass(frozen=True)
class Timing:
    """When a decision takes effect. ``on`` is None while that is not known, and if it never does.

    ``certain`` says that the day can move no more; ``waits_for`` names what is outstanding, each to
    be read after "Waiting for"; ``because`` says what the day follows from.
    """

    on: date | None
    certain: bool = False
    stopped: bool = False
    waits_for: tuple[str, ...] = ()
    because: str = ""


def timing(
    decided_on: date,
    asked_for: date | None,
    call_ins: Sequence[CallInDays],
    precedents: Sequence[Precedent],
    today: date,
) -> Timing:
    """When a decision of that day takes effect, as things stand ``today``."""
    if any(each.outcome == REFERRED_BACK for each in call_ins):
        return Timing(None, stopped=True)
    waits = tuple(_waits(call_ins, precedents, today))
    if any(each.stayed for each in call_ins) or any(p.discharged_on is None for p in precedents):
        return Timing(None, waits_for=waits)
    bounds = list(_bounds(decided_on, asked_for, call_ins, precedents))
    on = max(day for day, _ in bounds)
    certain = all(each.over(today) for each in call_ins)
    because = next(words for day, words in bounds if day == on)
    waits += (f"{date_words(on)}, {because}",) if on > today and not waits else ()
    return Timing(on, certain, waits_for=waits, because=because)


def _bounds(
    decided_on: date,
    asked_for: date | None,
    call_ins: Sequence[CallInDays],
    precedents: Sequence[Precedent],
) -> Iterable[tuple[date, str]]:
    """Every day before which it does not take effect, with why, the plainest reason first."""
    yield decided_on, "the day it was decided"
    if asked_for is not None:
        yield asked_for, "the day that was asked for"
    for each in call_ins:
        for day in each.bounds:
            called = "the day the call-in was settled" if day == each.outcome_on else ""
            yield day, called or "the day after the last on which it could be called in"
    for condition in precedents:
        if condition.discharged_on is not None:
            yield condition.discharged_on, "the day its last condition was discharged"


def _waits(
    call_ins: Sequence[CallInDays], precedents: Sequence[Precedent], today: date
) -> Iterable[str]:
    for each in call_ins:
        if each.stayed:
            yield "the call-in to be settled"
        elif each.until is not None and not each.over(today):
            yield f"the end of call-in on {date_words(each.until)}"
    for condition in precedents:
        if condition.discharged_on is None:
            yield f"the condition “{condition.words}” to be discharged"
