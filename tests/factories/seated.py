"""How the deciding bodies of the marked world work and sit, in both companies."""

from datetime import timedelta

from portal.decisions import queries
from portal.decisions.service import body_settings, correcting, substitutes
from tenants.scope import Scope
from tests.factories import deciding
from tests.factories.world import World


def prepare(doors: World, company: str) -> None:
    """Its clerk changes how the body works, from tomorrow on."""
    with doors.scope_of(f"clerk@{company}.example", company) as scope:
        _set(scope)
        scope.session.commit()


def sit(doors: World, company: str, decided: str) -> None:
    """At the sitting to come somebody sits in another's seat; of the one that was held the record
    is corrected; and one seat of a council is vacant."""
    with doors.scope_of(f"clerk@{company}.example", company) as scope:
        body, council = deciding.body_of(scope), scope.councils[0]
        substitutes.allocate_seats(scope, body, council, 9)
        coming = queries.find_sitting(scope, "to-come")
        assert coming is not None
        seat = queries.seats(scope, coming)[-1].appointment_id
        stands_in = f"stand-in@{company}.example"
        substitutes.seat_invited(scope, coming, seat, stands_in, "Stand In")
        matter = queries.find_matter(scope, decided)
        assert matter is not None
        first = queries.find_recommendation(scope, "a", matter=matter)
        assert first is not None
        correcting.correct(scope, first, "Carried.", "Carried by all.", "It was left out.")
        scope.session.commit()


def _set(scope: Scope) -> None:
    tomorrow = scope.today() + timedelta(days=1)
    body = deciding.body_of(scope)
    body_settings.change_setting(scope, body, "notice_clear_days", "7", tomorrow)
