"""The way of a matter through every body, from submission to discharge, in one list by time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.decision_records.queries.conflicts import declarations
from portal.decisions.models import Matter, Recommendation, Sitting
from portal.decisions.pages import Entry, moment_words
from portal.decisions.queries.lists import with_parts
from portal.decisions.standing import OUTCOMES
from portal.effects.models import CallIn, Condition, Effect
from portal.effects.queries import After, after
from portal.effects.rules import OUTCOMES as CALL_IN_OUTCOMES
from portal.kit.words import date_words, sentence_case
from tenants.clock import civil_day, start_of
from tenants.models import Body
from tenants.scope import Scope


@dataclass(frozen=True)
class Step:
    """One thing that happened, at a moment, to one of the matters."""

    at: datetime
    what: str
    who: str = ""
    hat: str = ""
    digest: str = ""
    on_day: bool = False
    """Only the day is known."""


@dataclass(frozen=True)
class Journey:
    """The whole way: the matter at its root, the bodies that consider it, and the list."""

    root: Matter
    bodies: Sequence[tuple[str, str, str]]
    """Address, name of the body, and how it stands there."""
    entries: Sequence[Entry]


Place = tuple[Matter, Body, Sitting | None]


def journey_of(scope: Scope, matter: Matter) -> Journey:
    """All that the reader may know of the matter and its parts: a fixed number of queries."""
    family = _family(scope, matter.part_of_id or matter.id)
    names = {one.id: (one, body.name) for one, body, _ in family}
    root = names[matter.part_of_id or matter.id][0] if family else matter
    told = [(one.id, step) for one, body, sitting in family for step in _of_matter(one, sitting)]
    told += _closings(scope, list(names))
    told += _declared(scope, list(names))
    told += _afterwards(after(scope, [root.id]).get(root.id), root)
    ordered = sorted(told, key=lambda each: (each[1].at, each[0]))
    several = len(family) > 1
    return Journey(
        root,
        [(one.slug, body.name, _state(one)) for one, body, _ in family if one.id != root.id],
        [_entry(scope, names[number], step, several) for number, step in ordered],
    )


def _family(scope: Scope, root_id: int) -> Sequence[Place]:
    rows = scope.session.execute(
        select(Matter, Body, Sitting)
        .join(Body, Body.id == Matter.body_id)
        .outerjoin(Sitting, Sitting.id == Matter.sitting_id)
        .where(with_parts([root_id]))
        .order_by(Matter.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def _state(matter: Matter) -> str:
    return OUTCOMES[matter.outcome] if matter.outcome else "Waiting for a decision"


def _of_matter(matter: Matter, sitting: Sitting | None) -> Iterator[Step]:
    yield Step(
        matter.submitted_at,
        f"{_subject(matter)} under reserved matter {matter.submitted_number}",
        matter.submitted_by,
        matter.submitted_hat,
        matter.version_digest or matter.document_digest or "",
    )
    if matter.settled_at is not None:
        what = f"Citation settled: matter {matter.settled_number}"
        yield Step(matter.settled_at, what, matter.settled_by or "", matter.settled_hat or "")
    if sitting is not None and matter.state == "submitted":
        when = f"{date_words(sitting.on_day)}, {sitting.starts_at}".rstrip(", ")
        yield Step(start_of(sitting.on_day), f"To be considered on {when}", on_day=True)
    if matter.decided_at is not None:
        yield _decided(matter, matter.decided_at)


def _subject(matter: Matter) -> str:
    if matter.document_name:
        return f"“{matter.document_name}” submitted"
    if matter.version_number is None:
        return "Submitted"
    return f"Version {matter.version_number} submitted"


def _decided(matter: Matter, at: datetime) -> Step:
    reason = f": {matter.ended_because.rstrip('.')}" if matter.ended_because else ""
    what = f"{OUTCOMES[matter.outcome or 'not_approved']}{reason}"
    return Step(at, what, matter.ended_by or "", matter.ended_hat or "")


def _closings(scope: Scope, ids: Sequence[int]) -> list[tuple[int, Step]]:
    rows = scope.session.scalars(
        select(Recommendation)
        .where(Recommendation.matter_id.in_(ids), Recommendation.closed_at.is_not(None))
        .order_by(Recommendation.id)
    )
    return [(row.matter_id, _closing(row)) for row in rows]


def _closing(row: Recommendation) -> Step:
    at = row.closed_at or row.opened_at
    if at is None:
        raise ValueError(f"The vote on ({row.letter}) was never opened.")
    what = f"Vote on ({row.letter}) closed. {row.sentence or ''}".strip()
    return Step(at, what, row.closed_by or "", row.closed_hat or "")


def _declared(scope: Scope, ids: Sequence[int]) -> list[tuple[int, Step]]:
    return [
        (
            row.matter_id,
            Step(row.declared_at, f"{name} declared: {said.words}", row.declared_by),
        )
        for row, said, name in declarations(scope, ids)
    ]


def _afterwards(follows: After | None, root: Matter) -> list[tuple[int, Step]]:
    """Conditions, call-ins and the effect, of the matter and all its parts."""
    if follows is None:
        return []
    told = [(each.matter_id, step) for each in follows.conditions for step in _condition(each)]
    for call_in in follows.call_ins:
        for asked in follows.requests.get(call_in.id, []):
            what = f"Call-in requested: {asked.because}"
            told.append((call_in.matter_id, Step(asked.requested_at, what, asked.name, asked.hat)))
        told += [(call_in.matter_id, step) for step in _call_in(call_in)]
    effect = follows.effect
    return [*told, *((root.id, step) for step in _effect(effect))] if effect else told


def _condition(each: Condition) -> Iterator[Step]:
    what = f"Condition {each.kind}: {each.words}"
    yield Step(each.recorded_at, what, each.recorded_by, each.recorded_hat)
    if each.settled_at is not None and each.discharged_on is not None:
        what = f"Condition discharged on {date_words(each.discharged_on)}: {each.words}"
        yield Step(each.settled_at, what, each.settled_by or "", each.settled_hat or "")


def _call_in(each: CallIn) -> Iterator[Step]:
    if each.called_in_at is not None:
        yield Step(each.called_in_at, "Called in: nothing takes effect before that is settled")
    if each.settled_at is not None and each.outcome is not None:
        words = f": {each.outcome_words}" if each.outcome_words else ""
        what = f"{CALL_IN_OUTCOMES[each.outcome]}{words}"
        yield Step(each.settled_at, what, each.settled_by or "", each.settled_hat or "")


def _effect(effect: Effect) -> Iterator[Step]:
    if effect.done_at is not None:
        yield Step(effect.done_at, f"Took effect. {sentence_case(effect.done_words)}".strip())


def _entry(scope: Scope, place: tuple[Matter, str], step: Step, several: bool) -> Entry:
    matter, body = place
    return Entry(
        date_words(civil_day(step.at)) if step.on_day else moment_words(step.at),
        step.at.isoformat(),
        step.who or body,
        step.hat,
        f"{body}: {step.what}" if several else step.what,
        f"/{scope.company.slug}/decisions/{matter.slug}" if several else None,
        step.digest,
    )
