"""How the deciding bodies of the marked world work and sit, in both companies."""

from datetime import timedelta

from portal.decisions.service import body_settings
from tenants.scope import Scope
from tests.factories import deciding
from tests.factories.world import World


def prepare(doors: World, company: str) -> None:
    """Its clerk changes how the body works, from tomorrow on."""
    with doors.scope_of(f"clerk@{company}.example", company) as scope:
        _set(scope)
        scope.session.commit()


def _set(scope: Scope) -> None:
    tomorrow = scope.today() + timedelta(days=1)
    body = deciding.body_of(scope)
    body_settings.change_setting(scope, body, "notice_clear_days", "7", tomorrow)
