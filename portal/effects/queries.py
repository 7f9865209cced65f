"""Reads of what follows decisions. Scope first, walls decide; a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import bindparam, or_, select

from portal.decisions.models import Delegation, Matter, Recommendation, ReservedMatter
from portal.decisions.queries.lists import with_parts
from portal.effects.models import CallIn, CallInRequest, Condition, Effect, OfficerDecision
from portal.effects.rules import CallInDays, Precedent, Timing, timing
from tenants.clock import civil_day
from tenants.roles import PERMISSIONS, Permission
from tenants.scope import Scope


@dataclass(frozen=True)
class After:
    """What follows the decision on one matter, as far as its reader may read it.

    ``call_in_until`` is the last day on which it can be called in; ``called_in`` the call-in that
    enough members asked for, settled or not; ``effective_on`` the day it took or takes effect, None
    while that is not known; ``waits_for`` what is outstanding, to be read after "Waiting for".
    ``effect`` is None of a council's part, and while nothing is decided.
    """

    matter_id: int
    call_in_until: date | None = None
    called_in: CallIn | None = None
    conditions: Sequence[Condition] = ()
    effective_on: date | None = None
    waits_for: Sequence[str] = ()
    effect: Effect | None = None
    because: str = ""
    stopped: bool = False
    certain: bool = False
    call_ins: Sequence[CallIn] = ()
    requests: Mapping[int, Sequence[CallInRequest]] = field(default_factory=dict)
    """By the number of the call-in."""


def after(scope: Scope, matter_ids: Collection[int], *, fresh: bool = False) -> Mapping[int, After]:
    """What follows the decisions on these matters: two queries, however many they are, and a third
    where one of them can be called in.

    Of a matter that several bodies consider, the conditions and call-ins of all its parts.
    ``fresh`` reads again what the session holds already, for who has locked the matter since.
    """
    if not matter_ids:
        return {}
    again = {"populate_existing": fresh}
    rows = scope.session.execute(_FOLLOWING, {"ids": list(matter_ids)}, execution_options=again)
    followed = [_Followed(*row) for row in rows]
    conditions = _conditions(scope, [each.matter.id for each in followed], again)
    call_ins = [each.call_in for each in followed if each.call_in is not None]
    requests = _requests(scope, [each.id for each in call_ins])
    family = _families(followed)
    return {
        each.matter.id: _after(
            scope,
            each,
            [found for one in family[each.matter.id] for found in conditions.get(one, [])],
            [found for found in call_ins if found.matter_id in family[each.matter.id]],
            requests,
        )
        for each in followed
        if each.matter.id in matter_ids
    }


@dataclass(frozen=True)
class _Followed:
    matter: Matter
    call_in: CallIn | None
    effect: Effect | None


# Built once: every page of a matter asks it, of the matters and their parts.
_FOLLOWING = (
    select(Matter, CallIn, Effect)
    .outerjoin(CallIn, CallIn.matter_id == Matter.id)
    .outerjoin(Effect, Effect.matter_id == Matter.id)
    .where(with_parts(bindparam("ids", expanding=True)))
    .order_by(Matter.id)
)


def _families(followed: Sequence[_Followed]) -> Mapping[int, list[int]]:
    """Each matter's number with those of its parts."""
    found = {each.matter.id: [each.matter.id] for each in followed}
    for each in followed:
        if each.matter.part_of_id in found:
            found[each.matter.part_of_id].append(each.matter.id)
    return found


def _after(
    scope: Scope,
    followed: _Followed,
    conditions: Sequence[Condition],
    call_ins: Sequence[CallIn],
    requests: Mapping[int, Sequence[CallInRequest]],
) -> After:
    matter, effect = followed.matter, followed.effect
    found = _timing(scope, matter, conditions, call_ins, effect)
    untils = [each.until for each in call_ins if each.until is not None]
    called = [each for each in call_ins if each.called_in_at is not None]
    return After(
        matter_id=matter.id,
        call_in_until=max(untils, default=None),
        called_in=called[-1] if called else None,
        conditions=conditions,
        effective_on=effect.due_on if effect and effect.state == "done" else found.on,
        waits_for=() if effect and effect.state == "done" else found.waits_for,
        effect=effect,
        because=found.because,
        stopped=found.stopped,
        certain=found.certain,
        call_ins=call_ins,
        requests={each.id: requests.get(each.id, []) for each in call_ins},
    )


def _timing(
    scope: Scope,
    matter: Matter,
    conditions: Sequence[Condition],
    call_ins: Sequence[CallIn],
    effect: Effect | None,
) -> Timing:
    """Nothing is known of when a matter takes effect before it is decided."""
    if matter.decided_at is None:
        return Timing(None)
    decided_on = effect.decided_on if effect else civil_day(matter.decided_at)
    asked_for = effect.asked_for if effect else matter.takes_effect_on
    days = [days_of(each) for each in call_ins]
    return timing(decided_on, asked_for, days, precedents(conditions), scope.today())


