"""What chains of the audit trail are called: by the codes of units and authorities."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from app.schema.authorities import Authority
from app.schema.units import Unit


def of_chains(session: Session, chain_ids: Collection[UUID]) -> dict[UUID, str]:
    """Codes by chain; the system's chain has none."""
    query = union_all(
        select(Unit.id, Unit.code).where(Unit.id.in_(chain_ids)),
        select(Authority.id, Authority.code).where(Authority.id.in_(chain_ids)),
    )
    return {row[0]: row[1] for row in session.execute(query)}
