"""Who has to decide a line of the register: planned sittings, notice and call-in, all at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import cast

from sqlalchemy import select

from portal.decisions.models import Sitting
from portal.decisions.queries.lines import RegisterLine
from portal.decisions.rules.earliest import Sits
from portal.kit.notice import Days
from tenants.models import Area, Body
from tenants.scope import Scope
from tenants.settings import body_settings

NEEDED = (
    "notice_clear_days",
    "call_in_working_days",
    "regime",
    "key_decision_clear_days",
    "key_decision_days_are",
)


def deciding(scope: Scope, lines: Sequence[RegisterLine]) -> dict[int, list[Sits]]:
    """Who has to decide each of these lines, by the line's number, in two queries.

    Sittings are those that are planned and that the reader may know of.
    """
    ids = {body.id for line in lines for body in (line.body, *line.councils.values())}
    if not ids:
        return {}
    today = scope.today()
    settings = body_settings(scope, ids, NEEDED, today)
    sittings = _planned(scope, ids, today)
    areas = {area.area_id: area for area in scope.areas}
    return {
        line.matter.number: [
            _sits(body, council, settings[body.id], sittings.get(body.id, ()))
            for body, council in _bodies(line, areas)
        ]
        for line in lines
    }


def _bodies(line: RegisterLine, areas: Mapping[int, Area]) -> list[tuple[Body, Area | None]]:
    if line.councils:
        return [(body, areas[area_id]) for area_id, body in line.councils.items()]
    return [(line.body, None)]


def _sits(
    body: Body, council: Area | None, settings: Mapping[str, str], sittings: Sequence[date]
) -> Sits:
    executive = settings["regime"] == "executive"
    return Sits(
        body=body.name,
        council=council.name if council else "",
        share=(council.share if council else None) or Decimal(),
        sittings=tuple(sittings),
        clear_days=int(settings["notice_clear_days"]),
        call_in_days=int(settings["call_in_working_days"]),
        key_clear_days=int(settings["key_decision_clear_days"]) if executive else None,
        key_days_are=cast(Days, settings["key_decision_days_are"]),
    )


def _planned(scope: Scope, ids: Collection[int], today: date) -> dict[int, list[date]]:
    found: dict[int, list[date]] = defaultdict(list)
    statement = select(Sitting.body_id, Sitting.on_day).where(
        Sitting.body_id.in_(ids),
        Sitting.state != "closed",
        Sitting.kind == "meeting",
        Sitting.on_day >= today,
    )
    for body_id, on_day in scope.session.execute(statement.order_by(Sitting.on_day)):
        found[body_id].append(on_day)
    return found
