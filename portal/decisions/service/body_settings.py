"""Verb of how a body works: change one setting from a day on, never for the days before it."""

from datetime import date, timedelta

from portal.audit.service import Json
from portal.decisions import queries
from portal.decisions.queries import bodies
from portal.decisions.service.checks import DecisionError
from portal.decisions.service.records import note
from portal.kit.words import date_words
from tenants.models import Body, BodySetting
from tenants.roles import Hat, Permission
from tenants.scope import Scope
from tenants.settings import SETTINGS, refusal


class SettingError(DecisionError):
    """A part of a change that cannot stand; ``field`` says which: value or in_force_from."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def change_setting(
    scope: Scope, body: Body, name: str, value: str, in_force_from: date
) -> BodySetting:
    """Let a body work so from a day on: today, or one to come.

    What held before ends the day before. What was planned from the same day to come is replaced.
    Raises SettingError for a value that this body cannot have, a day that is over, and a day on
    or before one for which a change is kept already.
    """
    hat = scope.require(Permission.BODY_SET, body_id=body.id)
    if name not in SETTINGS:
        raise SettingError("value", "There is no such setting.")
    if why := refusal(body.kind, name, value):
        raise SettingError("value", why)
    if in_force_from < scope.today():
        raise SettingError(
            "in_force_from", "That day is over, and what was decided on it stands. Choose another."
        )
    queries.locked(scope, body)
    last = next(reversed(bodies.settings_kept(scope, body).get(name, [])), None)
    if last is not None and last.in_force_from >= in_force_from:
        return _replace_planned(scope, hat, body, last, value, in_force_from)
    if last is not None:
        last.in_force_to = in_force_from - timedelta(days=1)
        note(scope, hat, "setting:ended", last, _about(body, last))
    return _begin(scope, hat, body, name, value, in_force_from)


def _replace_planned(
    scope: Scope, hat: Hat, body: Body, last: BodySetting, value: str, day: date
) -> BodySetting:
    """What is planned from this very day, and has not begun, is no past yet: it can be another."""
    if last.in_force_from != day or day == scope.today():
        kept = date_words(last.in_force_from)
        raise SettingError(
            "in_force_from", f"It is set from {kept} on already. Choose a later day."
        )
    last.value = value
    note(scope, hat, "setting:replaced", last, _about(body, last))
    return last


def _begin(scope: Scope, hat: Hat, body: Body, name: str, value: str, day: date) -> BodySetting:
    row = BodySetting(
        company_id=scope.company_id,
        area_id=body.area_id,
        audience=body.audience,
        body_id=body.id,
        name=name,
        value=value,
        in_force_from=day,
    )
    scope.session.add(row)
    note(scope, hat, "setting:changed", row, _about(body, row))
    return row


def _about(body: Body, row: BodySetting) -> dict[str, Json]:
    return {
        "body": body.slug,
        "setting": row.name,
        "value": row.value,
        "from": row.in_force_from.isoformat(),
        "to": row.in_force_to.isoformat() if row.in_force_to else None,
    }
