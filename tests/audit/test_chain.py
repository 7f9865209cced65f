"""The chain: whole while the portal writes it, broken in words by every hand in the database."""

import pytest
from flask import Flask

from portal.audit.models import AuditPayload
from portal.audit.queries import Verdict, verify
from portal.audit.service import erase
from tenants.scope import NotAllowedError
from tests.audit.conftest import Tamper
from tests.both import both_databases
from tests.factories.world import World
from tests.fixtures import ScopeOf


def _verify(app: Flask, company: str = "afc") -> Verdict:
    with World(app).operator_of(company) as scope:
        return verify(scope)


@both_databases
def test_the_chain_of_each_company_is_whole(marked_app: Flask) -> None:
    for company in ("afc", "tfc"):
        verdict = _verify(marked_app, company)
        assert verdict.breaks == ()
        assert verdict.events > 50


TAMPERINGS = {
    "what an event says": (
        'UPDATE audit_payload SET payload = \'{"ref": "XX"}\' WHERE company_id = 1 AND seq = 5',
        "What event 5 says was changed after it was written.",
    ),
    "what an event says, taken away": (
        "DELETE FROM audit_payload WHERE company_id = 1 AND seq = 5",
        "What event 5 says is gone, without a tombstone.",
    ),
    "who did it": (
        "UPDATE audit_event SET hat = 'Somebody else' WHERE company_id = 1 AND seq = 7",
        "was changed after it was written.",
    ),
    "when it was done": (
        "UPDATE audit_event SET at = '2018-01-01 00:00:00+00' WHERE company_id = 1 AND seq = 7",
        "was changed after it was written.",
    ),
    "the head": (
        "UPDATE audit_head SET seq = seq + 1 WHERE company_id = 1",
        "but its head says",
    ),
    "the head's digest": (
        "UPDATE audit_head SET digest = 'another' WHERE company_id = 1",
        "but its head says",
    ),
    "a text": (
        "UPDATE plan_revision SET wording = 'Another' WHERE company_id = 1 AND number = 1",
        "is not as event",
    ),
    "a vote": (
        "UPDATE vote SET choice = 'against' WHERE company_id = 1",
        "is not as event",
    ),
    "an outcome": (
        "UPDATE matter SET outcome = 'not_approved' WHERE company_id = 1 AND state = 'decided'",
        "is not as event",
    ),
    "a frozen version's digest": (
        "UPDATE plan_version SET digest = 'another' WHERE company_id = 1",
        "is not as event",
    ),
    "what became of a version": (
        "UPDATE plan_version SET state = 'approved' WHERE company_id = 1 AND state = 'submitted'",
        "The plan version",
    ),
    "who reads a version": (
        "UPDATE plan_version SET audience = 'public' WHERE company_id = 1"
        " AND audience = 'submitted'",
        "The plan version",
    ),
    "who reads a draft": (
        "UPDATE plan_part SET audience = 'released' WHERE company_id = 1 AND audience = 'editors'",
        "The plan part",
    ),
    "a citation put in": (
        "INSERT INTO citation (id, company_id, area_id, audience, matter_id, place, as_written,"
        " number) SELECT 9999, company_id, area_id, audience, matter_id, place, as_written, 1"
        " FROM citation WHERE company_id = 1 LIMIT 1",
        "The citation 9999 is there, but no event tells of it.",
    ),
}


@both_databases
@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_hand_in_the_database_is_found(marked_app: Flask, tamper: Tamper, what: str) -> None:
    statement, words = TAMPERINGS[what]
    tamper(statement)
    breaks = _verify(marked_app).breaks
    assert any(words in fault for fault in breaks), breaks
    assert _verify(marked_app, "tfc").whole


@both_databases
def test_an_event_taken_out_is_missed(marked_app: Flask, tamper: Tamper) -> None:
    tamper(
        "DELETE FROM audit_payload WHERE company_id = 1 AND seq = 6",
        "DELETE FROM audit_event WHERE company_id = 1 AND seq = 6",
    )
    assert "Event 6 is missing: event 7 stands in its place." in _verify(marked_app).breaks


@both_databases
def test_the_last_events_taken_off_are_missed(marked_app: Flask, tamper: Tamper) -> None:
    last = _verify(marked_app).events
    for table in ("audit_payload", "audit_event"):
        tamper(f"DELETE FROM {table} WHERE company_id = 1 AND seq = {last}")  # noqa: S608 - ours
    assert (
        f"The chain ends at event {last - 1}, but its head says {last}."
        in _verify(marked_app).breaks
    )


@both_databases
def test_two_events_in_each_others_place_are_found(marked_app: Flask, tamper: Tamper) -> None:
    tamper(
        "UPDATE audit_event SET row_digest = (SELECT other.row_digest FROM audit_event AS other"
        " WHERE other.company_id = 1 AND other.seq = 9) WHERE company_id = 1 AND seq = 8"
    )
    assert any("Event 8 " in fault for fault in _verify(marked_app).breaks)


@both_databases
def test_an_erased_payload_leaves_a_dated_tombstone_and_the_chain_whole(app: Flask) -> None:
    with World(app).operator_of("afc") as scope:
        erase(scope, 3, "Asked for by the person it named")
        scope.session.commit()
    with World(app).operator_of("afc") as scope:
        verdict = verify(scope)
        tombstone = scope.session.get_one(AuditPayload, (1, 3))
        assert verdict.breaks == ()
        assert (tombstone.payload, tombstone.salt) == (None, None)
        assert tombstone.erased_at is not None
        assert tombstone.erased_at.date() == scope.today()
        assert tombstone.erased_because == "Asked for by the person it named"


def test_a_director_erases_nothing(scope_of: ScopeOf) -> None:
    with scope_of("director@afc.example") as scope, pytest.raises(NotAllowedError):
        erase(scope, 3, "No reason")
