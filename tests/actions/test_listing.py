"""The list is narrowed, counted and paged by the database, alike with the plain rules."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, event, insert, text

from portal.actions import queries
from portal.actions.models import ActionEntry, ActionStanding
from portal.actions.rules import computed, differs, is_complete
from portal.actions.service import Telling
from portal.actions.statements import Asked
from portal.plans import queries as plans
from portal.plans.models import Item, Revision
from portal.plans.service import arranging, versioning
from portal.web.database import db
from tenants.base import SHARED
from tenants.scope import Scope
from tests.actions.conftest import (
    COMMISSIONER,
    DIRECTOR,
    KINGSTON,
    LIST,
    SHARED_ACTIONS,
    SLUG,
    tell,
    write,
)
from tests.both import both_databases
from tests.factories.browser import Browser
from tests.fixtures import ScopeOf
from tests.queries import count_queries

pytestmark = [both_databases, pytest.mark.usefixtures("plan")]
ALL = [row[0] for row in (*SHARED_ACTIONS, *KINGSTON)]
STATUSES = (("C-A01", "red"), ("C-A02", "green"), ("C-A03", "completed"), ("KIN-A01", "amber"))


def asked(scope: Scope, **narrowed: Any) -> Asked:
    return Asked(queries.known_areas(scope), **narrowed)


def refs(scope_of: ScopeOf, email: str | None = DIRECTOR, **narrowed: Any) -> list[str]:
    with scope_of(email, writes=False) as scope:
        return [line.ref for line in queries.listed(scope, asked(scope, **narrowed))]


@pytest.fixture
def told(scope_of: ScopeOf, plan: str) -> None:
    """Statuses that agree with their dates, and some that do not."""
    for ref, status in STATUSES:
        tell(scope_of, ref, Telling(status))


def test_everybody_is_listed_what_she_may_know_in_the_order_of_the_plan(
    scope_of: ScopeOf,
) -> None:
    assert refs(scope_of) == ALL
    assert refs(scope_of, COMMISSIONER) == ALL
    assert refs(scope_of, "commissioner@richmond.example") == ALL[:4]
    assert refs(scope_of, "member-1@kingston.example") == refs(scope_of, None) == []


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({"status": "red"}, ["C-A01"]),
        ({"status": "none"}, ["C-A04", "KIN-A02"]),
        ({"show": "overdue"}, ["C-A02", "KIN-A01"]),
        ({"show": "differs"}, ["C-A01", "C-A02", "KIN-A01"]),
        ({"show": "high"}, ["C-A01", "KIN-A01"]),
        ({"show": "undated"}, ["C-A04"]),
        ({"lead": "head of people"}, ["C-A01", "C-A02"]),
        ({"lead": "Head of"}, []),
        ({"show": "mine", "posts": ("Director of Education",)}, ["KIN-A02"]),
        ({"show": "mine"}, []),
        ({"show": "overdue", "status": "amber"}, ["KIN-A01"]),
    ],
)
def test_a_list_is_narrowed(scope_of: ScopeOf, narrowed: dict[str, Any], found: list[str]) -> None:
    assert refs(scope_of, **narrowed) == found


@pytest.mark.usefixtures("told")
def test_the_database_computes_what_the_plain_rules_compute(scope_of: ScopeOf) -> None:
    with scope_of(DIRECTOR, writes=False) as scope:
        lines = queries.listed(scope, asked(scope))
        for line in lines:
            complete = is_complete(line.status, line.due_kind)
            assert line.computed == computed(line.due_on, complete=complete, today=scope.today())
        differing = {line.ref for line in lines if differs(line.status, line.computed)}
        assert differing == {
            line.ref for line in queries.listed(scope, asked(scope, show="differs"))
        }


@pytest.mark.usefixtures("told")
def test_the_totals_count_every_action_once(scope_of: ScopeOf) -> None:
    with scope_of(DIRECTOR, writes=False) as scope:
        found = queries.groups(scope, asked(scope))
        assert sum(group.number for group in found) == len(ALL)
        assert sum(group.number for group in found if group.high) == 2
        assert sum(group.number for group in found if group.differs) == 3


def test_a_frozen_text_is_listed_for_whom_the_draft_is_not_released(scope_of: ScopeOf) -> None:
    with scope_of(DIRECTOR) as scope:
        plan = write(scope, "second-plan")
        version = versioning.freeze(scope, plan)
        assert scope.hat is not None
        versioning.submit(scope, version, scope.hat)
        scope.session.commit()
    with scope_of(COMMISSIONER, writes=False) as scope:
        second = plans.find_plan(scope, "second-plan")
        assert second is not None
        lines = queries.listed(scope, asked(scope, plan_id=second.id))
        assert [line.ref for line in lines] == ALL


def test_an_action_that_was_taken_out_is_listed_no_more(scope_of: ScopeOf) -> None:
    with scope_of(DIRECTOR) as scope:
        plan = plans.find_plan(scope, SLUG)
        assert plan is not None
        found = plans.find_reading(scope, "C-A02", plan=plan)
        assert found is not None
        arranging.remove_item(scope, found.item)
        scope.session.commit()
    assert "C-A02" not in refs(scope_of)


MANY = 10_000


@pytest.fixture
def many(app: Flask, scope_of: ScopeOf, plan: str) -> None:
    """Ten thousand actions in one plan, written past the service: only reading them is tried."""
    with scope_of(DIRECTOR) as scope:
        found = plans.find_plan(scope, plan)
        assert found is not None
        section = plans.find_section(scope, found, "B")
        assert section is not None
        walls = {"company_id": scope.company_id, "area_id": SHARED, "audience": "released"}
        of_plan = {**walls, "plan_id": found.id}
        items = scope.session.scalars(
            insert(Item).returning(Item.id, sort_by_parameter_order=True),
            [
                {**of_plan, "section_id": section.id, "ref": f"X-{n}", "position": n, "head": 1}
                for n in range(100, 100 + MANY)
            ],
        ).all()
        texts = {"number": 1, "wording": "", "digest": "0" * 64, "made_at": scope.now()}
        scope.session.execute(
            insert(Revision),
            [
                {
                    **of_plan,
                    **texts,
                    "item_id": item,
                    "title": f"Action {item}",
                    "made_by": "x",
                    "details": {"when": "30/09/2019"},
                    "due_kind": "day",
                    "due_on": scope.today(),
                }
                for item in items
            ],
        )
        _tell_all(scope, of_plan, items)
        scope.session.commit()
    with app.app_context():
        owner = create_engine(app.config["PORTAL"].owner_database_url)
        with owner.begin() as connection:
            connection.execute(text("ANALYZE"))
        owner.dispose()


def _tell_all(scope: Scope, of_plan: dict[str, Any], items: Sequence[int]) -> None:
    """Something was told of every one of them, once in four that it is completed."""
    statuses = ("green", "amber", "red", "completed")
    told = [(item, statuses[number % 4]) for number, item in enumerate(items)]
    said = {"number": 1, "made_at": scope.now(), "made_by": "x", "hat": "x"}
    scope.session.execute(
        insert(ActionEntry),
        [{**of_plan, **said, "item_id": item, "status": status} for item, status in told],
    )
    scope.session.execute(
        insert(ActionStanding),
        [{**of_plan, "item_id": item, "head": 1, "status": status} for item, status in told],
    )


@pytest.mark.usefixtures("many")
def test_ten_thousand_actions_page_and_filter_through_indexes_and_in_as_many_queries_as_two(
    app: Flask, scope_of: ScopeOf, signed_in: Callable[[str], Browser], backend: str
) -> None:
    for narrowed in ({}, {"show": "overdue"}, {"status": "red"}):
        plan = explained(app, scope_of, backend, narrowed)
        assert not whole_tables(plan, backend), plan
    director = signed_in(DIRECTOR)
    director.get(LIST)
    few, many = (
        queries_of(director, f"{LIST}?plan={SLUG}&domain=C"),
        queries_of(director, f"{LIST}?plan={SLUG}"),
    )
    assert few == many <= 10


def queries_of(browser: Browser, path: str) -> int:
    """How many queries a page asks."""
    with count_queries() as found:
        assert browser.get(path).status_code == 200
    return len(found)


def explained(app: Flask, scope_of: ScopeOf, backend: str, narrowed: dict[str, str]) -> str:
    """How the database goes about a page of the list, in its own words."""
    sent: list[tuple[str, Any]] = []
    with scope_of(DIRECTOR, writes=False) as scope:

        def note(_c: object, _k: object, statement: str, values: Any, *_rest: object) -> None:
            sent.append((statement, values))

        event.listen(Engine, "before_cursor_execute", note)
        try:
            queries.listed(scope, asked(scope, **narrowed), offset=200)
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        statement, values = sent[-1]
        how = "EXPLAIN QUERY PLAN " if backend == "sqlite" else "EXPLAIN "
        raw = db.session().connection().connection.cursor()
        raw.execute(how + statement, values)
        return "\n".join(str(row) for row in raw.fetchall())


def whole_tables(plan: str, backend: str) -> list[str]:
    """The large tables that are read whole, or sorted whole."""
    tables = ("plan_item", "plan_revision", "action_standing", "action_entry")
    scan = "SCAN" if backend == "sqlite" else "Seq Scan on"
    found = [line for line in plan.splitlines() if any(f"{scan} {t}" in line for t in tables)]
    found += [line for line in plan.splitlines() if "USE TEMP B-TREE FOR ORDER BY" in line]
    return found
