"""Of a job pack: whom to call, and what to prefetch of the map around the job."""

from datetime import datetime
from typing import Self
from uuid import UUID

from fastapi import Request
from pydantic import Field

from app.schema.zones import Zone, ZoneVersion
from app.services.job_contacts import ContactRole, JobContact
from app.services.job_maps import MAX_ZOOM, MIN_ZOOM, JobMap
from app.wire.common import WireOut
from app.wire.geojson import MultiPolygonOut, shape_out
from app.wire.zones import ControlPointOut, gates_out
from geo.tiles import Tile

BASE_MAP = "land-*.json"
"""Files of the base map that is part of the pages."""


class JobContactOut(WireOut):
    """Somebody to call."""

    role: ContactRole
    name: str
    phone: str
    place: str = Field(description="what they answer for: an address, an authority, a checkpoint, a crew")
    authority_id: UUID | None

    @classmethod
    def of(cls, each: JobContact) -> Self:
        """As the service found it."""
        return cls.model_validate(each)


class NearZoneOut(WireOut):
    """A zone in the surroundings, in force or coming, whether or not the job lies in it."""

    zone_id: UUID
    version_id: UUID
    name: str
    hazard_class: str
    level: int
    valid_from: datetime
    valid_until: datetime | None
    transit_permit: bool = Field(description="driving through needs the permit too")
    geometry: MultiPolygonOut
    gates: list[ControlPointOut]

    @classmethod
    def of(cls, zone: Zone, version: ZoneVersion) -> Self:
        """As it is stored."""
        return cls(
            zone_id=zone.id, version_id=version.id, name=zone.name, hazard_class=zone.hazard_class,
            level=version.level, valid_from=version.valid_from, valid_until=version.valid_until,
            transit_permit=version.transit_permit, geometry=shape_out(version.geometry), gates=gates_out(version),
        )  # fmt: skip


class JobMapOut(WireOut):
    """The surroundings of a job."""

    bbox: list[float] = Field(description="west, south, east, north in degrees", min_length=4, max_length=4)
    min_zoom: int
    max_zoom: int = Field(description="of the tiles listed, or what the base map is worth looking at")
    tiles_url: str | None = Field(description="their address with {z}, {x} and {y}")
    tiles: list[str] = Field(description="addresses of tiles to prefetch; empty where this installation has none")
    zones: list[NearZoneOut]

    @classmethod
    def of(cls, found: JobMap, tiles_url: str | None) -> Self:
        """As the service found it."""
        return cls(
            bbox=list(found.box),
            min_zoom=MIN_ZOOM,
            max_zoom=found.tiles[-1].z if tiles_url and found.tiles else MAX_ZOOM,
            tiles_url=tiles_url,
            tiles=[_address(tiles_url, tile) for tile in found.tiles] if tiles_url else [],
            zones=[NearZoneOut.of(zone, version) for zone, version in found.zones],
        )


def map_assets(request: Request) -> list[str]:
    """Addresses of the base map's files in this release of the pages."""
    found: list[str] = request.app.state.pages.list_assets(BASE_MAP)
    return found


def _address(template: str, tile: Tile) -> str:
    return template.replace("{z}", str(tile.z)).replace("{x}", str(tile.x)).replace("{y}", str(tile.y))
