"""Four processes write to one company's log at once: one whole chain, and nothing lost."""

from flask import Flask
from sqlalchemy import func, select

from portal.audit.models import AuditEvent
from portal.audit.queries import verify
from tests.audit.writers import at_once, write_events
from tests.both import both_databases
from tests.factories.house import Database
from tests.factories.world import World

EACH = 25


@both_databases
def test_four_writers_at_once_leave_one_whole_chain(app: Flask, database: Database) -> None:
    with World(app).operator_of("afc") as scope:
        before = verify(scope).events
    at_once(write_events, database, EACH)
    with World(app).operator_of("afc") as scope:
        verdict = verify(scope)
        assert verdict.breaks == ()
        assert verdict.events == before + 4 * EACH
        each = scope.session.execute(
            select(AuditEvent.subject_id, func.count())
            .where(AuditEvent.subject_kind == "test")
            .group_by(AuditEvent.subject_id)
        )
        assert sorted((row[0], row[1]) for row in each) == [(n, EACH) for n in range(4)]
