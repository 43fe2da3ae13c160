"""A role counts where it is held: who answers calls in one unit and dispatches in another dispatches only there."""

from uuid import UUID

import pytest

from app.access import Grant, Role, Subject
from app.errors import ConflictError
from app.services import people, tickets
from app.services.people import NewUser, RoleOver, create_user
from app.services.tickets import NewTicket
from app.services.work import Work
from geo.places import Place
from tests.support.accounts import OPERATOR, add_unit

HERE, THERE, CREW, OTHER = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4)
SUBJECT = Subject(
    UUID(int=9),
    "hoa",
    (
        Grant(Role.AGENT, frozenset({HERE})),
        Grant(Role.DISPATCHER, frozenset({THERE})),
        Grant(Role.WORKER, frozenset({HERE})),
        Grant(Role.LIAISON, authority_ids=frozenset({OTHER})),
    ),
    crew_id=CREW,
)


@pytest.mark.parametrize(
    ("over", "held"),
    [
        ({"unit_id": HERE}, {"agent", "worker"}),
        ({"unit_id": HERE, "crew_id": CREW}, {"agent", "worker"}),
        ({"unit_id": HERE, "crew_id": OTHER}, {"agent"}),
        ({"unit_id": THERE}, {"dispatcher"}),
        ({"unit_id": THERE, "authority_id": OTHER}, {"dispatcher", "liaison"}),
        ({"unit_id": OTHER}, set()),
        ({}, set()),
    ],
)
def test_roles_are_those_that_are_held_over_the_thing(over: dict[str, UUID], held: set[str]) -> None:
    assert SUBJECT.roles_over(**over) == held


def test_a_dispatcher_elsewhere_is_an_agent_here(work: Work) -> None:
    here, there = add_unit(work, "DN"), add_unit(work, "HC")
    held = (RoleOver(Role.AGENT, here.id), RoleOver(Role.DISPATCHER, there.id))
    user = create_user(work, OPERATOR, NewUser("hoa", "Hoa", "-", held)).user
    subject = people.find_subject(work, user.id)
    assert subject is not None
    place = Place(108.2, 16.05)
    own, other = (
        tickets.create_ticket(work, subject, NewTicket("fault_repair", place, unit_id=unit.id)).ticket
        for unit in (there, here)
    )
    assert tickets.move_ticket(work, subject, own.id, "restored", "switched from afar").ticket.state == "restored"
    with pytest.raises(ConflictError):
        tickets.move_ticket(work, subject, other.id, "restored", "switched from afar")
