"""A pytest plugin for the mutation run (tests/mutants.py), in place of conftest.py: rules need no database.

The first test that fails ends the run of a mutant, so plain tests of its own subject come first and properties, which
take longest, last. Each mutant meets the same cases.
"""

import os

import hypothesis
import pytest

hypothesis.settings.register_profile(
    "mutants",
    deadline=None,
    max_examples=10,
    derandomize=True,
    database=None,
    phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),  # which case is smallest does not matter
)
hypothesis.settings.load_profile("mutants")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order the tests by how soon they are likely to notice."""
    subject = os.environ.get("MUTANT_UNDER_TEST", "").split(".")[1:2]  # as compliance.permits.x_covers__mutmut_7
    items.sort(key=lambda item: (is_property(item), item.path.stem.split("_", 1)[1:] != subject, item.nodeid))


def is_property(item: pytest.Item) -> bool:
    """Whether Hypothesis draws the cases."""
    return isinstance(item, pytest.Function) and hypothesis.is_hypothesis_test(item.function)
