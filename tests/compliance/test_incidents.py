"""How an incident stands follows from its tickets."""

import pytest

from compliance.incidents import SUPPLY_OUT, state_of


@pytest.mark.parametrize("out", sorted(SUPPLY_OUT))
def test_it_is_open_while_supply_is_out_anywhere(out: str) -> None:
    assert state_of({out}) == "open"
    assert state_of({"restored", "closed", out}) == "open"


def test_it_is_restored_when_supply_is_back_everywhere_and_closed_when_nothing_is_left_to_do() -> None:
    assert state_of({"restored", "closed"}) == "restored"
    assert state_of({"closed", "cancelled"}) == "closed"
    assert state_of(()) == "closed"
