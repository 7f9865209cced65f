"""Row by row: does each lock alone let each person read what the design's table says, and no more?

The truth is read by somebody no wall holds (the file itself, or PostgreSQL's superuser); then each
lock is asked alone: lock one through the mapped classes of a Scope, lock two by plain SQL under the
portal's role with the settings of each person.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import Connection, Engine, TextClause, create_engine, func, make_url, select, text

from tenants.audiences import Grants
from tenants.base import TenantRow
from tenants.scope import Scope
from tests.architecture.tables import TENANT_NAMES, table_of, tenant_classes
from tests.factories.house import Database
from tests.factories.marked import AREAS
from tests.factories.world import COMPANIES, World
from tests.isolation.who_reads import Person, everybody, reads_row

Group = tuple[int, int, str]
"""Company, area and audience of rows, as the database numbers them."""
Groups = dict[Group, int]
OPERATOR = Person("operator")
HER_OWN = frozenset({"appointment", "paper_reader"})
"""Tables of which everybody finds the rows that name her."""
SETTINGS = ("company_id", "person_id", "everywhere", "pairs")


@dataclass(frozen=True)
class Truth:
    """Every row there is, and what the numbers in it mean."""

    tables: dict[str, Groups]
    bodies: dict[int, str]
    people: dict[str, int]

    def expected(self, person: Person, company: str, table: str) -> Groups:
        """The groups of a table that somebody reads in one company."""
        groups = self.tables[table].items()
        return {group: n for group, n in groups if self._reads(person, company, group)}

    def _reads(self, person: Person, company: str, group: Group) -> bool:
        company_id, area_id, audience = group
        if COMPANIES[company_id - 1] != company:
            return False
        kind, _, number = audience.partition("-")
        if person is OPERATOR:
            return kind not in {"person", "opened"}
        named = audience
        if kind == "body":
            named = f"body {self.bodies[int(number)]}"
        elif kind in {"person", "withheld", "asker", "opened"}:
            named = f"{kind} {self._address_of(int(number))}"
        return reads_row(person, company, AREAS[company][area_id], named)

    def _address_of(self, person_id: int) -> str:
        return next(email for email, number in self.people.items() if number == person_id)


def read_truth(engine: Engine) -> Truth:
    """Count every row, as somebody whom no wall holds."""
    with engine.connect() as connection:
        tables = {name: _groups(connection, name) for name in TENANT_NAMES}
        bodies = connection.execute(text("SELECT id, slug FROM body"))
        people = connection.execute(text("SELECT email, id FROM person"))
        truth = Truth(
            tables, {row[0]: row[1] for row in bodies}, {row[0]: row[1] for row in people}
        )
    engine.dispose()
    return truth


def _groups(connection: Connection, table: str, but_of: int | None = None) -> Groups:
    where = "" if but_of is None else f" WHERE person_id <> {but_of}"
    rows = connection.execute(
        text(
            f"SELECT company_id, area_id, audience, count(*) FROM {table}{where}"  # noqa: S608
            " GROUP BY company_id, area_id, audience"
        )
    )
    return {(row[0], row[1], row[2]): row[3] for row in rows}


def some_people() -> list[Person]:
    """Everybody, and the operator."""
    return [*everybody(), OPERATOR]


def lock_one(
    app: Flask, truth: Truth, classes: Iterable[type[TenantRow]] | None = None
) -> list[str]:
    """What anybody reads through mapped classes, and should not; or should, and does not."""
    found: list[str] = []
    for person in some_people():
        for company in COMPANIES:
            for mapped, seen in _seen_by_classes(World(app), person, company, classes):
                table = table_of(mapped).name
                found += _differences(person, table, truth.expected(person, company, table), seen)
    return found


def _seen_by_classes(
    world: World, person: Person, company: str, classes: Iterable[type[TenantRow]] | None
) -> Iterator[tuple[type[TenantRow], Groups]]:
    with _scope(world, person, company) as scope:
        for mapped in tenant_classes() if classes is None else classes:
            walls = (mapped.company_id, mapped.area_id, mapped.audience)
            rows = scope.session.execute(
                select(*walls, func.count()).select_from(mapped).group_by(*walls)
            )
            yield mapped, {(row[0], row[1], row[2]): row[3] for row in rows}


def _scope(world: World, person: Person, company: str) -> AbstractContextManager[Scope]:
    if person is OPERATOR:
        return world.operator_of(company)
    return world.scope_of(person.email, company, writes=False)


Reader = tuple[Person, str, Grants]


def lock_two(
    readers: Iterable[Reader],
    database: Database,
    truth: Truth,
    tables: Iterable[str] = TENANT_NAMES,
) -> list[str]:
    """What plain SQL under the portal's role shows anybody, and should not; and the reverse."""
    found: list[str] = []
    names = list(tables)
    for url, role in ((database.app_url, "the portal's role"), (database.owner_url, "the owner")):
        found += _without_settings(url, role, names)
    engine = create_engine(database.app_url)
    with engine.connect() as connection:
        for person, company, grants in readers:
            _settle(connection, grants)
            for table in names:
                expected = truth.expected(person, company, table)
                seen = _groups(connection, table)
                if table in HER_OWN:
                    expected, seen = _beside_her_own(
                        connection, truth, person, expected, (table, seen)
                    )
                found += _differences(person, table, expected, seen)
            connection.rollback()
    engine.dispose()
    return found


def everybodys_grants(app: Flask) -> list[Reader]:
    """The grants of everybody in each company, as the portal finds them."""
    found = []
    for person in some_people():
        for company in COMPANIES:
            with _scope(World(app), person, company) as scope:
                found.append((person, company, scope.grants))
    return found


def _without_settings(url: str, role: str, tables: Iterable[str]) -> list[str]:
    engine = create_engine(url)
    with engine.connect() as connection:
        seen = {table: connection.scalar(_count(table)) for table in tables}
    engine.dispose()
    return [f"{role} reads {n} rows of {table} for nobody" for table, n in seen.items() if n]


def _count(table: str) -> TextClause:
    return text(f"SELECT count(*) FROM {table}")  # noqa: S608 - a table's name of ours


def _settle(connection: Connection, grants: Grants) -> None:
    values = (
        grants.company_id or "",
        grants.person_id or "",
        ",".join(sorted(grants.everywhere)),
        ",".join(sorted(grants.pairs)),
    )
    for name, value in zip(SETTINGS, values, strict=True):
        connection.execute(
            text("SELECT set_config(:name, :value, true)"),
            {"name": f"app.{name}", "value": str(value)},
        )


def _beside_her_own(
    connection: Connection,
    truth: Truth,
    person: Person,
    expected: Groups,
    found: tuple[str, Groups],
) -> tuple[Groups, Groups]:
    """A person always finds her own rows of these tables: leave them out on both sides."""
    table, seen = found
    own = truth.people.get(person.email or "")
    if own is None:
        return expected, seen
    theirs = _groups(connection, table, but_of=own)
    hers = Counter(seen)
    hers.subtract(theirs)
    left = {group: n - hers[group] for group, n in expected.items() if n - hers[group] > 0}
    return left, theirs


def _differences(person: Person, table: str, expected: Groups, seen: Groups) -> Iterator[str]:
    for group in expected.keys() | seen.keys():
        should, does = expected.get(group, 0), seen.get(group, 0)
        if should != does:
            yield f"{person} reads {does} rows of {table} {group}, not {should}"


def superuser_engine(database: Database, superuser_url: str) -> Engine:
    """PostgreSQL's superuser in this database: no policy holds it."""
    name = make_url(database.app_url).database
    return create_engine(make_url(superuser_url).set(database=name))
