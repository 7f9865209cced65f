"""The index: one row per text that can be found, with the walls of that text."""

from typing import Any

from sqlalchemy import ColumnElement, Index, String, Text, TypeDecorator, UniqueConstraint
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

from tenants.base import Base, NumberedRow, tenant_table


class AsLexemes(FunctionElement[Any]):
    """Stems with a space between them, as the database keeps them to be found by.

    On PostgreSQL an array becomes the vector: its parsers, which differ from ours and from one
    another, never see a stem.
    """

    type = Text()
    inherit_cache = True


@compiles(AsLexemes)
def _as_text(element: AsLexemes, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(AsLexemes, "postgresql")
def _as_vector(element: AsLexemes, compiler: SQLCompiler, **options: Any) -> str:
    given = compiler.process(element.clauses, **options)
    return f"array_to_tsvector(string_to_array(CAST({given} AS text), ' '))"


class Lexemes(TypeDecorator[str]):
    """Written as text. SQLite's triggers hand it on to FTS5; PostgreSQL keeps a tsvector."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return TSVECTOR() if dialect.name == "postgresql" else Text()

    def bind_expression(self, bindvalue: Any) -> ColumnElement[Any]:
        return AsLexemes(bindvalue)


class SearchEntry(NumberedRow, Base):
    """What can be found, where it leads, and for whom: its area and audience are its source's."""

    __tablename__ = "search_entry"
    __table_args__ = tenant_table(
        UniqueConstraint("company_id", "source", "source_id"),
        Index(None, "company_id", "source"),
        Index(None, "company_id", "thing", "source_id"),
        Index(
            "ix_search_entry_lexemes",
            "lexemes",
            postgresql_using="gin",
            postgresql_with={"fastupdate": "off"},
        ).ddl_if(dialect="postgresql"),
    )

    source: Mapped[str] = mapped_column(String(40))
    source_id: Mapped[int] = mapped_column()
    thing: Mapped[str] = mapped_column(String(80))
    """Of the entries of one thing (older texts of one priority) a reader finds the newest hers."""
    kind: Mapped[str] = mapped_column(String(20))
    """One of ``kinds.KINDS``."""
    path: Mapped[str] = mapped_column(String(300))
    """Path below ``/<company>/``."""
    ref: Mapped[str] = mapped_column(String(40))
    """As people cite it (``KIN-03``); empty without one."""
    title: Mapped[str] = mapped_column(String(300))
    words: Mapped[str] = mapped_column(Text)
    """Everything to be found by, as it was written: the title, then the text below it."""
    title_stems: Mapped[str] = mapped_column(Text)
    stems: Mapped[str] = mapped_column(Text)
    """Of title, reference and text in their order, a space round each: where phrases are found."""
    lexemes: Mapped[str] = mapped_column(Lexemes())
    """What the full-text index holds. It is written, and never read back."""
