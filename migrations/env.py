"""Alembic's environment: runs as the owner of the tables, never as the role that serves."""

from alembic import context
from flask import current_app
from sqlalchemy import create_engine, pool

from tenants.base import Base


def run() -> None:
    engine = create_engine(current_app.config["PORTAL"].owner_database_url, poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
