"""The service's role on a migrated database, by its real grants: it owns nothing and cannot rewrite what happened."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from app.schema.base import Base
from app.schema.zones import ZoneVersion
from app.services.work import Work
from tests.support.accounts import add_authority, add_unit
from tests.support.places import add_zone

BOOKKEEPING = frozenset(
    {"state", "effective", "published_at", "published_by", "ended_at", "started_event_id", "ended_event_id"}
)
"""What may still happen to a zone version: it is published, told of, ended. What it says never changes."""

APPEND_ONLY = (
    "exposure_corrections", "exposure_contacts", "exposure_breaches", "exposure_classifications", "positive_cases",
    "stand_downs", "stand_down_changes",
    "events", "checklist_entries", "checklist_templates", "position_fixes",
    "audit_seals", "audit_checkpoints", "event_erasures",
)  # fmt: skip


INSUFFICIENT_PRIVILEGE = "42501"


def may_not_change(work: Work, table: str, column: str) -> bool:
    return is_refused(work, f"UPDATE {table} SET {column} = {column}")  # noqa: S608 - names of our own tables


def may_not_delete(work: Work, table: str) -> bool:
    return is_refused(work, f"DELETE FROM {table}")  # noqa: S608 - likewise


def is_refused(work: Work, statement: str) -> bool:
    """Whether the database refuses a statement for want of rights; nothing of it stays."""
    with work.look() as tx:
        inner = tx.session.begin_nested()
        try:
            tx.session.execute(text(statement))
        except ProgrammingError as error:
            return getattr(error.orig, "pgcode", "") == INSUFFICIENT_PRIVILEGE
        finally:
            inner.rollback()
    return False


def scalars(work: Work, query: str) -> set[str]:
    with work.look() as tx:
        return set(tx.session.scalars(text(query)))


def test_the_role_owns_nothing_and_is_no_superuser(work: Work) -> None:
    assert scalars(work, "SELECT current_user::text") == {work.settings.service_role}
    assert scalars(work, "SELECT rolname::text FROM pg_roles WHERE rolname = current_user AND rolsuper") == set()
    owned = "SELECT c.oid::regclass::text FROM pg_class c WHERE pg_has_role(c.relowner, 'USAGE')"
    assert scalars(work, owned) == set()
    functions = "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE pg_has_role(p.proowner, 'USAGE')"
    assert scalars(work, functions) == set()


def test_the_role_makes_no_tables(work: Work) -> None:
    assert is_refused(work, "CREATE TABLE mine (a int)")
    assert is_refused(work, "ALTER TABLE events DISABLE TRIGGER ALL")
    assert is_refused(work, "TRUNCATE events")


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_what_was_written_is_neither_changed_nor_taken_away(work: Work, table: str) -> None:
    for column in Base.metadata.tables[table].columns:
        assert may_not_change(work, table, column.name), column.name
    assert may_not_delete(work, table)


def test_an_event_that_happened_stays_as_it_was(work: Work) -> None:
    add_unit(work, "DN")
    assert scalars(work, "SELECT verb FROM events") == {"unit.created"}
    assert is_refused(work, "UPDATE events SET actor = 'nobody'")
    assert is_refused(work, "DELETE FROM events WHERE verb = 'unit.created'")
    assert not is_refused(work, "SELECT actor FROM events")


def test_personal_facts_of_an_event_can_be_erased_but_not_rewritten(work: Work) -> None:
    assert is_refused(work, "UPDATE event_details SET body = '{}'")
    assert not is_refused(work, "DELETE FROM event_details")


@pytest.mark.parametrize("column", sorted(ZoneVersion.__table__.columns.keys()))
def test_of_a_zone_version_only_the_bookkeeping_changes(work: Work, column: str) -> None:
    add_zone(work, add_authority(work, "W1"))
    assert may_not_change(work, "zone_versions", column) == (column not in BOOKKEEPING)


def test_a_zone_version_is_never_deleted(work: Work) -> None:
    add_zone(work, add_authority(work, "W1"))
    assert may_not_delete(work, "zone_versions")


def test_of_an_exposure_only_the_end_is_written_later(work: Work) -> None:
    for column in Base.metadata.tables["exposures"].columns:
        changes = may_not_change(work, "exposures", column.name)
        assert changes == (column.name not in {"left_at", "left_device_at"}), column.name
    assert may_not_delete(work, "exposures")


def test_texts_about_people_in_the_exposure_ledger_can_be_erased_and_sealed_anew_only(work: Work) -> None:
    """A new key seals the words anew; without the installation's key nobody can write others in their place."""
    for column in Base.metadata.tables["exposure_notes"].columns:
        assert may_not_change(work, "exposure_notes", column.name) == (column.name != "sealed"), column.name
    assert not may_not_delete(work, "exposure_notes")


def test_the_role_cannot_change_what_the_tables_are(work: Work) -> None:
    assert is_refused(work, "UPDATE alembic_version SET version_num = '0000'")
    assert is_refused(work, "DROP TABLE events")
