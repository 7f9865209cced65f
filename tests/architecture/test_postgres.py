"""The server that the database tests stand on, from the source that every machine has."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from tests import postgres, postgres_server
from tests.postgres import DatabaseUrls, Server

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    packaged = postgres.start(binaries=postgres_server.packaged_binaries())
    yield packaged
    packaged.stop()


def _connect(url: str) -> psycopg.Connection:
    address = make_url(url).set(drivername="postgresql")
    return psycopg.connect(address.render_as_string(hide_password=False))


def _build(urls: DatabaseUrls) -> None:
    with _connect(urls.owner) as owner:
        owner.execute("CREATE TABLE parcel (content text)")
        owner.execute("INSERT INTO parcel VALUES ('a plan')")
        owner.execute(f"GRANT SELECT ON parcel TO {postgres.APP_GROUP}")


def test_two_callers_with_one_folder_share_a_server(server: Server) -> None:
    again = postgres.start(server.folder, binaries=postgres_server.packaged_binaries())
    assert again.superuser_url == server.superuser_url


def test_the_portals_role_is_no_superuser_and_cannot_bypass_row_level_security(
    server: Server,
) -> None:
    urls = postgres.create_database(server, "rights")
    with _connect(urls.app) as app:
        rights = app.execute(
            "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert rights == ("goldthread_app", False, False)


def test_the_portals_role_makes_no_tables(server: Server) -> None:
    urls = postgres.create_database(server, "tables")
    with _connect(urls.app) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("CREATE TABLE mine (content text)")


def test_a_clone_holds_what_its_template_was_built_with(server: Server) -> None:
    template = postgres.make_template(server, "parcels", _build)
    urls = postgres.create_database(server, "clone", template=template)
    with _connect(urls.app) as app:
        assert app.execute("SELECT content FROM parcel").fetchall() == [("a plan",)]


def test_a_template_is_built_once(server: Server) -> None:
    builds: list[DatabaseUrls] = []
    first = postgres.make_template(server, "once", builds.append)
    assert postgres.make_template(server, "once", builds.append) == first
    assert len(builds) == 1


def test_a_template_whose_building_failed_is_built_again(server: Server) -> None:
    def fail(_: DatabaseUrls) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        postgres.make_template(server, "again", fail)
    template = postgres.make_template(server, "again", _build)
    urls = postgres.create_database(server, "rebuilt", template=template)
    with _connect(urls.app) as app:
        assert app.execute("SELECT count(*) FROM parcel").fetchone() == (1,)


def test_a_machine_without_postgresql_is_told_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(postgres_server, "DEBIAN", tmp_path)
    monkeypatch.setattr(postgres_server, "find_spec", lambda _: None)
    with pytest.raises(RuntimeError, match="install Debian's postgresql"):
        postgres_server.start(tmp_path)
