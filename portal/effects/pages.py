"""What the pages of this room say, made from what follows a decision. No I/O, no Flask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.decisions.models import Matter
from portal.decisions.pages import Entry
from portal.decisions.pages import moment_words as moment_words
from portal.effects.models import CallIn, Condition
from portal.effects.queries import After
from portal.effects.rules import KINDS, OUTCOMES
from portal.kit.words import counted, date_words, join_names, sentence_case
from tenants.clock import civil_day


@dataclass(frozen=True)
class Point:
    """One point of the time line: done, now or ahead."""

    title: str
    facts: str
    state: str


def sentence(found: After, today: date) -> str:
    """When it takes effect and why, or what it waits for; empty where nothing follows."""
    effect = found.effect
    if found.stopped:
        return "This decision was referred back to the body that made it: it takes no effect."
    if effect is not None and effect.state == "done":
        return effect.done_words
    if effect is not None and effect.held_because:
        return f"It could not take effect: {effect.held_because}"
    if found.effective_on is None:
        return f"Waiting for {join_names(list(found.waits_for))}." if found.waits_for else ""
    day = date_words(found.effective_on)
    if found.effective_on > today:
        return f"Takes effect on {day}, {found.because}{_unless(found)}."
    return "" if effect is None else f"Takes effect on {day}, {found.because}."


def _unless(found: After) -> str:
    return "" if found.certain else ", unless it is called in before"


def points(matter: Matter, found: After, today: date) -> list[Point]:
    """Decided, call-in, conditions, takes effect: where each stands, in this order."""
    if matter.decided_at is None:
        decided = Point("Decision", "Not decided yet", "now")
    else:
        decided = Point("Decided", date_words(civil_day(matter.decided_at)), "done")
    rest = [*_call_in_points(found, today), *_condition_points(found), _effect_point(found)]
    shown = [decided, *rest]
    ahead = next((each for each in shown if each.state != "done"), None)
    return [Point(p.title, p.facts, "now") if p is ahead else p for p in shown]


def _call_in_points(found: After, today: date) -> list[Point]:
    if not found.call_ins:
        return []
    states = {_call_in_words(each, today) for each in found.call_ins}
    over = all(_is_over(each, today) for each in found.call_ins)
    return [Point("Call-in", "; ".join(sorted(states)), "done" if over else "ahead")]


def _call_in_words(call_in: CallIn, today: date) -> str:
    if call_in.outcome is not None and call_in.outcome_on is not None:
        return f"{OUTCOMES[call_in.outcome]}, {date_words(call_in.outcome_on)}"
    if call_in.called_in_at is not None:
        return f"Called in on {date_words(civil_day(call_in.called_in_at))}: stayed"
    if call_in.until is None:
        return "Urgent: cannot be called in"
    ended = call_in.until < today
    return f"{'Ended' if ended else 'Until'} {date_words(call_in.until)}"


def _is_over(call_in: CallIn, today: date) -> bool:
    if call_in.outcome is not None:
        return True
    return call_in.called_in_at is None and (call_in.until is None or call_in.until < today)


def _condition_points(found: After) -> list[Point]:
    before = [each for each in found.conditions if each.kind == "precedent"]
    if not before:
        return []
    left = sum(each.discharged_on is None for each in before)
    number = sentence_case(counted(len(before), "condition"))
    some = f"{left} of {len(before)} open" if len(before) > 1 else "Still open"
    words = some if left else f"{number} discharged"
    return [Point("Conditions that come before", words, "ahead" if left else "done")]


def _effect_point(found: After) -> Point:
    if found.stopped:
        return Point("No effect", "Referred back", "ahead")
    kind = KINDS[found.effect.kind] if found.effect else "Takes effect"
    done = found.effect is not None and found.effect.state == "done"
    day = date_words(found.effective_on) if found.effective_on else "Day not known yet"
    return Point(kind, day, "done" if done else "ahead")


def condition_facts(condition: Condition, today: date) -> str:
    """The grey line under a condition: whose it is, by when, or how it was discharged."""
    if condition.discharged_on is not None:
        by, hat = condition.settled_by, condition.settled_hat
        day = date_words(condition.discharged_on)
        return f"Discharged on {day}. Recorded by {by}, {hat}"
    due = f", by {date_words(condition.due_on)}" if condition.due_on else ""
    late = " · Overdue" if condition.due_on and condition.due_on < today else ""
    return f"To be discharged by {condition.discharged_by}{due}{late}"


def call_in_sentence(call_in: CallIn, asked: int, today: date) -> str:
    """Where one call-in stands, in a sentence."""
    if call_in.until is None:
        return (
            f"This decision is urgent and cannot be called in: {call_in.exempt_because} "
            f"{call_in.exempt_agreed_by} agreed."
        )
    needed = counted(call_in.members_needed, "member")
    if call_in.called_in_at is None:
        so_far = f" {sentence_case(counted(asked, 'member'))} asked so far." if asked else ""
        last = date_words(call_in.until)
        if call_in.until < today:
            return f"It could be called in until {last}, and was not.{so_far}"
        return f"It can be called in until {last}, by {needed} of the council.{so_far}"
    if call_in.outcome is None or call_in.outcome_on is None:
        day = date_words(civil_day(call_in.called_in_at))
        return f"It was called in on {day}. Nothing takes effect until that is settled."
    day = date_words(call_in.outcome_on)
    return f"{OUTCOMES[call_in.outcome]}, {day}: {call_in.outcome_words}"


def record(found: After) -> list[Entry]:
    """Who recorded what of all this, when and under which hat, the newest first."""
    entries = [_recorded(each) for each in found.conditions]
    entries += [_discharged(each) for each in found.conditions if each.settled_at]
    for call_in in found.call_ins:
        entries += _called(call_in, found)
    return sorted(entries, key=lambda entry: entry.datetime, reverse=True)


def _recorded(each: Condition) -> Entry:
    at, what = each.recorded_at, f"Condition recorded: “{each.words}”"
    return Entry(moment_words(at), at.isoformat(), each.recorded_by, each.recorded_hat, what)


def _discharged(each: Condition) -> Entry:
    at = each.settled_at or each.recorded_at
    who, hat = each.settled_by or "", each.settled_hat or ""
    what = f"Condition discharged: “{each.words}”"
    return Entry(moment_words(at), at.isoformat(), who, hat, what)


def _called(call_in: CallIn, found: After) -> Sequence[Entry]:
    entries = [
        Entry(
            moment_words(asking.requested_at),
            asking.requested_at.isoformat(),
            asking.name,
            asking.hat,
            f"Asked to call this in: {asking.because}",
        )
        for asking in found.requests.get(call_in.id, [])
    ]
    if call_in.settled_at is not None and call_in.outcome is not None:
        at, what = call_in.settled_at, f"Call-in settled: {OUTCOMES[call_in.outcome].lower()}"
        who, hat = call_in.settled_by or "", call_in.settled_hat or ""
        entries.append(Entry(moment_words(at), at.isoformat(), who, hat, what))
    return entries
