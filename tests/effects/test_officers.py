"""An officer's decision under a delegation, recorded and read."""

from datetime import timedelta
from typing import Any

from portal.audit.queries import verify
from portal.decisions.queries.lines import find_line
from portal.decisions.service import delegating
from portal.decisions.service.delegating import DelegationDetails
from portal.decisions.service.registering import Authority
from tests.both import both_databases
from tests.factories import decisions
from tests.factories.people import APPOINTED
from tests.factories.tenancy import DAY
from tests.factories.world import World

CLERK = decisions.CLERK
PAGE = "/afc/decisions/officer"
SAID: dict[str, Any] = {
    "title": "Lease of the family centre",
    "officer": "Jo Reed",
    "consulted": "The leader of Kingston",
    "decided_on-day": "24",
    "decided_on-month": "6",
    "decided_on-year": "2019",
    "decision": "Renew the lease for two years.",
    "reasons": "The families are settled there.",
    "options_rejected": "Moving to the town hall.",
}


def delegated(world: World) -> str:
    """The owners let the chief executive decide of matter 9, in consultation. Its number."""
    with world.operator_of() as scope:
        decisions.prepare(scope)
        line = find_line(scope, "9")
        assert line is not None
        details = DelegationDetails("The chief executive", "the leader")
        row = delegating.delegate(scope, line, details, APPOINTED, Authority("Minute 12"))
        scope.session.commit()
        return str(row.id)


@both_databases
def test_a_clerk_records_it_and_everybody_reads_who_decided_what_and_why(world: World) -> None:
    number = delegated(world)
    answer = world.browser(CLERK).submit(PAGE, delegation=number, **SAID)
    assert answer.location == "/afc/decisions/lease-of-the-family-centre"
    text = world.browser().get(answer.location).text
    for words in (
        "Decided on 24 June 2019 by Jo Reed, The chief executive.",
        "The decision took effect on 24 June 2019.",
        "Renew the lease for two years.",
        "Moving to the town hall.",
        "The leader of Kingston",
        "Minute 12",
    ):
        assert words in text
    with world.operator_of() as scope:
        assert verify(scope).breaks == ()


def test_what_cannot_be_recorded_is_said_beside_its_field_and_nothing_is_lost(
    world: World,
) -> None:
    number = delegated(world)
    clerk = world.browser(CLERK)
    alone = clerk.submit(PAGE, delegation=number, **{**SAID, "consulted": ""})
    assert alone.status_code == 409
    assert "The delegation asks for consultation with the leader." in alone.text
    assert "Renew the lease for two years." in alone.text
    early = clerk.submit(PAGE, delegation=number, **{**SAID, "decided_on-year": "2018"})
    assert "Enter a day on or after 1 April 2019." in early.text


def test_one_that_is_exempt_is_not_there_for_the_public(world: World) -> None:
    number = delegated(world)
    exempt = "Paragraph 3: the rent is being negotiated."
    answer = world.browser(CLERK).submit(PAGE, delegation=number, exempt_because=exempt, **SAID)
    assert world.browser().get(answer.location).status_code == 404
    assert "Lease of the family centre" not in world.browser().get("/afc/decisions/").text
    assert exempt in world.browser(CLERK).get(answer.location).text


def test_one_that_takes_effect_later_waits_for_its_day(world: World) -> None:
    number = delegated(world)
    later = DAY + timedelta(days=8)
    day = {"takes_effect_on-day": "2", "takes_effect_on-month": "7"}
    said = {**SAID, **day, "takes_effect_on-year": str(later.year)}
    answer = world.browser(CLERK).submit(PAGE, delegation=number, **said)
    assert "Takes effect on 2 July 2019, the day that was asked for." in (
        world.browser().get(answer.location).text
    )


def test_where_nothing_is_delegated_the_page_says_so(world: World) -> None:
    assert "no officer decides alone" in world.browser(CLERK).get(PAGE).text
