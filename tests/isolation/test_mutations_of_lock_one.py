"""Break each wall of the portal itself in turn: the matrix or the check of rows notices every time.

Lock two is not there on SQLite, so what these let through comes through.
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Select, String, and_, cast, create_engine, or_, select
from sqlalchemy.orm import with_loader_criteria
from sqlalchemy.orm.util import LoaderCriteriaOption

from portal.web import fragments, guard
from portal.web.guard import Access, access_of
from tenants import audiences, roles, walls
from tenants.audiences import EDITORS, RELEASED, SUBMITTED, Grants
from tenants.base import TenantRow
from tenants.models import Company
from tenants.roles import EVERYBODY, Hat, Permission, Role
from tenants.service import operate
from tests.architecture.tables import TENANT_NAMES, table_of, tenant_classes
from tests.factories.house import Database
from tests.isolation.matrix import intrusions, leaks
from tests.isolation.rows import lock_one, read_truth
from tests.isolation.who_reads import Person, everybody

pytestmark = pytest.mark.isolation

Patch = pytest.MonkeyPatch
Criteria = Callable[[Any, Grants], Any]


def _people(*emails: str | None) -> list[Person]:
    return [person for person in everybody() if person.email in emails]


OUTSIDERS = (None, "commissioner@richmond.example", "director@tfc.example")


def _company(row: Any, grants: Grants) -> Any:
    return row.company_id == grants.company_id


def _audience(row: Any, grants: Grants) -> Any:
    pairs = (cast(row.area_id, String) + ":" + row.audience).in_(sorted(grants.pairs))
    return or_(row.audience.in_(sorted(grants.everywhere)), pairs)


def _audience_of_any_area(row: Any, grants: Grants) -> Any:
    labels = {pair.partition(":")[2] for pair in grants.pairs} | grants.everywhere
    return row.audience.in_(sorted(labels))


def _everywhere_alone(row: Any, grants: Grants) -> Any:
    return row.audience.in_(sorted(grants.everywhere))


BROKEN: dict[str, Criteria] = {
    "nothing is tested": lambda row, _: row.company_id > 0,
    "the company is forgotten": _audience,
    "the audience is forgotten": _company,
    "the area is forgotten": lambda row, g: and_(_company(row, g), _audience_of_any_area(row, g)),
    "what is open in one area is forgotten": lambda row, g: and_(
        _company(row, g), _everywhere_alone(row, g)
    ),
}


def _break_criteria(monkeypatch: Patch, criteria: Criteria) -> None:
    def broken(grants: Grants) -> Any:
        return with_loader_criteria(
            TenantRow,
            lambda row: criteria(row, grants),
            include_aliases=True,
            track_closure_variables=False,
        )

    monkeypatch.setattr(walls, "_criteria", broken)


@pytest.mark.parametrize("broken", BROKEN)
def test_criteria_that_test_less(marked_app: Flask, monkeypatch: Patch, broken: str) -> None:
    people = _people(*OUTSIDERS)
    assert leaks(marked_app, rules={"plans.plan"}, people=people) == []
    _break_criteria(monkeypatch, BROKEN[broken])
    assert leaks(marked_app, rules={"plans.plan"}, people=people)


@pytest.mark.parametrize("table", TENANT_NAMES)
def test_one_class_left_out_of_the_criteria(
    marked_app: Flask, marked_database: Database, monkeypatch: Patch, table: str
) -> None:
    truth = read_truth(create_engine(marked_database.owner_url))
    [left_out] = [mapped for mapped in tenant_classes() if table_of(mapped).name == table]
    whole = LoaderCriteriaOption._all_mappers

    def broken(option: LoaderCriteriaOption) -> Iterator[Any]:
        return (mapper for mapper in whole(option) if mapper.class_ is not left_out)

    monkeypatch.setattr(LoaderCriteriaOption, "_all_mappers", broken)
    assert lock_one(marked_app, truth, [left_out])


@pytest.mark.parametrize(
    ("module", "rule"),
    [
        ("portal.plans.queries", "plans.plan"),
        ("portal.plans.queries", "plans.priority"),
        ("portal.plans.queries", "plans.versions"),
        ("portal.search.queries", "search.search"),
        ("portal.feeds.queries", "feeds.news"),
        ("portal.decisions.queries.lists", "decisions.index"),
        ("portal.decisions.queries", "decisions.matter"),
        ("portal.engagement.queries", "engagement.index"),
        ("portal.engagement.queries", "engagement.read"),
        ("portal.engagement.comment_queries", "plans.priority"),
        ("portal.engagement.panels", "plans.priority"),
    ],
)
def test_a_query_that_passes_the_walls_by_name(
    marked_app: Flask, monkeypatch: Patch, module: str, rule: str
) -> None:
    def unwalled(*columns: Any) -> Any:
        return select(*columns).execution_options(**{walls.UNWALLED: True})

    monkeypatch.setattr(f"{module}.select", unwalled)
    for name, statement in vars(import_module(module)).items():
        if isinstance(statement, Select):
            broken = statement.execution_options(**{walls.UNWALLED: True})
            monkeypatch.setattr(f"{module}.{name}", broken)
    assert leaks(marked_app, rules={rule}, people=_people(*OUTSIDERS))


WIDER: dict[Role, set[str]] = {
    Role.COMMISSIONER: {SUBMITTED, RELEASED},
    Role.EDITOR: {EDITORS},
    Role.BOARD_CHAIR: {SUBMITTED, EDITORS},
    Role.BOARD_MEMBER: {SUBMITTED, RELEASED},
    Role.CO_CHAIR: {SUBMITTED, RELEASED},
    Role.MEMBER: {SUBMITTED, EDITORS},
    Role.CLERK: {SUBMITTED, RELEASED},
}


@pytest.mark.parametrize("role", WIDER)
def test_a_role_that_opens_too_much(marked_app: Flask, monkeypatch: Patch, role: Role) -> None:
    whole = roles._opens

    def broken(hat: Hat) -> tuple[set[str], set[str]]:
        everywhere, pairs = whole(hat)
        return (everywhere | WIDER[role], pairs) if hat.role is role else (everywhere, pairs)

    monkeypatch.setattr(roles, "_opens", broken)
    people = [person for person in everybody() if person.posts and person.posts[0].role is role]
    assert leaks(marked_app, rules={"plans.plan"}, people=people)


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.COMMISSIONER, Role.EDITOR, Role.MEMBER])
def test_a_role_that_opens_too_little(marked_app: Flask, monkeypatch: Patch, role: Role) -> None:
    whole = roles._opens
    monkeypatch.setattr(roles, "_opens", lambda h: (set(), set()) if h.role is role else whole(h))
    people = [person for person in everybody() if person.posts and person.posts[0].role is role]
    assert leaks(marked_app, rules={"plans.plan"}, people=people)


def test_what_the_public_reads_widened(marked_app: Flask, monkeypatch: Patch) -> None:
    monkeypatch.setattr(roles, "PUBLIC", SUBMITTED)
    assert leaks(marked_app, rules={"plans.plan"}, people=_people(None))


def test_hats_of_another_company_worn_here(marked_app: Flask, monkeypatch: Patch) -> None:
    whole = roles.grants

    def broken(company_id: int, person_id: int | None, hats: Any) -> Grants:
        found = whole(company_id, person_id, hats)
        return replace(found, everywhere=found.everywhere | {SUBMITTED}) if person_id else found

    monkeypatch.setattr("tenants.scope.grants", broken)
    assert leaks(marked_app, rules={"plans.plan"}, people=_people("director@tfc.example"))


def test_a_hat_worn_before_and_after_its_days(marked_app: Flask, monkeypatch: Patch) -> None:
    monkeypatch.setattr("tenants.identity.in_force", lambda *_: True)
    former = _people("former@kingston.example")
    assert leaks(marked_app, rules={"plans.plan"}, people=former)


GUARDED = (
    "access.hat",
    "decisions.mark_attendance",
    "decisions.sitting",
    "decisions.settle",
    "decisions.submit",
    "decisions.vote",
    "engagement.consult",
    "engagement.responses",
    "plans.edit",
    "plans.freeze",
    "plans.release",
)


def test_these_routes_are_guarded_by_more_than_being_there(app: Flask) -> None:
    permissions = {
        e: access.permission for e in app.view_functions if (access := access_of(app, e))
    }
    guarded = {e for e, needs in permissions.items() if needs and needs not in EVERYBODY}
    assert set(GUARDED) <= guarded


@pytest.mark.parametrize("endpoint", GUARDED)
def test_a_guard_that_asks_for_no_permission(
    marked_app: Flask, monkeypatch: Patch, endpoint: str
) -> None:
    view = inspect.unwrap(marked_app.view_functions[endpoint])
    unguarded = guard._in_company(view, Access(Permission.COMPANY_READ))
    vars(unguarded)["access"] = access_of(marked_app, endpoint)
    monkeypatch.setitem(marked_app.view_functions, endpoint, unguarded)
    monkeypatch.setattr("tenants.scope.Scope.require", lambda scope, *_, **__: scope.hat)
    people = _people("commissioner@kingston.example", "editor@richmond.example", None)
    rules = {endpoint}
    read = leaks(marked_app, rules=rules, people=people)
    assert read + intrusions(marked_app, rules=rules, people=people)


@pytest.mark.parametrize("endpoint", ["plans.plan", "plans.priority", "decisions.matter"])
def test_a_fragment_served_without_its_pages_guard(
    marked_app: Flask, monkeypatch: Patch, endpoint: str
) -> None:
    """htmx is answered by a shortcut that reads as the operator."""
    view = marked_app.view_functions[endpoint]

    def shortcut(**path: Any) -> Any:
        if not fragments.wants_fragment():
            return view(**path)
        with monkeypatch.context() as patch:
            patch.setattr("portal.web.guard.Scope", _operators_scope)
            return view(**path)

    vars(shortcut)["access"] = access_of(marked_app, endpoint)
    monkeypatch.setitem(marked_app.view_functions, endpoint, shortcut)
    found = leaks(marked_app, rules={endpoint}, people=_people(*OUTSIDERS))
    assert found
    assert all("(fragment)" in fault for fault in found)


def _operators_scope(session: Any, company: Company, *_: object, **__: object) -> Any:
    return operate(session, company.slug)


def test_a_thing_found_outside_its_company(marked_app: Flask, monkeypatch: Patch) -> None:
    """A resolver that reads as the operator lets its page tell that there is something."""
    whole = dict(guard._resolvers)

    def broken(scope: Any, slug: str, **found: Any) -> Any:
        session, grants = scope.session, scope.grants
        thing = whole["plan"](operate(session, scope.company.slug), slug, **found)
        walls.enter(session, grants, writes=False)
        return thing

    monkeypatch.setitem(guard._resolvers, "plan", broken)
    assert leaks(marked_app, rules={"plans.plan"}, people=_people(*OUTSIDERS))


@pytest.fixture(autouse=True)
def _a_crash_is_an_answer(marked_app: Flask) -> None:
    """A broken portal may crash: the matrix reports the 500 like any other fault."""
    marked_app.config["PROPAGATE_EXCEPTIONS"] = False


@pytest.fixture(autouse=True)
def _whole_again() -> Iterator[None]:
    before = (walls._criteria, roles._opens, audiences.PUBLIC)
    yield
    assert (walls._criteria, roles._opens, audiences.PUBLIC) == before
