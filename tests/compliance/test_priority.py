from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.priority import CLASS_NAMES, PrioritySettings, classify, prioritise
from tests.compliance.cases import HOUR, NOW


@pytest.mark.parametrize(
    ("hazards", "site", "asset", "customers", "expected"),
    [
        pytest.param({"wire_down"}, "hospital", "substation", 500, 0, id="life safety goes before all"),
        pytest.param({"sparking"}, "hospital", "substation", 500, 1, id="hospital before its asset"),
        pytest.param((), "checkpoint", None, 1, 1, id="checkpoint"),
        pytest.param((), None, "substation", 500, 2, id="substation"),
        pytest.param((), None, "main_feeder", 500, 3, id="main feeder"),
        pytest.param((), "shop", "transformer", 80, 4, id="transformer"),
        pytest.param((), None, "service", 1, 5, id="single service"),
        pytest.param((), None, None, 2, 4, id="asset not known, several customers"),
        pytest.param((), None, None, 1, 5, id="asset not known, one customer"),
    ],
)
def test_the_class_follows_danger_then_site_then_asset(
    hazards: Collection[str], site: str | None, asset: str | None, customers: int, expected: int
) -> None:
    assert classify(hazards, site, asset, customers) == expected


def test_the_published_formula_by_hand() -> None:
    found = prioritise(1, customers=300, reported_at=NOW - 4 * HOUR, now=NOW)
    assert (found.weight, found.customers_factor, found.waiting_factor) == (16.0, 4.0, 1.5)
    assert found.value == 96.0
    assert found.parts == {"class": 1, "customers": 300, "hours_waiting": 4.0}


@pytest.mark.parametrize(("priority_class", "weight"), [(0, 64), (1, 16), (2, 12), (3, 8), (4, 4), (5, 1)])
def test_the_class_weights_are_the_published_ones(priority_class: int, weight: int) -> None:
    assert prioritise(priority_class, customers=0, reported_at=NOW, now=NOW).value == weight


def test_customers_count_up_to_a_thousand() -> None:
    many, more = (prioritise(3, count, NOW, NOW).value for count in (1000, 50_000))
    assert many == more == 8 * 11


def test_a_report_from_the_future_has_not_waited() -> None:
    assert prioritise(5, 1, NOW + HOUR, NOW).waiting_factor == 1.0


def test_weights_are_settings() -> None:
    storm = PrioritySettings(class_weights=(8.0, 4.0, 2.0, 1.0))
    assert prioritise(0, 0, NOW, NOW, storm).value == 8.0
    with pytest.raises(ValueError, match="no priority class 4"):
        prioritise(4, 0, NOW, NOW, storm)


def test_negative_customers_are_an_error() -> None:
    with pytest.raises(ValueError, match="negative"):
        prioritise(5, -1, NOW, NOW)


def test_every_class_has_a_name() -> None:
    assert len(CLASS_NAMES) == len(PrioritySettings().class_weights)


@given(st.integers(0, 5), st.integers(0, 5000), st.floats(0, 500), st.floats(0, 500))
def test_waiting_longer_never_lowers_the_priority(
    priority_class: int, customers: int, hours: float, more_hours: float
) -> None:
    early = prioritise(priority_class, customers, NOW - hours * HOUR, NOW)
    late = prioritise(priority_class, customers, NOW - (hours + more_hours) * HOUR, NOW)
    assert late.value >= early.value


def test_an_asset_that_no_table_names_counts_by_its_customers() -> None:
    assert classify((), None, "windmill", 5) == 4
    assert classify((), None, "windmill", 1) == 5


def test_a_priority_names_its_class() -> None:
    assert prioritise(3, 10, NOW, NOW).priority_class == 3
