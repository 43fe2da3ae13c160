"""Work on a dead line begins when the dead-work order is confirmed; other work does not wait for one."""

import pytest

from compliance.dead_work import Order, work_may_begin


@pytest.mark.parametrize(
    ("method", "order", "against"),
    [
        ("dead_line", None, ("dead_work.missing",)),
        ("dead_line", Order(complete=False, missing=1), ("dead_work.open",)),
        ("dead_line", Order(complete=True), ()),
        ("live_line", None, ()),
        ("live_line", Order(complete=False, missing=4), ()),
        (None, None, ()),
    ],
)
def test_a_dead_line_is_worked_on_when_it_is_proven_dead(
    method: str | None, order: Order | None, against: tuple[str, ...]
) -> None:
    assert work_may_begin(method, order).codes == against


def test_how_much_is_open_is_told() -> None:
    (why,) = work_may_begin("dead_line", Order(complete=False, missing=3)).reasons
    assert "3 mục" in why.text("vi")
    assert "3 open" in why.text("en")