def days_of(call_in: CallIn) -> CallInDays:
    """The days of a call-in, as the rules read them."""
    called_in = call_in.called_in_at is not None
    return CallInDays(call_in.until, called_in, call_in.outcome, call_in.outcome_on)


def precedents(conditions: Sequence[Condition]) -> list[Precedent]:
    """The conditions that stop the effect until they are discharged."""
    return [
        Precedent(each.words, each.discharged_on) for each in conditions if each.kind == "precedent"
    ]


def _matters(scope: Scope, ids: Collection[int]) -> Sequence[Matter]:
    """The matters and their parts."""
    family = select(Matter).where(with_parts(ids)).order_by(Matter.id)
    return scope.session.scalars(family).all()


def _conditions(
    scope: Scope, ids: Collection[int], again: Mapping[str, bool]
) -> Mapping[int, list[Condition]]:
    statement = select(Condition).where(Condition.matter_id.in_(ids)).order_by(Condition.id)
    found: dict[int, list[Condition]] = defaultdict(list)
    for condition in scope.session.scalars(statement, execution_options=again):
        found[condition.matter_id].append(condition)
    return found


def _requests(scope: Scope, ids: Collection[int]) -> Mapping[int, list[CallInRequest]]:
    if not ids:
        return {}
    statement = select(CallInRequest).where(CallInRequest.call_in_id.in_(ids))
    found: dict[int, list[CallInRequest]] = defaultdict(list)
    for request in scope.session.scalars(statement.order_by(CallInRequest.id)):
        found[request.call_in_id].append(request)
    return found


def find_condition(scope: Scope, number: int, *, matter: Matter, **_: object) -> Condition | None:
    """A condition of this matter, or of one of its parts."""
    ids = [each.id for each in _matters(scope, [matter.id])]
    return scope.session.scalars(
        select(Condition).where(Condition.id == number, Condition.matter_id.in_(ids))
    ).first()


def find_evidence(scope: Scope, number: int, *, matter: Matter, **_: object) -> Condition | None:
    """A condition of this matter that was discharged with a file."""
    found = find_condition(scope, number, matter=matter)
    return found if found is not None and found.file_sha256 else None


def recommendations(scope: Scope, matter: Matter) -> Sequence[Recommendation]:
    """The matter's recommendations, to which conditions are attached, by letter."""
    statement = select(Recommendation).where(Recommendation.matter_id == matter.id)
    return scope.session.scalars(statement.order_by(Recommendation.letter)).all()


def call_in_of(scope: Scope, matter_id: int) -> CallIn | None:
    """The call-in of one decision; None where it cannot be called in at all."""
    return scope.session.scalars(select(CallIn).where(CallIn.matter_id == matter_id)).first()


def waiting_versions(scope: Scope, version_ids: Collection[int]) -> Mapping[int, Matter]:
    """The versions whose effect is still to come, each with the matter that approved it."""
    either = or_(Matter.version_id.in_(version_ids), Matter.approved_version_id.in_(version_ids))
    rows = scope.session.scalars(
        select(Matter)
        .join(Effect, Effect.matter_id == Matter.id)
        .where(either, Effect.state != "done")
        .order_by(Matter.id)
    )
    found = {each.approved_version_id or each.version_id: each for each in rows}
    return {number: each for number, each in found.items() if number is not None}


def delegations(scope: Scope) -> Sequence[Delegation]:
    """What was delegated of the matters of the bodies whose clerk this reader is."""
    bodies = [
        hat.body_id
        for hat in scope.hats
        if hat.body_id is not None and Permission.RECORD_KEEP in PERMISSIONS[hat.role]
    ]
    return scope.session.scalars(
        select(Delegation)
        .join(ReservedMatter, ReservedMatter.id == Delegation.reserved_matter_id)
        .where(ReservedMatter.body_id.in_(bodies), Delegation.in_force_from <= scope.today())
        .order_by(Delegation.number, Delegation.id)
    ).all()


def officer_decision(scope: Scope, matter: Matter) -> tuple[OfficerDecision, Delegation]:
    """An officer's decision with the delegation that it was made under."""
    row = scope.session.execute(
        select(OfficerDecision, Delegation)
        .join(Delegation, Delegation.id == OfficerDecision.delegation_id)
        .where(OfficerDecision.matter_id == matter.id)
    ).one()
    return row[0], row[1]


def effect_of(scope: Scope, matter_id: int) -> Effect | None:
    """The effect of one matter; None while nothing was decided, and where nothing follows."""
    return scope.session.scalars(select(Effect).where(Effect.matter_id == matter_id)).first()
