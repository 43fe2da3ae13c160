"""What every table shares: naming, keys, times, geometry columns."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from geoalchemy2 import Geometry
from sqlalchemy import DateTime, MetaData, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column
from uuid_utils.compat import uuid7

SRID = 4326


class Base(DeclarativeBase):
    """Declarative base; constraint names are stable so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        str: Text(),
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB(),
        list[str]: ARRAY(Text()),
        list[Any]: JSONB(),
    }


def new_id() -> UUID:
    """A UUIDv7: unique, and ordered by the moment it was made."""
    return uuid7()


Key = Annotated[UUID, mapped_column(primary_key=True, default=new_id)]


def point(*, index: bool = True) -> Geometry:
    """A WGS 84 point column (longitude, latitude)."""
    return Geometry("POINT", srid=SRID, spatial_index=index)


def multipolygon(*, index: bool = True) -> Geometry:
    """A WGS 84 multipolygon column; single polygons are stored as a multipolygon of one."""
    return Geometry("MULTIPOLYGON", srid=SRID, spatial_index=index)


def one_of(column: str, values: tuple[str, ...]) -> str:
    """SQL for a check that a text column holds one of the given words."""
    return f"{column} IN ({', '.join(repr(str(v)) for v in values)})"
