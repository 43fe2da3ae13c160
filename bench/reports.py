"""The reports that both the service and the floor take down: one seed, one sequence. Standard library only."""

import random
from collections.abc import Iterator
from typing import Any

WEST, SOUTH, EAST, NORTH = 105.0, 14.0, 109.0, 18.0
"""Degrees; the square that ``bench.shapes`` fills with zones."""

_WORK_TYPES = ("fault_repair", "fault_repair", "fault_repair", "meter_check")


def make_reports(seed: int) -> Iterator[dict[str, Any]]:
    """Yield request bodies without end: a place anywhere, some inexact, an address, a telephone number."""
    rng = random.Random(seed)
    number = 0
    while True:
        number += 1
        yield {
            "work_type": rng.choice(_WORK_TYPES),
            "place": {"type": "Point", "coordinates": [rng.uniform(WEST, EAST), rng.uniform(SOUTH, NORTH)]},
            "accuracy_m": rng.choice((0.0, 0.0, 50.0)),
            "address": f"{number} Nguyễn Văn Linh, Hải Châu, Đà Nẵng",
            "description": "Mất điện cả dãy nhà, nghe tiếng nổ ở trạm",
            "customers_affected": rng.randrange(200),
            "reporter_name": "Nguyễn Thị Hoa",
            "reporter_phone": "0905123456",
        }
