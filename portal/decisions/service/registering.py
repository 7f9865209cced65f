"""Verbs of the register: add a line, change it from a day, take a coming change back, end it.

The past is never rewritten: a change ends the row in force the day before and begins another, and a
matter keeps the row, and the rule, that it was submitted under. Never commits.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from portal.audit.service import Json
from portal.decisions.models import DecidingBody, ReservedMatter
from portal.decisions.queries import lines
from portal.decisions.queries.lines import RegisterLine
from portal.decisions.rules.acts import RESERVED
from portal.decisions.service import register_checks as checks
from portal.decisions.service.checks import DecisionError as DecisionError
from portal.decisions.service.records import note
from portal.decisions.service.register_checks import Authority as Authority
from portal.decisions.service.register_checks import ClashError as ClashError
from portal.decisions.service.register_checks import LineDetails as LineDetails
from portal.decisions.service.register_checks import RegisterError as RegisterError
from portal.kit.money import pence_of
from tenants.audiences import PUBLIC
from tenants.base import SHARED
from tenants.models import Body
from tenants.roles import Hat, Permission
from tenants.scope import Scope

_DAY = timedelta(days=1)


def add_line(
    scope: Scope, number: int, details: LineDetails, from_day: date, authority: Authority
) -> ReservedMatter:
    """Put a line into the register from a day on. Raises RegisterError, beside its field."""
    return add_lines(scope, {number: details}, from_day, authority)[0]


def add_lines(
    scope: Scope, added: dict[int, LineDetails], from_day: date, authority: Authority
) -> list[ReservedMatter]:
    """Put lines into the register, by their numbers, all from one day on, or none of them."""
    hats = {
        number: scope.require(Permission.REGISTER_KEEP, body_id=details.body.id)
        for number, details in added.items()
    }
    _hold(scope)
    checks.refuse_authority(scope, authority.words, authority.slug)
    for number, details in added.items():
        checks.refuse_number(number, lines.forms_of(scope, number), from_day)
        checks.refuse_details(scope, details, from_day)
    return [
        _begin(scope, hats[number], "register:kept", number, details, from_day, authority)
        for number, details in added.items()
    ]


def change_line(
    scope: Scope,
    line: ReservedMatter,
    details: LineDetails,
    from_day: date,
    authority: Authority,
    seen: str,
) -> ReservedMatter:
    """Let a line say otherwise from a day on; a change that was to come on that day is replaced.

    ``seen`` is what ``state_of`` said of the line when the change was begun. Raises RegisterError
    beside its field, and ClashError where somebody else changed the line meanwhile.
    """
    hat = scope.require(Permission.REGISTER_KEEP, body_id=line.body_id)
    forms = _held_forms(scope, line.number, seen)
    last = forms[-1]
    checks.refuse_ended(last)
    checks.refuse_authority(scope, authority.words, authority.slug)
    checks.refuse_details(scope, details, from_day)
    same = from_day == last.in_force_from and last.in_force_from > scope.today()
    if not same:
        checks.refuse_day(scope, last, from_day)
    checks.refuse_no_change(scope, last, details)
    if same:
        _withdraw(scope, hat, last)
    else:
        _end(scope, hat, last, from_day - _DAY)
    return _begin(scope, hat, "register:changed", line.number, details, from_day, authority)


def withdraw_change(scope: Scope, line: ReservedMatter, seen: str) -> ReservedMatter | None:
    """Take a coming change back: what is in force goes on. Returns the line as it goes on.

    Raises RegisterError where nothing is to come, and ClashError as ``change_line`` does.
    """
    hat = scope.require(Permission.REGISTER_KEEP, body_id=line.body_id)
    forms = _held_forms(scope, line.number, seen)
    last = forms[-1]
    if last.in_force_from <= scope.today():
        raise RegisterError("from_day", "No change of this line is to come.")
    _withdraw(scope, hat, last)
    before = forms[-2] if len(forms) > 1 else None
    if before is not None and before.ended_under is None:
        before.in_force_to = None
        note(scope, hat, "register:goes_on", before, {"number": before.number})
    return before


def end_line(
    scope: Scope, line: ReservedMatter, last_day: date, authority: Authority, seen: str
) -> ReservedMatter:
    """Take a matter out of the register after its last day, with what is delegated of it.

    Raises RegisterError beside its field, and ClashError as ``change_line`` does.
    """
    hat = scope.require(Permission.REGISTER_KEEP, body_id=line.body_id)
    last = _held_forms(scope, line.number, seen)[-1]
    checks.refuse_ended(last)
    checks.refuse_authority(scope, authority.words, authority.slug)
    checks.refuse_day(scope, last, last_day + _DAY, field="last_day")
    _end(scope, hat, last, last_day, authority)
    for delegation in lines.delegations_of(scope, line.number):
        if delegation.in_force_to is None or delegation.in_force_to > last_day:
            delegation.in_force_to = max(last_day, delegation.in_force_from - _DAY)
            note(scope, hat, "delegation:ended", delegation, {"on": last_day.isoformat()})
    return last


def details_of(line: RegisterLine) -> LineDetails:
    """What a line says, as it is changed."""
    matter = line.matter
    return LineDetails(
        title=matter.title,
        band=matter.band,
        trigger=matter.trigger,
        kind=matter.kind or "",
        route=matter.route,
        rule=matter.rule,
        quorum=matter.quorum,
        body=line.body,
        limit=matter.limit,
        within_plan=matter.within_plan or RESERVED,
        councils=dict(line.councils),
    )


def state_of(forms: Sequence[ReservedMatter]) -> str:
    """What a form that changes a line carries, so that a change made meanwhile is noticed."""
    return ".".join(f"{row.id}-{row.in_force_to or ''}".replace("-", "") for row in forms[-2:])


def _hold(scope: Scope) -> None:
    """Let one writer go first: whoever keeps the register, and whoever submits under it."""
    shared = select(Body.id).where(Body.area_id == SHARED).order_by(Body.id)
    scope.session.scalars(shared.with_for_update()).all()


def _held_forms(scope: Scope, number: int, seen: str) -> list[ReservedMatter]:
    _hold(scope)
    forms = lines.forms_of(scope, number, lock=True)
    if state_of(forms) != seen:
        raise ClashError(
            "Somebody changed this line while you were writing. What you wrote stands below, and "
            "what the register now says beside it. Look at both, then save again."
        )
    return forms


def _begin(
    scope: Scope,
    hat: Hat,
    action: str,
    number: int,
    details: LineDetails,
    from_day: date,
    authority: Authority,
) -> ReservedMatter:
    row = ReservedMatter(
        **_walls(scope),
        number=number,
        title=details.title,
        band=details.band,
        trigger=details.trigger,
        kind=details.kind,
        limit_pence=None if details.limit is None else pence_of(details.limit),
        within_plan=details.within_plan,
        route=details.route,
        rule=details.rule,
        quorum=details.quorum,
        body_id=details.body.id,
        in_force_from=from_day,
        decided_by=authority.words,
        decided_slug=authority.slug,
        kept_at=scope.now(),
        kept_by=scope.visitor.name,
        kept_hat=hat.label,
    )
    scope.session.add(row)
    scope.session.flush()
    for area_id, body in sorted(details.councils.items()):
        walls = {**_walls(scope), "area_id": area_id}
        named = DecidingBody(**walls, reserved_matter_id=row.id, body_id=body.id)
        scope.session.add(named)
        note(scope, hat, "register:body-named", named, {"number": number, "body": body.slug})
    note(scope, hat, action, row, _payload(row, details))
    return row


def _payload(row: ReservedMatter, details: LineDetails) -> dict[str, Json]:
    return {
        "number": row.number,
        "title": row.title,
        "route": row.route,
        "rule": row.rule,
        "body": details.body.slug,
        "from": row.in_force_from.isoformat(),
        "decided_by": row.decided_by or "",
    }


def _end(
    scope: Scope,
    hat: Hat,
    row: ReservedMatter,
    last_day: date,
    authority: Authority | None = None,
) -> None:
    row.in_force_to = last_day
    row.ended_under = None if authority is None else authority.words
    said: dict[str, Json] = {"number": row.number, "last_day": last_day.isoformat()}
    if authority is not None:
        said["decided_by"] = authority.words
    note(scope, hat, "register:ended", row, said)


def _withdraw(scope: Scope, hat: Hat, row: ReservedMatter) -> None:
    row.withdrawn_at, row.in_force_to = scope.now(), row.in_force_from - _DAY
    said: dict[str, Json] = {"number": row.number, "from": row.in_force_from.isoformat()}
    note(scope, hat, "register:withdrawn", row, said)


def _walls(scope: Scope) -> dict[str, object]:
    return {"company_id": scope.company_id, "area_id": SHARED, "audience": PUBLIC}
