"""What follows from what happened at a meeting: plain functions of its rows. No I/O."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from portal.decisions.rules import Rule, decide
from portal.decisions.rules.seats import Seat
from portal.decisions.standing import SeatView
from portal.kit.words import counted, sentence_case

AMENDMENT_OUTCOMES = {"carried": "Carried", "lost": "Lost", "withdrawn": "Withdrawn"}
LONGEST = 4000
"""Characters of an amendment's words."""


class Marked(Protocol):
    """A movement, as far as it says who came and left."""

    appointment_id: int
    present: bool
    at: datetime


OneMarked = TypeVar("OneMarked", bound=Marked)


class Happened(Protocol):
    """A proceeding."""

    kind: str
    at: datetime
    because: str


@dataclass(frozen=True)
class Break:
    """An adjournment; ``ends`` is None while the meeting is adjourned, or was not resumed."""

    begins: datetime
    ends: datetime | None
    because: str


def came_and_left(rows: Sequence[OneMarked], opened: datetime | None) -> Iterator[OneMarked]:
    """The movements that are minuted: after the roll call, and once the meeting had opened.

    ``rows`` stand in the order in which they were marked. Marked anew as before is no movement.
    """
    last: dict[int, bool] = {}
    for row in rows:
        known = last.get(row.appointment_id)
        last[row.appointment_id] = row.present
        if known is None or known == row.present:
            continue
        if opened is not None and row.at >= opened:
            yield row


def breaks(happened: Sequence[Happened]) -> list[Break]:
    """The adjournments of a meeting, in order."""
    found: list[Break] = []
    for each in happened:
        if each.kind == "adjourned":
            found.append(Break(each.at, None, each.because))
        elif each.kind == "resumed" and found and found[-1].ends is None:
            found[-1] = Break(found[-1].begins, each.at, found[-1].because)
    return found


def first_at(happened: Sequence[Happened], kind: str) -> datetime | None:
    """When it happened first; None where it did not."""
    return next((each.at for each in happened if each.kind == kind), None)


def last_at(happened: Sequence[Happened], kind: str) -> datetime | None:
    """When it happened last; None where it did not."""
    return next((each.at for each in reversed(happened) if each.kind == kind), None)


def following(numbers: Sequence[int], taken: Collection[int]) -> int | None:
    """The next item in order: the first that was not taken yet, after the last that was.

    Where the chair went ahead, what was passed over comes when nothing is left behind it.
    """
    left = [number for number in numbers if number not in taken]
    last = next((place for place in reversed(range(len(numbers))) if numbers[place] in taken), -1)
    ahead = [number for number in numbers[last + 1 :] if number not in taken]
    return next(iter(ahead or left), None)


def quorum_sentence(
    quorum: int, per_council: int, councils: Sequence[str], seats: Sequence[SeatView]
) -> str:
    """Whether the body has a quorum now, in the words in which a vote would say it."""
    rule = Rule(quorum, per_council)
    held = [Seat(str(s.appointment_id), s.area.name, bool(s.present)) for s in seats]
    found = decide(rule, councils, held, closed=False)
    if found.result == "inquorate":
        return found.sentence.replace("No decision, the meeting is inquorate", "Not quorate")
    there = sum(seat.counts for seat in held)
    return f"Quorate: {sentence_case(counted(there, 'member')).lower()} present."


def why_not(seat: SeatView | None, verb: str) -> str:
    """Why whoever sits there cannot move or second (``verb``: "moves"); empty where she can.

    She is a member who is there and takes part: one with a disclosable pecuniary interest does
    neither (Localism Act 2011, section 31).
    """
    if seat is None:
        return f"Choose who {verb} it: a member of this body."
    if not seat.present:
        return f"{seat.name} is not marked present."
    return "" if seat.bar is None or seat.bar.speaks else seat.bar.words
