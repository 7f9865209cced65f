"""Both locks hold what a consultation says, each alone; lock two is asked in plain SQL."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, create_engine, select, text
from sqlalchemy.exc import ProgrammingError

from portal.engagement.models import Exhibit, Quote, Remark, Response, Round
from tenants import invitations
from tenants.audiences import DIRECTORS, guests
from tenants.models import Invitation
from tenants.scope import Scope
from tests.both import both_databases, on_postgres
from tests.factories import engaging
from tests.factories.engaging import COMMISSIONER, DIRECTOR, OTHER_COMMISSIONER
from tests.factories.house import Database
from tests.factories.world import World

TABLES = ("engagement_round", "engagement_group", "engagement_exhibit", "engagement_quote")
Opened = tuple[str, Mapping[str, str]]


@pytest.fixture
def opened(world: World) -> Opened:
    """A private consultation with an answer published and one waiting."""
    engaging.release(world, 0, 1)
    slug, keys = engaging.open_round(world)
    shown = engaging.answer(world, slug, "As sent", key=keys["partners"])
    engaging.publish(world, slug, shown, "As shown")
    engaging.answer(world, slug, "Waiting", key=keys["young_people"])
    return slug, keys


def _counts(scope: Scope) -> dict[str, int]:
    found = {}
    for rows in (Round, Exhibit, Quote, Response, Remark):
        found[rows.__tablename__] = len(scope.session.scalars(select(rows)).all())
    return found


ALL = {"engagement_round": 1, "engagement_exhibit": 2, "engagement_quote": 3}
SENT = {"engagement_response": 2, "engagement_remark": 6}
NONE_SENT = dict.fromkeys(SENT, 0)
NONE = dict.fromkeys(ALL, 0)


@both_databases
@pytest.mark.parametrize(
    ("email", "by_link", "reads"),
    [
        (None, "", NONE | NONE_SENT),
        (None, "partners", ALL | NONE_SENT),
        (None, "young_people", ALL | NONE_SENT),
        (COMMISSIONER, "", ALL | NONE_SENT),
        ("editor@kingston.example", "", ALL | NONE_SENT),
        (OTHER_COMMISSIONER, "", NONE | NONE_SENT),
        (OTHER_COMMISSIONER, "partners", ALL | NONE_SENT),
        ("member@board.afc.example", "", NONE | NONE_SENT),
        ("member-1@kingston.example", "", NONE | NONE_SENT),
        ("clerk@afc.example", "", NONE | NONE_SENT),
        (DIRECTOR, "", ALL | SENT),
    ],
)
def test_who_reads_what_of_a_consultation(
    world: World, opened: Opened, email: str | None, by_link: str, reads: dict[str, int]
) -> None:
    with world.scope_of(email, writes=False) as scope:
        invitations.accept_all(scope)
        if by_link:
            invitations.present(scope, invitations.digest_of(opened[1][by_link]))
        assert _counts(scope) == reads


@both_databases
def test_a_key_that_opens_nothing_lets_nobody_in(world: World, opened: Opened) -> None:
    with world.scope_of(None, writes=False) as scope:
        assert invitations.present(scope, invitations.digest_of("guessed")) is None
        assert _counts(scope) == NONE | NONE_SENT


def test_only_a_consultation_can_be_opened_by_an_invitation(world: World) -> None:
    with world.scope_of(DIRECTOR) as scope:
        for label in ("editors", "body-1", "person-1", "round-", "round-0", "round-1x"):
            with pytest.raises(ValueError, match="nothing that an invitation opens"):
                invitations.invite(scope, label, 0, DIRECTORS)


@contextmanager
def _as_portal(database: Database, **settings: str) -> Iterator[Connection]:
    """Plain SQL under the portal's own role, with these settings of the transaction."""
    engine = create_engine(database.app_url)
    with engine.connect() as connection:
        for name, value in {"company_id": "1", **settings}.items():
            connection.execute(
                text("SELECT set_config(:name, :value, true)"),
                {"name": f"app.{name}", "value": value},
            )
        yield connection
        connection.rollback()
    engine.dispose()


def _seen(connection: Connection, table: str) -> int:
    return int(connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0)  # noqa: S608 - ours


@on_postgres
def test_lock_two_alone_opens_a_consultation_to_its_label_and_to_no_other(
    world: World, opened: Opened, database: Database
) -> None:
    with world.operator_of() as scope:
        label = guests(scope.session.scalars(select(Round.id)).one())
    assert label == "round-1"
    for everywhere, opens in (
        ("public", False),
        ("public,round-2", False),
        ("public,round-1", True),
    ):
        with _as_portal(database, everywhere=everywhere) as connection:
            assert {table: _seen(connection, table) > 0 for table in TABLES} == dict.fromkeys(
                TABLES, opens
            )
            assert _seen(connection, "engagement_response") == 0
            assert _seen(connection, "engagement_remark") == 0
    with _as_portal(database, company_id="2", everywhere="public,round-1") as connection:
        assert [_seen(connection, table) for table in TABLES] == [0, 0, 0, 0]


@on_postgres
def test_lock_two_finds_an_invitation_by_the_digest_in_hand_alone(
    world: World, opened: Opened, database: Database
) -> None:
    digest = invitations.digest_of(opened[1]["partners"])
    for link, count in (("", 0), ("0" * 64, 0), (digest, 1)):
        with _as_portal(database, everywhere="public", link=link) as connection:
            assert _seen(connection, "invitation") == count
    with _as_portal(database, company_id="2", everywhere="public", link=digest) as connection:
        assert _seen(connection, "invitation") == 0


INSERT = (
    "INSERT INTO engagement_response (company_id, area_id, audience, round_id, group_id, child,"
    " name, email, received_at, state, reason)"
    " VALUES (1, 0, :audience, 1, 1, false, '', '', now(), 'waiting', '')"
)


@on_postgres
@pytest.mark.parametrize("audience", ["public", "round-1", "released"])
def test_lock_two_takes_an_answer_in_for_the_directors_alone(
    opened: Opened, database: Database, audience: str
) -> None:
    with _as_portal(database, everywhere="public") as connection:
        connection.execute(text(INSERT), {"audience": DIRECTORS})
    with (
        _as_portal(database, everywhere="") as connection,
        pytest.raises(ProgrammingError, match="row-level security"),
    ):
        connection.execute(text(INSERT), {"audience": audience})


@on_postgres
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE engagement_exhibit SET wording = 'Other'",
        "UPDATE engagement_remark SET words = 'Other'",
        "UPDATE engagement_response SET name = 'Other'",
        "DELETE FROM engagement_response",
        "DELETE FROM comment",
    ],
)
def test_the_portal_cannot_rewrite_what_was_put_or_sent(
    opened: Opened, database: Database, statement: str
) -> None:
    with (
        _as_portal(database, everywhere="public,round-1,directors") as connection,
        pytest.raises(ProgrammingError, match="permission denied"),
    ):
        connection.execute(text(statement))


def test_an_ended_invitation_lets_nobody_in(world: World, opened: Opened) -> None:
    with world.operator_of() as scope:
        for each in scope.session.scalars(select(Invitation)):
            each.ended_at = scope.now()
        scope.session.commit()
    with world.scope_of(None, writes=False) as scope:
        key = opened[1]["partners"]
        assert invitations.present(scope, invitations.digest_of(key)) is None
        assert _counts(scope) == NONE | NONE_SENT
