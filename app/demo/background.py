"""Crews and accounts that keep the demo's board alive. They are not the visitor's: nobody can sign in as them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from uuid import UUID

from app.access import Role, Subject, system
from app.errors import NotFoundError
from app.schema.base import new_id
from app.services import crews, field, people, shifts
from app.services.candidates import centre
from app.services.crew_parts import MemberSpec, VehicleSpec
from app.services.crews import CrewView, NewCrew
from app.services.field import Action
from app.services.field_actions import HANDLERS
from app.services.people import NewUser, RoleOver
from app.services.work import Work
from app.simulation.world import NO_PASSWORD, subject_of
from geo.places import Place

OPERATOR = system("demo heartbeat")
BASES: Mapping[str, tuple[str, Place]] = MappingProxyType(
    {
        "T5": ("Tổ Hòa Khánh", Place(108.135, 16.075)),
        "T6": ("Tổ Sơn Trà", Place(108.272, 16.11)),
        "T7": ("Tổ Hòa Xuân", Place(108.225, 15.995)),
        "T8": ("Tổ Hòa Phong", Place(108.09, 15.99)),
    }
)
"""Code, name, base: on the outskirts, so that T1 stays the first for the field hospital of the tour."""


@dataclass(frozen=True)
class Background:
    """Who works in the background."""

    unit_id: UUID
    agent: Subject
    dispatcher: Subject
    leaders: Mapping[UUID, Subject]
    """Who leads each crew."""
    places: Mapping[UUID, Place]
    """Where each crew was last."""


def prepare(work: Work) -> Background:
    """Find them, or make those that are missing, and put them on duty.

    Raises:
        NotFoundError: the demo's story was not loaded.
    """
    story = subject_of(work, people.get_by_username(work, "dispatcher"))
    unit_id = next(iter(sorted(_crews_of(work, story).values(), key=lambda each: each.crew.code))).crew.unit_id
    agent, dispatcher = (_account(work, f"nen-{role}", role, unit_id) for role in (Role.AGENT, Role.DISPATCHER))
    leaders = {code: _account(work, f"nen-{code.lower()}", Role.WORKER, unit_id) for code in BASES}
    known = _crews_of(work, story)
    for code in BASES.keys() - known.keys():
        _make(work, unit_id, code, leaders[code])
    keep_on_duty(work, dispatcher)
    own = [view for code, view in _crews_of(work, story).items() if code in BASES]
    return Background(
        unit_id,
        agent,
        dispatcher,
        {view.crew.id: _account(work, f"nen-{view.crew.code.lower()}", Role.WORKER, unit_id) for view in own},
        {view.crew.id: _place(view) for view in own},
    )


def keep_on_duty(work: Work, dispatcher: Subject, hours: float = 12.0) -> None:
    """Begin a shift for each of the crews that has none now; its leader signs everybody on."""
    now = work.clock.now()
    for code, view in _crews_of(work, dispatcher).items():
        if code in BASES and not view.on_shift:
            begins_at, ends_at = now - timedelta(minutes=1), now + timedelta(hours=hours)
            shift = shifts.create_shift(work, OPERATOR, view.crew.id, begins_at, ends_at)
            leader = subject_of(work, people.get_by_username(work, f"nen-{code.lower()}"))
            body = {"members": [str(each.id) for each in view.members]}
            field.submit(work, leader, new_id(), [Action(new_id(), 1, "shift.sign_on", shift.id, body, now)], HANDLERS)


def _crews_of(work: Work, subject: Subject) -> dict[str, CrewView]:
    return {view.crew.code: view for view in crews.list_crews(work, subject, after=None, limit=200)}


def _account(work: Work, username: str, role: Role, unit_id: UUID) -> Subject:
    try:
        user = people.get_by_username(work, username)
    except NotFoundError:
        new = NewUser(username, f"Nền {role}", NO_PASSWORD, (RoleOver(role, unit_id=unit_id),))
        user = people.create_user(work, OPERATOR, new).user
    return subject_of(work, user)


def _make(work: Work, unit_id: UUID, code: str, leader: Subject) -> None:
    name, base = BASES[code]
    members = (
        MemberSpec(f"Tổ trưởng {code}", 5, "direct_supervisor", user_id=leader.user_id),
        MemberSpec(f"Thợ {code}", 4),
    )
    vehicles = (VehicleSpec(f"43C-{code}", "bucket_truck"),)
    crews.create_crew(work, OPERATOR, NewCrew(unit_id, code, name, base, ("lines",), members, vehicles))


def _place(view: CrewView) -> Place:
    point = centre(view.crew.position or view.crew.base)
    return Place(point.x, point.y)
