"""Roles and databases of a private cluster."""

from psycopg2 import sql

from app.cluster.binaries import EXTENSIONS
from app.cluster.places import Places
from app.cluster.server import connect

OWNER = "cordon_owner"
"""Owns the database, runs migrations, may create databases (for tests)."""
SERVICE = "cordon_service"
"""The service works as this role; it owns nothing, migrations grant it what it needs."""
DATABASE = "cordon"
BLANK = "cordon_blank"
"""Template with the extensions in it, from which the owner may make databases without being superuser."""


def provision(places: Places) -> None:
    """Makes roles, template and database where they are missing. Harmless to repeat, also after an interruption."""
    admin = connect(places)
    try:
        with admin.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_database WHERE datname = %s OR (datname = %s AND datistemplate)",
                (DATABASE, BLANK),
            )
            if cursor.fetchone() == (2,):
                return
            for role, attributes in ((OWNER, "LOGIN CREATEDB"), (SERVICE, "LOGIN")):
                cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,))
                if cursor.fetchone() is None:
                    cursor.execute(sql.SQL("CREATE ROLE {} " + attributes).format(sql.Identifier(role)))
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s AND datistemplate", (BLANK,))
            if cursor.fetchone() is None:
                cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(BLANK)))
                cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(BLANK)))
                _extend(places)
                cursor.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE true").format(sql.Identifier(BLANK)))
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,))
            if cursor.fetchone() is None:
                names = (sql.Identifier(name) for name in (DATABASE, BLANK, OWNER))
                cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(*names))
    finally:
        admin.close()


def _extend(places: Places) -> None:
    blank = connect(places, BLANK)
    try:
        with blank.cursor() as cursor:
            for name in EXTENSIONS:
                cursor.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)))
    finally:
        blank.close()
