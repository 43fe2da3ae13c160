"""Puts a storm's standing facts into an empty database, through the services: unit, people, crews, shifts."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from app.access import Role, Subject, system
from app.schema.people import User
from app.services import authorities, checklists, crews, people, ppe_movements, shifts, units
from app.services.authorities import NewAuthority
from app.services.combinations import sign_off
from app.services.crew_parts import MemberSpec, VehicleSpec
from app.services.crews import NewCrew
from app.services.people import NewUser, RoleOver
from app.services.ppe_movements import NewStore, Pieces
from app.services.units import NewUnit
from app.services.work import Work
from app.simulation.storm import Squad, Storm
from compliance.gate_facts import PpeCombination
from compliance.shipped import PPE_PROFILES
from compliance.shipped_ppe import PPE_ITEMS

OPERATOR = system("simulation")
UNIT, AUTHORITY = "SIM", "SIM-A"
SPARE = timedelta(hours=4)
"""Shifts last longer than the storm is looked at: who begins a job towards the end may plan to finish it."""
NO_PASSWORD = "!"  # noqa: S105 - no hash at all: nobody signs in
RESPONSE_MINUTES = 20
PIECES = 100_000
"""Of each article in the unit's room: protective equipment is not what is measured here."""


@dataclass(frozen=True)
class Hands:
    """A crew as the simulation acts for it: the account of its leader's phone."""

    squad: Squad
    crew_id: UUID
    leader: Subject


@dataclass(frozen=True)
class Cast:
    """Whom the simulation acts for. Ids stay the same in every copy of the database."""

    unit_id: UUID
    authority_id: UUID
    agent: Subject
    dispatcher: Subject
    liaison: Subject
    crews: tuple[Hands, ...]


def build(work: Work, storm: Storm) -> Cast:
    """Make everything that is there before the storm begins."""
    with work.begin() as tx:
        checklists.seed(tx)
    for profile in PPE_PROFILES:
        sign_off(
            work, OPERATOR, PpeCombination(profile, "dead_line"), "simulation: cotton below, line dead and earthed"
        )
    unit = units.create_unit(
        work, OPERATOR, NewUnit(UNIT, "Điện lực mô phỏng", None, "Simulated utility", territory=storm.territory)
    )
    _stock(work, unit.id)
    authority = authorities.create_authority(
        work,
        OPERATOR,
        NewAuthority(AUTHORITY, "Cơ quan mô phỏng", None, "Simulated authority", response_minutes=RESPONSE_MINUTES),
    )
    agent, dispatcher = (_user(work, role, RoleOver(role, unit_id=unit.id)) for role in (Role.AGENT, Role.DISPATCHER))
    liaison = _user(work, Role.LIAISON, RoleOver(Role.LIAISON, authority_id=authority.id))
    hands = tuple(_crew(work, unit.id, squad, storm) for squad in storm.squads)
    return Cast(unit.id, authority.id, agent, dispatcher, liaison, hands)


def _stock(work: Work, unit_id: UUID) -> None:
    room = ppe_movements.create_store(work, OPERATOR, NewStore(unit_id, "SIM-K", "Kho mô phỏng"))
    lots = [Pieces(item.code, PIECES, item.sizes[0] if item.sizes else "") for item in PPE_ITEMS.values()]
    ppe_movements.receive(work, OPERATOR, room.id, lots, None)


def _crew(work: Work, unit_id: UUID, squad: Squad, storm: Storm) -> Hands:
    over = RoleOver(Role.WORKER, unit_id=unit_id)
    leader = _account(work, f"sim-{squad.code.lower()}", over)
    others = (MemberSpec(f"{squad.code}-{number}", 4) for number in range(2, squad.people + 1))
    members = (MemberSpec(f"{squad.code}-1", 5, "direct_supervisor", user_id=leader.id), *others)
    new = NewCrew(
        unit_id, squad.code, squad.code, squad.base, squad.skills, members, (VehicleSpec(f"SIM-{squad.code}", "truck"),)
    )
    crew_id = crews.create_crew(work, OPERATOR, new).crew.id
    ends_at = storm.ends_at + SPARE
    shifts.create_shift(work, OPERATOR, crew_id, storm.starts_at - timedelta(hours=1), ends_at)
    return Hands(squad, crew_id, subject_of(work, leader))


def _user(work: Work, role: Role, over: RoleOver) -> Subject:
    return subject_of(work, _account(work, f"sim-{role}", over))


def _account(work: Work, username: str, over: RoleOver) -> User:
    return people.create_user(work, OPERATOR, NewUser(username, username, NO_PASSWORD, (over,))).user


def subject_of(work: Work, user: User) -> Subject:
    """Whom the services see when this user asks.

    Raises:
        LookupError: the account is not active.
    """
    subject = people.find_subject(work, user.id)
    if subject is None:
        raise LookupError(f"the account {user.username} is not active")
    return subject
