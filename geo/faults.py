"""What can be wrong with a shape: stable codes that an API error, an import report and a page share."""

from __future__ import annotations

from enum import StrEnum


class ShapeCode(StrEnum):
    """Stable code of one kind of fault in a GeoJSON geometry."""

    NOT_AN_OBJECT = "not_an_object"
    NOT_AN_ARRAY = "not_an_array"
    UNKNOWN_TYPE = "unknown_type"
    UNEXPECTED_MEMBERS = "unexpected_members"
    EMPTY = "empty"
    TOO_MANY_VERTICES = "too_many_vertices"
    NOT_A_NUMBER = "not_a_number"
    THIRD_COORDINATE = "third_coordinate"
    SWAPPED_AXES = "swapped_axes"
    OUT_OF_RANGE = "out_of_range"
    ANTIMERIDIAN = "antimeridian"
    TOO_FEW_POINTS = "too_few_points"
    UNCLOSED_RING = "unclosed_ring"
    SELF_CROSSING = "self_crossing"
    HOLE_OUTSIDE = "hole_outside"
    NESTED_RINGS = "nested_rings"
    SPLIT_INTERIOR = "split_interior"


class ShapeError(ValueError):
    """A geometry that Cordon refuses; it is never repaired silently.

    Attributes:
        code: The kind of fault.
        path: Where it stands, as in `geometry.coordinates[0][3]`.
        detail: What is wrong, with the values.
        remedy: What the sender can do about it.
    """

    def __init__(self, code: ShapeCode, path: str, detail: str, remedy: str) -> None:
        super().__init__(f"{path}: {detail} ({code}). {remedy}")
        self.code = code
        self.path = path
        self.detail = detail
        self.remedy = remedy
