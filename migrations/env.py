"""Runs migrations as the owner of the tables, with time limits so that a waiting lock never stops the service."""

import os

from alembic import context
from geoalchemy2 import alembic_helpers
from sqlalchemy import create_engine, text

from app.schema import Base
from app.storage.migrate import include_object, psycopg2_url

LOCK_TIMEOUT = "5s"
STATEMENT_TIMEOUT = "10min"


def run() -> None:
    """Migrate on the connection that was handed in, or on the one that the environment names."""
    connection = context.config.attributes.get("connection")
    if connection is not None:
        _migrate(connection)
        return
    engine = create_engine(psycopg2_url(os.environ["CORDON_OWNER_DATABASE_URL"]))
    with engine.begin() as own:
        _migrate(own)


def _migrate(connection) -> None:  # noqa: ANN001 - a SQLAlchemy Connection
    connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))
    connection.execute(text(f"SET LOCAL statement_timeout = '{STATEMENT_TIMEOUT}'"))
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=include_object,
        process_revision_directives=alembic_helpers.writer,
        render_item=alembic_helpers.render_item,
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
