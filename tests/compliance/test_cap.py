"""What a CAP 1.2 message means for a zone."""

import pytest

from compliance.cap import CAP_CATEGORIES, CAP_HAZARD_CLASSES, hazard_class_of, level_of, why_ignored
from compliance.zones import HAZARD_CLASSES


@pytest.mark.parametrize(
    ("categories", "hazard_class"),
    [(["Health"], "infectious_human"), (["Nothing", "Fire", "Met"], "fire"), (["Nothing"], "other"), ([], "other")],
)
def test_the_first_category_that_is_known_gives_the_hazard_class(categories: list[str], hazard_class: str) -> None:
    assert hazard_class_of(categories, CAP_HAZARD_CLASSES) == hazard_class


def test_both_tables_speak_of_the_domains_hazard_classes() -> None:
    assert set(CAP_HAZARD_CLASSES.values()) <= set(HAZARD_CLASSES)
    assert set(CAP_CATEGORIES) == set(HAZARD_CLASSES)
    assert set(CAP_CATEGORIES.values()) <= set(CAP_HAZARD_CLASSES)


@pytest.mark.parametrize(
    ("severity", "level"), [("Extreme", 3), ("Severe", 2), ("Moderate", 1), ("Minor", 1), ("Unknown", 1), ("", 1)]
)
def test_severity_gives_the_level(severity: str, level: int) -> None:
    assert level_of(severity) == level


@pytest.mark.parametrize("status", ["Exercise", "System", "Test", "Draft", "actual", ""])
def test_an_exercise_changes_nothing(status: str) -> None:
    assert why_ignored(status, "Alert") == "cap.not_actual"


def test_only_messages_about_a_zone_count() -> None:
    assert [why_ignored("Actual", kind) for kind in ("Alert", "Update", "Cancel")] == [None] * 3
    assert {why_ignored("Actual", kind) for kind in ("Ack", "Error", "alert")} == {"cap.not_about_a_zone"}
