"""The declarative base, and the three columns that every tenant row carries."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.schema import SchemaItem

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}

SHARED = 0
"""The area of what the whole company shares; councils' areas are numbered from one."""

# SQLite counts up only INTEGER keys by itself.
Key = BigInteger().with_variant(Integer(), "sqlite")


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets the zone and gets it back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Always an aware datetime in UTC, whatever zone the database answers in."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of every table."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads this name from the class
        int: Key,
        str: String(),
        datetime: Moment(),
    }


class TenantRow:
    """What the walls look at: whose row it is (company, area) and who may read it (audience).

    A class may set ``read_back = False`` when its writers need not be able to read what they wrote
    (the audit log): its policy then lets a row in by its company alone.
    """

    read_back = True

    company_id: Mapped[int] = mapped_column()
    area_id: Mapped[int] = mapped_column()
    audience: Mapped[str] = mapped_column(String(40))


class NumberedRow(TenantRow):
    """A tenant row with a number of its own, by which its children point at it."""

    id: Mapped[int] = mapped_column(primary_key=True)


def of_area() -> ForeignKeyConstraint:
    """The foreign key of every tenant row to the area it belongs to."""
    return ForeignKeyConstraint(["company_id", "area_id"], ["area.company_id", "area.area_id"])


def tenant_table(*extra: SchemaItem) -> tuple[SchemaItem, ...]:
    """Table arguments of a tenant table: its area, and the composite keys children point at."""
    return (
        of_area(),
        UniqueConstraint("company_id", "id"),
        UniqueConstraint("company_id", "area_id", "id"),
        *extra,
    )


def same_area(column: str, target: str) -> ForeignKeyConstraint:
    """A foreign key to a row of the same company *and* the same area."""
    return _composite(("company_id", "area_id"), column, target)


def same_company(column: str, target: str) -> ForeignKeyConstraint:
    """A foreign key to a row of the same company, in whatever area."""
    return _composite(("company_id",), column, target)


def _composite(shared: tuple[str, ...], column: str, target: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint([*shared, column], [f"{target}.{name}" for name in (*shared, "id")])


def columns_of(row: object) -> dict[str, Any]:
    """The values of a mapped row by column name."""
    table = getattr(row, "__table__", None)
    if table is None:
        raise TypeError(f"{type(row).__name__} is not a mapped row")
    return {column.name: getattr(row, column.key) for column in table.columns}
