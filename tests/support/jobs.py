"""One job inside one zone: unit, authority, crew of two with phones, ticket, assignment."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from shapely import MultiPolygon, box
from sqlalchemy.dialects.postgresql import Range

from app.access import Role
from app.schema.assignments import Assignment, AssignmentMember
from app.schema.authorities import Authority
from app.schema.crews import CrewMember, Vehicle
from app.schema.people import User
from app.schema.permits import EntryPermit
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.schema.zones import Zone, ZoneVersion
from app.services import permits
from app.services.crew_parts import MemberSpec, VehicleSpec
from app.services.crews import CrewView, NewCrew, create_crew
from app.services.work import Tx, Work
from app.storage.geometry import stored_area, stored_place
from compliance.zones import ZoneInForce, ZoneRequirements
from geo.places import Place
from tests.support.accounts import OPERATOR, add_authority, add_unit, add_user

PLACE = Place(108.22, 16.06)
AREA = (108.21, 16.05, 108.23, 16.07)
GATE = "Chốt 1"


@dataclass(frozen=True)
class Job:
    """What ``make_job`` made."""

    unit: Unit
    parent: Authority
    authority: Authority
    crew: CrewView
    leader: User
    member: User
    zone: Zone
    version: ZoneVersion
    ticket: Ticket
    assignment: Assignment

    @property
    def members(self) -> tuple[CrewMember, ...]:
        """The leader first."""
        return self.crew.members

    @property
    def vehicle(self) -> Vehicle:
        """The crew's only one."""
        return self.crew.vehicles[0]


def make_job(work: Work, code: str = "DN", parent: Authority | None = None) -> Job:
    """A job that is planned from now on for three hours, entry in half an hour."""
    unit = add_unit(work, code)
    parent = parent or add_authority(work, f"{code}-A")
    authority = add_authority(work, f"{code}-A1", parent)
    leader, member = (add_user(work, f"{name}-{code}".lower(), Role.WORKER, unit) for name in ("lead", "member"))
    crew = _crew(work, unit, leader, member)
    with work.begin() as tx:
        now = tx.now
        zone = Zone(
            number=f"Z-{code}", name=f"Zone {code}", hazard_class="infectious_human", authority_id=authority.id,
            created_at=now,
        )  # fmt: skip
        ticket = Ticket(
            number=f"{code}-26-000001", unit_id=unit.id, work_type="fault_repair", place=stored_place(PLACE),
            address="12 Lê Lợi", priority_class=5, reported_at=now, created_at=now, state="assigned",
        )  # fmt: skip
        tx.session.add_all([zone, ticket])
        tx.session.flush()
        version = add_version(tx, zone, 1)
        planned = Range(now, now + timedelta(hours=3))
        assignment = Assignment(
            number=f"{code}-A26-000001", unit_id=unit.id, ticket_id=ticket.id, crew_id=crew.crew.id, state="assigned",
            vehicle_id=crew.vehicles[0].id, planned=planned, planned_entry_at=now + timedelta(minutes=30),
            created_at=now,
        )  # fmt: skip
        tx.session.add(assignment)
        tx.session.flush()
        tx.session.add_all(
            AssignmentMember(assignment_id=assignment.id, member_id=each.id, role=each.role, planned=planned)
            for each in crew.members
        )
    return Job(unit, parent, authority, crew, leader, member, zone, version, ticket, assignment)


def add_version(
    tx: Tx,
    zone: Zone,
    version_no: int,
    *,
    area: tuple[float, float, float, float] = AREA,
    starts: timedelta = timedelta(),
    **asks: Any,
) -> ZoneVersion:
    """A published version that begins now or later; the one before it ends there."""
    starts_at = tx.now + starts
    for before in tx.session.query(ZoneVersion).filter(ZoneVersion.zone_id == zone.id):
        before.effective = Range(before.valid_from, starts_at)
    tx.session.flush()
    shape = stored_area(MultiPolygon([box(*area)]))
    version = ZoneVersion(
        zone_id=zone.id, version_no=version_no, state="published", geometry=shape,
        valid_from=starts_at,
        effective=Range(starts_at, None), gates=[{"name": GATE, "lon": 108.21, "lat": 16.05}], created_at=tx.now,
        **asks,
    )  # fmt: skip
    tx.session.add(version)
    tx.session.flush()
    return version


def in_force(job: Job, **asks: Any) -> ZoneInForce:
    """The job's zone as its place was judged."""
    return ZoneInForce(
        zone_id=job.zone.id, version_id=job.version.id, hazard_class=job.zone.hazard_class, level="1",
        authority_id=job.authority.id, valid_from=job.version.valid_from, valid_until=None,
        requirements=ZoneRequirements(**asks), name=job.zone.name,
    )  # fmt: skip


def request_in(tx: Tx, job: Job, zone: ZoneInForce | None = None, *, send: bool = True) -> list[EntryPermit]:
    """Ask for everybody and the vehicle from the planned entry to the planned end; or only prepare it."""
    begins_at = job.assignment.planned_entry_at
    window = (begins_at, begins_at + timedelta(hours=2, minutes=30))
    assignment = tx.session.get_one(Assignment, job.assignment.id)
    entry = permits.Entry(assignment, [zone or in_force(job)], job.members, job.vehicle, window, "no supply")
    return permits.request_all(tx, OPERATOR, [entry], send=send)


def request(work: Work, job: Job) -> UUID:
    """Ask, and return the permit's id."""
    with work.begin() as tx:
        return request_in(tx, job)[0].id


@contextmanager
def permit_of(work: Work, permit_id: UUID) -> Iterator[tuple[Tx, EntryPermit]]:
    """A transaction with the permit as it stands in the database."""
    with work.begin() as tx:
        yield tx, tx.session.get_one(EntryPermit, permit_id)


def _crew(work: Work, unit: Unit, leader: User, member: User) -> CrewView:
    members = (
        MemberSpec("Minh", 4, "direct_supervisor", user_id=leader.id),
        MemberSpec("Nam", 3, user_id=member.id),
    )
    vehicles = (VehicleSpec(f"43C-{unit.code}", "bucket_truck"),)
    return create_crew(work, OPERATOR, NewCrew(unit.id, "T1", "Tổ 1", PLACE, members=members, vehicles=vehicles))
