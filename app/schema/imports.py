"""What imports brought in, so that the same row again changes nothing."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base


class ImportedRow(Base):
    """What one row of a source said when it was imported last.

    A later import changes what the row says differently, and leaves alone what people corrected by hand meanwhile.
    """

    __tablename__ = "imported_rows"

    kind: Mapped[str] = mapped_column(primary_key=True)
    """units, authorities, zones, crews, tickets or ppe-stock."""
    source: Mapped[str] = mapped_column(primary_key=True)
    external_id: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[UUID]
    digests: Mapped[dict[str, str]] = mapped_column(JSONB)
    """Of each column that the row gave, a hash of its value."""
    imported_at: Mapped[datetime]
