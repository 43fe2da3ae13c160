"""Crews: who goes, with what, and whether they are on duty."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from app.access import Scope, Subject, Verb
from app.errors import ConflictError, InvalidError, NotFoundError
from app.schema.crews import Crew, CrewMember, Vehicle
from app.services.crew_parts import MemberSpec, VehicleSpec, put_members, put_vehicles
from app.services.events import About, record
from app.services.idempotency import Once, find_made, remember
from app.services.versions import check_version
from app.services.work import Tx, Work
from app.storage import crews, units
from app.storage.crews import Load
from app.storage.geometry import stored_place
from geo.places import Place


@dataclass(frozen=True)
class NewCrew:
    """A crew to be made."""

    unit_id: UUID
    code: str
    name: str
    base: Place
    skills: tuple[str, ...] = ()
    members: tuple[MemberSpec, ...] = ()
    vehicles: tuple[VehicleSpec, ...] = ()
    source: str | None = None
    external_id: str | None = None


class CrewChanges(TypedDict, total=False):
    """What may change; fields left out stay. Lists replace what was there."""

    name: str
    base: Place
    skills: list[str]
    active: bool
    members: Sequence[MemberSpec]
    vehicles: Sequence[VehicleSpec]


@dataclass(frozen=True)
class CrewView:
    """A crew with all that belongs to it at one moment."""

    crew: Crew
    members: tuple[CrewMember, ...]
    vehicles: tuple[Vehicle, ...]
    shift_until: datetime | None
    """None when it is not on shift."""
    load: Load

    @property
    def on_shift(self) -> bool:
        """Whether it is on duty at that moment."""
        return self.shift_until is not None


def list_crews(work: Work, subject: Subject, *, after: tuple[str, UUID] | None, limit: int) -> Sequence[CrewView]:
    """Crews that the subject may see, by code; one more than ``limit`` when there are more."""
    scope = subject.scope(Verb.CREWS_READ)
    with work.look() as tx:
        return view_all(tx, crews.list_page(tx.session, scope, after=after, limit=limit + 1))


def get_crew(work: Work, subject: Subject, crew_id: UUID) -> CrewView:
    """One crew.

    Raises:
        NotFoundError: none that the subject may see.
    """
    scope = subject.scope(Verb.CREWS_READ)
    with work.look() as tx:
        return view_all(tx, [_found(crews.find(tx.session, scope, crew_id))])[0]


def create_crew(work: Work, subject: Subject, new: NewCrew, once: Once | None = None) -> CrewView:
    """Make a crew in a unit that the subject administers.

    Raises:
        InvalidError: there is no such unit, or a member's user is unknown.
        ConflictError: code or plate are taken, or a user is a member elsewhere.
    """
    scope = None if subject.task else subject.scope(Verb.CREWS_WRITE)
    with work.begin() as tx:
        made = find_made(tx, subject, once)
        if made is not None:
            return view_all(tx, [_found(crews.find_by_id(tx.session, made))])[0]
        crew = make(tx, subject, scope, new)
        remember(tx, subject, once, crew.id)
        return view_all(tx, [crew])[0]


def make(tx: Tx, subject: Subject, scope: Scope | None, new: NewCrew) -> Crew:
    """``create_crew`` inside an open transaction; no scope for a background task."""
    _check_unit(tx, scope, new.unit_id)
    crew = Crew(
        unit_id=new.unit_id, code=new.code, name=new.name, skills=list(new.skills), base=stored_place(new.base),
        source=new.source, external_id=new.external_id,
    )  # fmt: skip
    tx.session.add(crew)
    tx.session.flush()
    put_members(tx, scope, crew, new.members)
    put_vehicles(tx, crew, new.vehicles)
    named = {"members": [each.name for each in new.members]} if new.members else None
    record(tx, subject, "crew.created", about(crew), payload={"code": crew.code}, erasable=named)
    return crew


def change_crew(work: Work, subject: Subject, crew_id: UUID, version: int, changes: CrewChanges) -> CrewView:
    """Change a crew that the subject administers.

    Raises:
        NotFoundError: none that the subject may change.
        StaleError: ``version`` is not the newest.
        ConflictError: it is to be closed while it works.
    """
    scope = subject.scope(Verb.CREWS_WRITE)
    with work.begin() as tx:
        crew = _found(crews.find(tx.session, scope, crew_id, for_update=True))
        check_version(crew.version, version)
        alter(tx, subject, scope, crew, changes)
        return view_all(tx, [crew])[0]


def alter(tx: Tx, subject: Subject, scope: Scope | None, crew: Crew, changes: CrewChanges) -> None:
    """``change_crew`` inside an open transaction, for a crew that the subject may change."""
    _apply(tx, crew, changes)
    joined, left = put_members(tx, scope, crew, changes["members"]) if "members" in changes else ([], [])
    if "vehicles" in changes:
        put_vehicles(tx, crew, changes["vehicles"])
    crews.touch(crew)
    tx.session.flush()
    told = {"fields": sorted(changes), "joined": [str(m) for m in joined], "left": [str(m) for m in left]}
    record(tx, subject, "crew.updated", about(crew), payload=told)


def view_all(tx: Tx, rows: Sequence[Crew]) -> list[CrewView]:
    """Crews with all that belongs to them at the transaction's moment, in the order given."""
    ids = [crew.id for crew in rows]
    members: dict[UUID, list[CrewMember]] = defaultdict(list)
    for member in crews.list_members(tx.session, ids):
        members[member.crew_id].append(member)
    vehicles: dict[UUID | None, list[Vehicle]] = defaultdict(list)
    for vehicle in crews.list_vehicles(tx.session, ids):
        vehicles[vehicle.crew_id].append(vehicle)
    duty, loads = crews.list_duty(tx.session, ids, tx.now), crews.list_loads(tx.session, ids)
    return [
        CrewView(
            crew,
            tuple(members[crew.id]),
            tuple(vehicles[crew.id]),
            duty.get(crew.id),
            loads.get(crew.id, Load()),
        )
        for crew in rows
    ]


def about(crew: Crew) -> About:
    """What an event about a crew is about."""
    return About("crew", crew.id, crew.unit_id, crew_id=crew.id)


def _found(crew: Crew | None) -> Crew:
    if crew is None:
        raise NotFoundError("there is no such crew")
    return crew


def _check_unit(tx: Tx, scope: Scope | None, unit_id: UUID) -> None:
    known = units.find_by_id(tx.session, unit_id) if scope is None else units.find(tx.session, scope, unit_id)
    if known is None:
        raise InvalidError.of("unit_id", "unknown", "there is no such unit", "name a unit that you administer")


def _apply(tx: Tx, crew: Crew, changes: CrewChanges) -> None:
    if changes.get("active") is False and crews.list_loads(tx.session, [crew.id]):
        raise ConflictError("the crew has work in hand; withdraw or finish it first", code="crew.has_work")
    crew.name = changes.get("name", crew.name)
    crew.skills = changes.get("skills", crew.skills)
    crew.active = changes.get("active", crew.active)
    if "base" in changes:
        crew.base = stored_place(changes["base"])
