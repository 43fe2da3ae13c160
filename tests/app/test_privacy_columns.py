"""Nothing about a person stands where an export does not look; nothing sealed is left out of a rotation."""

from sqlalchemy import LargeBinary

from app.schema.base import Base
from app.services.sealed import SEALED
from app.storage.privacy_sources import EXEMPT, HIDDEN, SOURCES, personal_columns


def test_every_column_that_names_a_person_is_exported_or_says_why_not() -> None:
    exported = {f"{table}.{column}" for table, columns in SOURCES.items() for column in columns}
    named = {f"{each.table.name}.{each.name}" for each in personal_columns()}
    assert named - exported - set(EXEMPT) == set(), "say in privacy_sources how these are exported, or why not"


def test_nothing_is_declared_that_does_not_exist() -> None:
    columns = {f"{table.name}.{each.name}" for table in Base.metadata.sorted_tables for each in table.columns}
    exported = {f"{table}.{column}" for table, found in SOURCES.items() for column in found}
    assert (set(EXEMPT) | set(HIDDEN) | exported) - columns == set()


def test_no_column_is_both_a_source_and_exempt() -> None:
    assert {f"{table}.{column}" for table, found in SOURCES.items() for column in found} & set(EXEMPT) == set()


def test_every_sealed_column_is_sealed_anew_when_the_key_changes() -> None:
    sealed = {
        f"{table.name}.{each.name}"
        for table in Base.metadata.sorted_tables
        for each in table.columns
        if isinstance(each.type, LargeBinary) and "sealed" in each.name
    }
    assert {each.name for each in SEALED} == sealed
