"""The earliest day on which what the owners are asked can take effect, and why. No I/O.

A body can decide at a sitting that is planned and that leaves time for notice; what a council's
own body decides takes effect once it can be called in no longer. Where no such sitting is planned,
there is no day: a sitting that nobody planned is never guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from portal.decisions.rules.codes import Code
from portal.kit.notice import Days, add_working_days, earliest_meeting, why_meet_from
from portal.kit.words import date_words, join_names, weekday_date_words


@dataclass(frozen=True)
class Sits:
    """A body that has to decide: its planned sittings, the notice it needs, its call-in.

    ``council`` is whose body it is, empty for one that decides for all owners; ``share`` is that
    council's, in per cent. ``key_clear_days`` is the notice of a key decision, None for a body
    whose decisions are none.
    """

    body: str
    council: str = ""
    share: Decimal = Decimal()
    sittings: tuple[date, ...] = ()
    clear_days: int = 5
    clear_days_are: Days = "working"
    call_in_days: int = 0
    key_clear_days: int | None = None
    key_days_are: Days = "calendar"


@dataclass(frozen=True)
class Turn:
    """When one body can decide, and from when that has effect; None where no sitting is planned.

    ``sentence`` goes on from the body's name.
    """

    sits: Sits
    meets_on: date | None
    effective_on: date | None
    sentence: str
    why_notice: str


@dataclass(frozen=True)
class Earliest:
    """The earliest day, None where there is none to be said; why; and each body's turn."""

    on: date | None
    sentence: str
    turns: tuple[Turn, ...]


def earliest(today: date, rule: Code, bodies: Sequence[Sits]) -> Earliest:
    """When enough of these bodies can have decided, where the papers are published ``today``.

    One body decides alone; of several each decides for its council, and ``rule`` says how many have
    to consent.
    """
    turns = tuple(_turn(today, sits) for sits in bodies)
    done: list[Turn] = []
    for turn in sorted(turns, key=lambda each: each.effective_on or date.max):
        if turn.effective_on is None:
            break
        done.append(turn)
        if _enough(rule, done, turns):
            return Earliest(turn.effective_on, _found(turn, turns), turns)
    return Earliest(None, _none(turns), turns)


def as_key_decision(bodies: Sequence[Sits]) -> list[Sits]:
    """The same bodies with the notice that a key decision needs of those that can take one."""
    return [
        each
        if each.key_clear_days is None
        else replace(each, clear_days=each.key_clear_days, clear_days_are=each.key_days_are)
        for each in bodies
    ]


def _turn(today: date, sits: Sits) -> Turn:
    first = earliest_meeting(today, sits.clear_days, sits.clear_days_are)
    why = why_meet_from(today, sits.clear_days, sits.clear_days_are)
    meets_on = min((day for day in sits.sittings if day >= first), default=None)
    if meets_on is None:
        sooner = f", though one is on {date_words(max(sits.sittings))}" if sits.sittings else ""
        words = f"has no sitting planned on or after {date_words(first)}{sooner}."
        return Turn(sits, None, None, words, why)
    if not sits.call_in_days:
        return Turn(sits, meets_on, meets_on, f"sits on {weekday_date_words(meets_on)}.", why)
    until = add_working_days(meets_on, sits.call_in_days)
    words = (
        f"sits on {weekday_date_words(meets_on)}; its decision can be called in until "
        f"{date_words(until)}."
    )
    return Turn(sits, meets_on, until + timedelta(days=1), words, why)


def _enough(rule: Code, done: Sequence[Turn], turns: Sequence[Turn]) -> bool:
    """Whether the consent of these councils is enough; of one body alone it is."""
    if rule.name == "share_of_councils":
        return len(done) * 100 >= rule.share * len(turns)
    if rule.name == "one_vote_per_council":
        return len(done) * 2 > len(turns)
    if rule.name == "weighted_by_ownership" and len(turns) > 1:
        return sum((turn.sits.share for turn in done), Decimal()) > rule.share
    return len(done) == len(turns)


def _found(last: Turn, turns: Sequence[Turn]) -> str:
    day = weekday_date_words(last.effective_on or date.max)
    who = _name(last.sits)
    after = ", once its decision can be called in no longer" if last.sits.call_in_days else ""
    if len(turns) == 1:
        return f"{day}: {who} decides{after or ' then'}."
    return f"{day}: the last that is needed is {who}{after}."


def _none(turns: Sequence[Turn]) -> str:
    if not turns:
        return "No day can be said: the register names no body that decides."
    names = [_name(turn.sits) for turn in turns if turn.meets_on is None]
    return f"No day can be said: no sitting is planned in time of {join_names(names)}."


def _name(sits: Sits) -> str:
    return f"{sits.body} ({sits.council})" if sits.council else sits.body
