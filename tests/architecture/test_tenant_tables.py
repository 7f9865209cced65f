"""Every tenant table carries what the walls look at, and keys that no row can step across."""

import pytest
from sqlalchemy import ForeignKeyConstraint, Table, UniqueConstraint

from tenants.base import Base
from tests.architecture.tables import HOUSE_TABLES, TENANT_NAMES, TENANT_TABLES

WALLS = ("company_id", "area_id", "audience")
AREA = ["area.company_id", "area.area_id"]
every_table = pytest.mark.parametrize("table", TENANT_TABLES, ids=TENANT_NAMES)


def _foreign_keys(table: Table) -> list[ForeignKeyConstraint]:
    return [c for c in table.constraints if isinstance(c, ForeignKeyConstraint)]


def _targets(key: ForeignKeyConstraint) -> list[str]:
    return [element.target_fullname for element in key.elements]


def _parent(key: ForeignKeyConstraint) -> str:
    return _targets(key)[0].partition(".")[0]


def _unique(table: Table) -> set[tuple[str, ...]]:
    rules = (c for c in table.constraints if isinstance(c, UniqueConstraint))
    return {tuple(column.name for column in rule.columns) for rule in rules}


def test_every_table_is_behind_the_walls_or_on_the_short_list() -> None:
    assert {table.name for table in Base.metadata.tables.values()} == {
        *TENANT_NAMES,
        *HOUSE_TABLES,
    }


@every_table
def test_a_tenant_table_has_company_area_and_audience_and_none_of_them_null(table: Table) -> None:
    assert [name for name in WALLS if name not in table.c or table.c[name].nullable] == []


@every_table
def test_a_tenant_row_belongs_to_an_area_of_its_company(table: Table) -> None:
    if table.name == "area":
        assert [c.name for c in table.primary_key] == ["company_id", "area_id"]
        return
    keys = [[c.name for c in key.columns] for key in _foreign_keys(table) if _targets(key) == AREA]
    assert ["company_id", "area_id"] in keys


@every_table
def test_a_table_with_an_id_can_be_pointed_at_by_company_and_by_area(table: Table) -> None:
    if "id" in table.c:
        assert {("company_id", "id"), ("company_id", "area_id", "id")} <= _unique(table)
    else:
        assert "company_id" in table.primary_key.columns


@every_table
def test_a_child_points_at_its_parent_by_the_same_company(table: Table) -> None:
    for key in _foreign_keys(table):
        if _parent(key) in TENANT_NAMES:
            pairs = dict(zip((c.name for c in key.columns), _targets(key), strict=True))
            assert pairs.get("company_id") == f"{_parent(key)}.company_id", pairs


@every_table
def test_no_unique_rule_spans_companies(table: Table) -> None:
    assert [rule for rule in _unique(table) if "company_id" not in rule] == []


@pytest.mark.parametrize(
    ("child", "parent"),
    [
        ("plan_revision", "plan_item"),
        ("plan_scratch", "plan_item"),
        ("plan_version_entry", "plan_revision"),
    ],
)
def test_a_text_stands_in_the_same_area_as_what_it_is_a_text_of(child: str, parent: str) -> None:
    table = Base.metadata.tables[child]
    [key] = [key for key in _foreign_keys(table) if _parent(key) == parent]
    assert {"company_id", "area_id"} < {column.name for column in key.columns}
