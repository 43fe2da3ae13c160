"""A transaction that only looks reads the same thing once; one that changes something reads what it changed."""

from sqlalchemy import select

from app.schema.operations import ReferenceData
from app.services.work import Tx, Work
from app.storage.operations import list_reference


def _put(work: Work, code: str) -> None:
    with work.begin() as tx:
        tx.session.add(ReferenceData(kind="colours", code=code, body={}, active=True))


def _codes(tx: Tx) -> list[str]:
    return sorted(row.code for row in list_reference(tx.session, "colours"))


def test_a_list_that_was_read_stays_the_same_to_the_end_of_a_look(work: Work) -> None:
    _put(work, "red")
    with work.look() as tx:
        assert _codes(tx) == ["red"]
        _put(work, "blue")
        assert _codes(tx) == ["red"]
        assert len(tx.session.scalars(select(ReferenceData).where(ReferenceData.kind == "colours")).all()) == 2
    with work.look() as tx:
        assert _codes(tx) == ["blue", "red"]


def test_whoever_changes_things_reads_them_afresh(work: Work) -> None:
    with work.begin() as tx:
        assert _codes(tx) == []
        tx.session.add(ReferenceData(kind="colours", code="red", body={}, active=True))
        tx.session.flush()
        assert _codes(tx) == ["red"]
