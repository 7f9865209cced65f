"""What a decision record says of call-in and of effect, in sentences. No I/O."""

from collections.abc import Sequence
from datetime import date

from portal.effects.models import CallIn
from portal.effects.queries import After
from portal.effects.rules import OUTCOMES
from portal.kit.words import counted, date_words, join_names, weekday_date_words
from tenants.clock import civil_day

NO_CALL_IN = "Not subject to call-in."


def call_in_words(follows: After, today: date) -> str:
    """Whether it can be called in and until when, or what came of it, for each body that may."""
    said = [_call_in(each, today) for each in follows.call_ins]
    return " ".join(dict.fromkeys(said)) or NO_CALL_IN


def _call_in(call_in: CallIn, today: date) -> str:
    if call_in.exempt_because:
        agreed = f", as {call_in.exempt_agreed_by} agreed" if call_in.exempt_agreed_by else ""
        return f"Exempt from call-in{agreed}: {call_in.exempt_because.rstrip('.')}."
    if call_in.called_in_at is not None:
        return _called_in(call_in)
    if call_in.until is None:
        return NO_CALL_IN
    days = counted(call_in.working_days, "working day")
    can = "Can be" if today <= call_in.until else "Could be"
    left = "" if today <= call_in.until else ", and was not"
    return f"{can} called in until {weekday_date_words(call_in.until)} ({days}){left}."


def _called_in(call_in: CallIn) -> str:
    day = date_words(civil_day(call_in.called_in_at)) if call_in.called_in_at else ""
    if call_in.outcome is None:
        return f"Called in on {day}: nothing takes effect before that is settled."
    on = f" on {date_words(call_in.outcome_on)}" if call_in.outcome_on else ""
    words = f": {call_in.outcome_words.rstrip('.')}" if call_in.outcome_words else ""
    return f"Called in on {day}. {OUTCOMES[call_in.outcome]}{on}{words}."


def effect_words(follows: After) -> str:
    """The day it takes effect, or what that waits for."""
    if follows.stopped:
        return "It does not take effect: it was referred back to the body that decided."
    if follows.effective_on is not None:
        return date_words(follows.effective_on)
    return waiting_words(follows.waits_for)


def waiting_words(waits_for: Sequence[str]) -> str:
    """``Waiting for …``; nothing where nothing is outstanding."""
    return f"Waiting for {join_names(waits_for)}." if waits_for else ""
