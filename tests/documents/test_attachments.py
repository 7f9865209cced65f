"""Attached files stand behind the walls of the texts that name them, and never change."""

import pytest
from sqlalchemy import delete, inspect, select, update
from sqlalchemy.exc import DBAPIError

from portal.audit.queries import verify
from portal.documents import queries, service
from portal.documents.files import CheckedFile
from portal.documents.models import Attachment
from portal.kit import digests
from tenants.audiences import EDITORS, PUBLIC, RELEASED
from tenants.scope import NotAllowedError, Scope
from tests.both import both_databases
from tests.factories.world import World
from tests.fixtures import ScopeOf
from tests.queries import count_queries

BYTES = b"%PDF-1.7 what the needs assessment says"
FILE = CheckedFile("Needs assessment.pdf", "application/pdf", BYTES)
SHA256 = digests.of_bytes(BYTES)
KINGSTON = 1
EDITOR = "editor@kingston.example"


def attach(scope_of: ScopeOf, audience: str = EDITORS) -> None:
    with scope_of(EDITOR) as scope:
        service.attach(scope, FILE, KINGSTON, audience)
        scope.session.commit()


def seen(scope: Scope) -> bool:
    return bool(queries.kept(scope, [SHA256]))


@both_databases
def test_a_file_is_read_back_byte_for_byte(scope_of: ScopeOf) -> None:
    attach(scope_of)
    with scope_of(EDITOR) as scope:
        found = queries.find(scope, KINGSTON, SHA256)
        assert found is not None
        assert (found.content, found.size, found.name) == (BYTES, len(BYTES), FILE.name)


@both_databases
@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        (EDITORS, {EDITOR, "director@afc.example"}),
        (RELEASED, {EDITOR, "director@afc.example", "commissioner@kingston.example"}),
    ],
)
def test_it_is_there_for_the_readers_of_its_text_alone(
    scope_of: ScopeOf, audience: str, readers: set[str]
) -> None:
    attach(scope_of, audience)
    found = set()
    for email in (*readers, "commissioner@kingston.example", "editor@richmond.example", None):
        with scope_of(email, writes=False) as scope:
            found |= {email} if seen(scope) else set()
    assert found == readers


@both_databases
def test_opening_a_text_opens_its_files_and_never_closes_them(scope_of: ScopeOf) -> None:
    attach(scope_of)
    for audience in (PUBLIC, RELEASED):
        with scope_of("director@afc.example") as scope:
            service.widen(scope, [(KINGSTON, SHA256), (2, SHA256)], audience)
            scope.session.commit()
    with scope_of(None, writes=False) as scope:
        assert seen(scope)


@both_databases
def test_the_same_bytes_are_kept_once_and_open_to_both_texts(scope_of: ScopeOf) -> None:
    attach(scope_of)
    attach(scope_of, RELEASED)
    with scope_of("commissioner@kingston.example", writes=False) as scope:
        assert len(scope.session.scalars(select(Attachment)).all()) == 1


@pytest.mark.parametrize(
    "email", ["editor@richmond.example", "commissioner@kingston.example", None]
)
def test_who_may_not_edit_there_attaches_nothing(scope_of: ScopeOf, email: str | None) -> None:
    with scope_of(email) as scope, pytest.raises(NotAllowedError):
        service.attach(scope, FILE, KINGSTON, EDITORS)


@both_databases
@pytest.mark.parametrize(
    "change",
    [
        update(Attachment).values(content=b"%PDF-1.7 something else"),
        update(Attachment).values(name="another.pdf"),
        delete(Attachment),
    ],
    ids=["bytes", "name", "row"],
)
def test_the_database_itself_lets_no_file_change(scope_of: ScopeOf, change: object) -> None:
    attach(scope_of)
    with scope_of(EDITOR) as scope, pytest.raises(DBAPIError):
        scope.session.execute(change)  # type: ignore[call-overload]  # an update or a delete


@both_databases
def test_the_log_holds_for_what_was_attached_and_opened(world: World, scope_of: ScopeOf) -> None:
    attach(scope_of)
    with scope_of("director@afc.example") as scope:
        service.widen(scope, [(KINGSTON, SHA256)], PUBLIC)
        scope.session.commit()
    with world.operator_of() as scope:
        assert verify(scope).whole


def test_listing_files_reads_no_bytes(scope_of: ScopeOf) -> None:
    attach(scope_of)
    with scope_of(EDITOR) as scope, count_queries() as asked:
        found = queries.find(scope, KINGSTON, SHA256)
        queries.kept(scope, [SHA256])
        assert "content" in inspect(found).unloaded
    assert "content" not in str(asked)
