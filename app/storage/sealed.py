"""Sealed values, found by the key that sealed them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session


def lock_old(session: Session, table: Any, column: str, mark: bytes, after: UUID, most: int) -> Sequence[Any]:
    """Rows whose value does not begin with the mark of the newest key, by id behind ``after``."""
    value = getattr(table, column)
    query = select(table).where(table.id > after, value.is_not(None), func.substr(value, 1, len(mark)) != mark)
    return session.scalars(query.order_by(table.id).limit(most).with_for_update()).all()


def put(session: Session, table: Any, column: str, row_id: UUID, sealed: bytes) -> None:
    """Put the value that was sealed anew; versions of rows are about what they say, and stay."""
    change = update(table).where(table.id == row_id).values({column: sealed})
    session.execute(change, execution_options={"synchronize_session": False})
