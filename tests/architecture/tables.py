"""Which tables lie behind the walls, read from the mapped classes themselves."""

from importlib import import_module
from pathlib import Path

from sqlalchemy import Table

from tenants.base import Base, TenantRow

ROOT = Path(__file__).resolve().parents[2]
for found in sorted(ROOT.glob("portal/*/models.py")):
    import_module(f"portal.{found.parent.name}.models")

HOUSE_TABLES = {
    "company": "its name and colour are public",
    "person": "one account may serve several companies; held to the one who signs in",
    "sign_in": "looked up by the digest of a secret token",
    "password_link": "looked up by the digest of a secret token",
    "subscription": "an address outside, by the digest of a secret; read by the worker that sends",
    "mail_wish": "one person's own, whatever company writes to her",
    "failed_sign_in": "counts wrong passwords by the digest of an address",
}
"""The only tables without walls, each with its reason."""


def tenant_classes() -> list[type[TenantRow]]:
    """Every mapped class behind the walls, by the name of its table."""
    found = [m.class_ for m in Base.registry.mappers if issubclass(m.class_, TenantRow)]
    return sorted(found, key=lambda mapped: table_of(mapped).name)


def table_of(mapped: type) -> Table:
    """The table of a mapped class."""
    table = getattr(mapped, "__table__", None)
    assert isinstance(table, Table)
    return table


TENANT_TABLES = tuple(table_of(mapped) for mapped in tenant_classes())
TENANT_NAMES = tuple(table.name for table in TENANT_TABLES)
