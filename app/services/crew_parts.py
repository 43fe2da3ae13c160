"""Who and what belongs to a crew: members and vehicles, replaced as whole lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.access import Scope
from app.errors import ConflictError, InvalidError
from app.schema.crews import Crew, CrewMember, Vehicle
from app.services import crew_fitness
from app.services.work import Tx
from app.storage import crews, people
from compliance.crews import in_order


@dataclass(frozen=True)
class MemberSpec:
    """A member as it shall be; ``id`` names one who is in the crew already."""

    name: str
    safety_grade: int
    role: str = "member"
    skills: tuple[str, ...] = ()
    phone: str | None = None
    user_id: UUID | None = None
    id: UUID | None = None
    extra_roles: tuple[str, ...] = ()
    """Held beside the role, where the matrix of combinations allows that."""


@dataclass(frozen=True)
class VehicleSpec:
    """A vehicle as it shall be; the plate tells which."""

    plate: str
    kind: str


def put_members(tx: Tx, scope: Scope | None, crew: Crew, specs: Sequence[MemberSpec]) -> tuple[list[UUID], list[UUID]]:
    """Make these the members of a crew; the others leave it but stay on record.

    Args:
        tx: the transaction of the change.
        scope: where the asker may link users; None for a background task.
        crew: whose members.
        specs: all members; those with ``id`` keep their record.

    Returns:
        Ids of those who joined and of those who left.

    Raises:
        InvalidError: an ``id`` is not of this crew, or a user is not within the scope.
        ConflictError: roles that nobody may hold together, two direct supervisors, people whose hours do not fit the
            crew's shifts, or who would mix cohorts.
    """
    known = {member.id: member for member in crews.list_members(tx.session, [crew.id])}
    _check(tx, scope, specs, known)
    left = sorted(set(known) - {spec.id for spec in specs})
    for member_id in left:
        known[member_id].active, known[member_id].left_at = False, tx.now
    tx.session.flush()
    put = [_put(tx, crew, spec, known.get(spec.id) if spec.id else None) for spec in specs]
    tx.session.flush()
    joined = [member for member in put if member.id not in known]
    crew_fitness.check(tx, crew, put, joined)
    return [member.id for member in joined], left


def _newcomer(tx: Tx, crew: Crew, spec: MemberSpec) -> CrewMember:
    """A record in this crew; who was in another one under the same account keeps their hours and stays."""
    before = crews.find_person(tx.session, spec.user_id) if spec.user_id else None
    if before is None:
        return CrewMember(crew_id=crew.id)
    return CrewMember(
        crew_id=crew.id, person_id=before.person_id or before.id, joined_at=tx.now,
        stand_down_until=before.stand_down_until, stand_down_class=before.stand_down_class,
        stand_down_all_until=before.stand_down_all_until,
    )  # fmt: skip


def put_vehicles(tx: Tx, crew: Crew, specs: Sequence[VehicleSpec]) -> None:
    """Make these the vehicles of a crew; the others stay with the unit, without a crew.

    Raises:
        ConflictError: another crew drives one of them.
    """
    plates = {spec.plate for spec in specs}
    for vehicle in crews.list_vehicles(tx.session, [crew.id]):
        if vehicle.plate not in plates:
            vehicle.crew_id = None
    tx.session.flush()
    for spec in specs:
        vehicle = crews.find_vehicle(tx.session, crew.unit_id, spec.plate) or Vehicle(
            unit_id=crew.unit_id, plate=spec.plate, kind=spec.kind
        )
        if vehicle.crew_id not in (None, crew.id):
            raise ConflictError(f"another crew drives {spec.plate}", code="crew.vehicle_taken")
        vehicle.crew_id, vehicle.kind, vehicle.active = crew.id, spec.kind, True
        tx.session.add(vehicle)
        tx.session.flush()


def _check(tx: Tx, scope: Scope | None, specs: Sequence[MemberSpec], known: dict[UUID, CrewMember]) -> None:
    for index, spec in enumerate(specs):
        path = f"members[{index}]"
        if spec.id is not None and spec.id not in known:
            raise InvalidError.of(f"{path}.id", "unknown", "this crew has no such member", "leave id out for a new one")
        if spec.user_id is not None and not _may_link(tx, scope, spec.user_id, known.get(spec.id) if spec.id else None):
            raise InvalidError.of(f"{path}.user_id", "unknown", "there is no such user", "name a user you administer")


def _may_link(tx: Tx, scope: Scope | None, user_id: UUID, member: CrewMember | None) -> bool:
    if scope is None or (member is not None and member.user_id == user_id):
        return True
    return people.find_user(tx.session, scope, user_id) is not None


def _put(tx: Tx, crew: Crew, spec: MemberSpec, member: CrewMember | None) -> CrewMember:
    member = member or _newcomer(tx, crew, spec)
    member.name, member.phone, member.user_id = spec.name, spec.phone, spec.user_id
    member.role, *extra = in_order({spec.role, *spec.extra_roles})
    member.extra_roles, member.safety_grade, member.skills = extra, spec.safety_grade, list(spec.skills)
    tx.session.add(member)
    return member
