"""Call-in: members of a council ask that a decision of its own body be looked at again.

Local Government Act 2000, section 9F; how many days there are for it, and how many members have to
ask, each council says in its own rules (a body's dated settings).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal.audit.service import Json
from portal.decisions import queries as decisions
from portal.decisions.models import Matter
from portal.effects.models import CallIn, CallInRequest
from portal.effects.rules import OUTCOMES
from portal.effects.service.carrying import reconsider
from portal.effects.service.checks import FollowingError, filled, locked_root, past_day
from portal.effects.service.records import note
from portal.kit.notice import add_working_days
from portal.kit.words import date_words
from tenants.base import SHARED
from tenants.clock import civil_day
from tenants.models import Body
from tenants.roles import PERMISSIONS, Hat, Permission
from tenants.scope import NotAllowedError, Scope
from tenants.settings import body_number

LONGEST = 2000


@dataclass(frozen=True)
class Settled:
    """What came of a call-in: a key of ``rules.OUTCOMES``, its day, and what was said."""

    outcome: str
    on: date | None
    words: str


def open_call_in(scope: Scope, hat: Hat, matter: Matter) -> CallIn | None:
    """Say until when what was just decided can be called in; None where it cannot be at all."""
    body = scope.session.get_one(Body, matter.body_id)
    decided_on = civil_day(matter.decided_at) if matter.decided_at else scope.today()
    days = body_number(scope, body.id, "call_in_working_days", decided_on)
    if days == 0:
        return None
    call_in = CallIn(
        company_id=scope.company_id,
        area_id=matter.area_id,
        audience=matter.audience,
        matter_id=matter.id,
        body_id=body.id,
        decided_on=decided_on,
        working_days=days,
        until=add_working_days(decided_on, days),
        members_needed=max(1, body_number(scope, body.id, "call_in_members", decided_on)),
    )
    scope.session.add(call_in)
    until = call_in.until.isoformat() if call_in.until else None
    note(scope, hat, "call-in:opened", call_in, {"matter": matter.slug, "until": until})
    return call_in


def exempt(scope: Scope, call_in: CallIn, because: str, agreed_by: str) -> CallIn:
    """Record that a decision is urgent and cannot be called in, on the day it was made.

    Raises FollowingError without who agreed and why, and where it was called in already.
    """
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=call_in.body_id)
    root, call_in = _locked(scope, call_in)
    if call_in.until is None or call_in.called_in_at is not None:
        raise FollowingError("because", "This decision was exempted, or called in, already.")
    if call_in.decided_on != scope.today():
        raise FollowingError(
            "because", "Urgency is recorded on the day of the decision: that has passed."
        )
    call_in.exempt_because = filled("because", because, "Enter why it is urgent.", LONGEST)
    call_in.exempt_agreed_by = filled("agreed_by", agreed_by, "Enter who agreed to that.", 200)
    call_in.until = None
    note(scope, hat, "call-in:exempted", call_in, {"agreed_by": call_in.exempt_agreed_by})
    reconsider(scope, hat, root)
    return call_in


def request(scope: Scope, call_in: CallIn, because: str) -> CallInRequest:
    """Ask that a decision be called in; once enough members have, its effect is stayed.

    Raises NotAllowedError for who is no member of that council, and FollowingError outside the days
    for it.
    """
    scope.require(Permission.CALL_IN_REQUEST)
    matter = scope.session.get_one(Matter, call_in.matter_id)
    hat = member_hat(scope, matter)
    if hat is None:
        raise NotAllowedError(ONLY_MEMBERS)
    root, call_in = _locked(scope, call_in)
    _refuse_late(scope, call_in)
    asked = requests_of(scope, call_in)
    if any(each.person_id == scope.person_id for each in asked):
        raise FollowingError("because", "You have asked for this already.")
    asking = CallInRequest(
        company_id=scope.company_id,
        area_id=call_in.area_id,
        audience=call_in.audience,
        call_in_id=call_in.id,
        person_id=scope.person_id,
        name=scope.visitor.name,
        hat=hat.label,
        because=filled("because", because, "Enter why it should be looked at again.", LONGEST),
        requested_at=scope.now(),
    )
    scope.session.add(asking)
    note(scope, hat, "call-in:requested", asking, {"matter": matter.slug})
    if len(asked) + 1 >= call_in.members_needed:
        call_in.called_in_at = scope.now()
        note(scope, hat, "call-in:called_in", call_in, {"matter": matter.slug})
        reconsider(scope, hat, root)
    return asking


def settle(scope: Scope, call_in: CallIn, found: Settled) -> CallIn:
    """Record what came of a call-in: the decision stands, is referred back, or the call-in lapsed.

    Raises FollowingError, with its field.
    """
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=call_in.body_id)
    root, call_in = _locked(scope, call_in)
    if call_in.called_in_at is None or call_in.outcome is not None:
        raise FollowingError("outcome", "This decision is not called in, or that was settled.")
    if found.outcome not in OUTCOMES:
        raise FollowingError("outcome", "Choose what came of the call-in.")
    call_in.outcome_on = past_day(scope, "on", found.on, civil_day(call_in.called_in_at))
    call_in.outcome_words = filled("words", found.words, "Enter what was decided.", LONGEST)
    call_in.outcome = found.outcome
    call_in.settled_at, call_in.settled_by = scope.now(), scope.visitor.name
    call_in.settled_hat = hat.label
    payload: dict[str, Json] = {"outcome": found.outcome, "on": call_in.outcome_on.isoformat()}
    note(scope, hat, "call-in:settled", call_in, payload)
    reconsider(scope, hat, root)
    return call_in


ONLY_MEMBERS = "Only members of the council whose body decided can call this decision in."


def member_hat(scope: Scope, matter: Matter) -> Hat | None:
    """The seat by which this person is a member of the council whose own body decided."""
    council = matter.council_id
    for hat in scope.hats:
        fits = hat.area_id == council if council is not None else hat.area_id != SHARED
        if fits and Permission.CALL_IN_REQUEST in PERMISSIONS[hat.role]:
            return hat
    return None


def may_ask(scope: Scope, matter: Matter, call_in: CallIn) -> bool:
    """Whether this person could ask today for a call-in."""
    open_today = call_in.until is not None and scope.today() <= call_in.until
    return open_today and call_in.called_in_at is None and member_hat(scope, matter) is not None


def requests_of(scope: Scope, call_in: CallIn) -> Sequence[CallInRequest]:
    """Who has asked for a call-in so far."""
    statement = select(CallInRequest).where(CallInRequest.call_in_id == call_in.id)
    return scope.session.scalars(statement.order_by(CallInRequest.id)).all()


def _locked(scope: Scope, call_in: CallIn) -> tuple[Matter, CallIn]:
    matter = scope.session.get_one(Matter, call_in.matter_id)
    root = locked_root(scope, matter)
    return root, decisions.locked(scope, call_in)


def _refuse_late(scope: Scope, call_in: CallIn) -> None:
    if call_in.until is None:
        raise FollowingError("because", "This decision is urgent: it cannot be called in.")
    if call_in.called_in_at is not None:
        raise FollowingError("because", "This decision was called in already.")
    if scope.today() > call_in.until:
        day = date_words(call_in.until)
        raise FollowingError("because", f"The last day to call this in was {day}.")
