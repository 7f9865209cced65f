"""What this room shows on a matter's page: the ways to its record and its history."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from portal.decision_records.queries.records import has_record
from portal.decisions.models import Matter
from portal.web import slots
from portal.web.templating import drawn
from tenants.roles import Permission
from tenants.scope import Scope


def fill_slots() -> None:
    """Register the panel of this room, once."""
    slots.fill("matter", _ways_on)


def _ways_on(scope: Scope, matter_ids: Sequence[int]) -> Mapping[int, Markup]:
    # The page has read the matters already: they come from the session's memory.
    found = [scope.session.get_one(Matter, matter_id) for matter_id in matter_ids]
    return {matter.id: _panel(scope, matter) for matter in found}


def _panel(scope: Scope, matter: Matter) -> Markup:
    return drawn(
        "decision_records/panels/matter.html",
        base=f"/{scope.company.slug}/decisions/{matter.slug}",
        has_record=has_record(matter),
        keeps=scope.may(Permission.RECORD_KEEP, body_id=matter.body_id)
        and matter.state != "withdrawn",
    )
