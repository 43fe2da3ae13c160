"""The demo's areas, made up: a city between a bay and the sea, its wards, and what is closed off in them.

Rings of (longitude, latitude).
"""

from shapely import MultiPolygon, Polygon

Ring = tuple[tuple[float, float], ...]


def area(ring: Ring, hole: Ring | None = None) -> MultiPolygon:
    """One ring, closed by itself, as the services take areas."""
    return MultiPolygon([Polygon(ring, [hole] if hole else None)])


TERRITORY: Ring = (
    (107.965, 15.965), (108.03, 15.95), (108.12, 15.955), (108.2, 15.95), (108.28, 15.955), (108.272, 15.985),
    (108.262, 16.02), (108.254, 16.05), (108.25, 16.075), (108.256, 16.092), (108.278, 16.098), (108.31, 16.094),
    (108.333, 16.108), (108.335, 16.122), (108.31, 16.132), (108.275, 16.131), (108.247, 16.121), (108.232, 16.11),
    (108.224, 16.102), (108.214, 16.0945), (108.196, 16.089), (108.176, 16.0875), (108.16, 16.094), (108.148, 16.107),
    (108.133, 16.13), (108.12, 16.152), (108.118, 16.178), (108.105, 16.192), (108.05, 16.196), (108.0, 16.18),
    (107.972, 16.12), (107.96, 16.04),
)  # fmt: skip
"""What the operating unit serves; the bay lies north of it, the sea east."""

WARD: Ring = (
    (108.2075, 16.071), (108.219, 16.069), (108.2265, 16.0705), (108.2275, 16.08), (108.226, 16.0905),
    (108.2225, 16.0985), (108.214, 16.0935), (108.206, 16.0905), (108.205, 16.081),
)  # fmt: skip
"""The ward whose health station answers for the quarantine zone."""

WARDS: tuple[tuple[str, str, str, Ring], ...] = (
    ("DN-HC", "Ban chỉ huy phường Bến Xuân", "Ben Xuan ward command", (
        (108.2, 16.05), (108.223, 16.05), (108.2255, 16.06), (108.2265, 16.0705), (108.219, 16.069),
        (108.2075, 16.071), (108.2, 16.066),
    )),
    ("DN-ST", "Ban chỉ huy phường Biển Đông", "Bien Dong ward command", (
        (108.2265, 16.0705), (108.2255, 16.06), (108.252, 16.0605), (108.25, 16.075), (108.2555, 16.091),
        (108.24, 16.1), (108.226, 16.0905), (108.2275, 16.08),
    )),
    ("DN-HT", "Ban chỉ huy phường Bãi Sông", "Bai Song ward command", (
        (108.155, 16.012), (108.176, 16.006), (108.2, 16.012), (108.205, 16.03), (108.2, 16.05), (108.178, 16.046),
        (108.158, 16.038),
    )),
    ("DN-HK", "Ban chỉ huy phường Đồi Tây", "Doi Tay ward command", (
        (108.12, 16.052), (108.158, 16.05), (108.172, 16.06), (108.174, 16.0872), (108.16, 16.094), (108.148, 16.107),
        (108.128, 16.095), (108.115, 16.075),
    )),
)  # fmt: skip
"""Other wards: code, name, English name, area."""

QUARANTINE: Ring = (
    (108.2125, 16.0768), (108.2165, 16.0755), (108.222, 16.0762), (108.222, 16.0832), (108.2188, 16.0848),
    (108.2138, 16.084), (108.2112, 16.0806),
)  # fmt: skip
"""Several streets around the field hospital; its eastern edge is the street of the gate."""

FLOOD: Ring = (
    (108.166, 16.0225), (108.1735, 16.0175), (108.183, 16.0185), (108.1905, 16.0235), (108.1905, 16.031),
    (108.184, 16.0365), (108.1745, 16.0345), (108.1665, 16.0295),
)  # fmt: skip

FLOOD_ISLAND: Ring = ((108.1835, 16.0235), (108.1875, 16.0245), (108.187, 16.0285), (108.183, 16.0275))
"""Higher ground inside the flood: outside the zone."""
