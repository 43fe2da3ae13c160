"""Everything that one owner has, made through the services; and a world of owners side by side."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from uuid import UUID

from PIL import Image
from shapely import MultiPolygon, Point, box
from sqlalchemy import and_, select

from app.access import Role, Scope, Subject
from app.auth.passwords import Argon2Passwords
from app.schema.assignments import Assignment
from app.schema.authorities import Authority
from app.schema.base import Base, new_id
from app.schema.checklists import Checklist
from app.schema.crews import Crew, Shift, Vehicle
from app.schema.events import Event
from app.schema.exposure import Exposure
from app.schema.fitness import FitnessReport
from app.schema.hand_overs import HandOver
from app.schema.help_requests import HelpRequest
from app.schema.ppe import PpeMovement
from app.schema.privacy import PrivacyHold, PrivacyRequest
from app.schema.sign_ons import ShiftBreak, SignOn
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.schema.vehicle_checks import VehicleCheck, VehicleDefect
from app.schema.zones import Zone, ZoneVersion
from app.services import (
    assignments,
    checklist_drafts,
    checklist_templates,
    checklists,
    combinations,
    devices,
    evidence,
    health_reads,
    incidents,
    isolation_orders,
    people,
    plans,
    positions,
    ppe_movements,
    road_closures,
    safety,
    sessions,
    stand_downs,
    tickets,
    weather,
    zone_crossings,
    zones,
)
from app.services import field as phone
from app.services.assignment_steps import open_stays
from app.services.assignments import Method, NewAssignment
from app.services.checklist_entries import Given, confirm
from app.services.crew_parts import MemberSpec, VehicleSpec
from app.services.crews import NewCrew, create_crew
from app.services.events import About, record
from app.services.field import Action
from app.services.field_actions import HANDLERS
from app.services.isolation_orders import NewOrder
from app.services.plans import Asked
from app.services.positions import Fix
from app.services.ppe_movements import LotPieces, NewStore, Pieces
from app.services.road_closures import NewClosure
from app.services.sessions import Claim
from app.services.shifts import create_shift
from app.services.tickets import NewTicket
from app.services.weather import NewWeather
from app.services.work import Work
from app.services.zones import Content, NewZone
from app.storage import ppe_stock as ppe_rows
from app.storage import stand_downs as stand_down_rows
from app.wiring import make_evidence
from compliance.checklist_values import Item
from compliance.checklists import Template
from compliance.evidence import name_of
from compliance.gate_facts import PpeCombination
from compliance.shipped import DEFAULT_REQUIREMENTS
from compliance.template_check import Content as TemplateContent
from compliance.text import Text
from compliance.work_types import WORK_TYPES
from geo.places import Place
from tests.support.accounts import OPERATOR, PASSWORD, add_authority, add_unit, add_user

Ids = Mapping[str, frozenset[UUID]]
"""Ids of rows by table."""

DRAFTS = "drafts"
"""Beside the tables: zones that were never published, versions that are drafts, and what was told of them."""
PUBLIC = "public_events"
"""Beside the tables: that a zone was published, told to nobody in particular."""
STORED_IN = {"liaisons": "users", "job_tickets": "tickets", "zone_crossings": "events"}
"""Where the main rows stand that are named by what they are rather than by their table."""
ALONE = and_(Event.unit_id.is_(None), Event.assignment_id.is_(None))


@dataclass(frozen=True)
class Estate:
    """What one owner has."""

    code: str
    """Begins every name that the owner gave, followed by ``-`` and what it names."""
    unit: Unit
    authority: Authority
    at: Place
    dispatcher: Subject
    second: Subject
    """The shift leader."""
    liaison: Subject
    leader: Subject
    """The crew's, a worker with a phone."""
    ids: dict[str, frozenset[UUID]] = field(default_factory=dict)
    """All rows that were made with it, by table."""
    main: dict[str, UUID] = field(default_factory=dict)
    """By table the row that the job is about, also where it was there before."""

    def owns(self, table: str) -> bool:
        """Whether the main row of this table was made with the estate."""
        return self.main.get(table) in self.ids.get(STORED_IN.get(table, table), ())


def make_estate(
    work: Work, code: str, lon: float, *, unit: Unit | None = None, authority: Authority | None = None,
    above: tuple[Unit, Authority] | None = None,
) -> Estate:  # fmt: skip
    """A job with all that belongs to it; a unit or authority that is named was somebody's before."""
    before, at = rows_of(work), Place(lon, 16.05)
    own_unit = unit or add_unit(work, f"{code}-unit", above[0] if above else None)
    own_authority = authority or add_authority(work, f"{code}-authority", above[1] if above else None)
    people_made = [
        _person(work, f"{code}-user-{role}", role, own_authority if role is Role.LIAISON else own_unit)
        for role in (Role.DISPATCHER, Role.SHIFT_LEADER, Role.LIAISON)
    ]
    crew, leader = _crew(work, code, own_unit, at)
    estate = Estate(code, own_unit, own_authority, at, *people_made, leader)
    job = _tickets(work, estate)
    if authority is None:
        _zones(work, estate)
    if unit is None:
        _order(work, estate)
        _closure(work, estate)
        weather.tell(work, estate.dispatcher, NewWeather("calm", own_unit.id, note=f"{code}-weather"))
        pair = PpeCombination("medical_full_level3", "dead_line")
        combinations.sign_off(work, OPERATOR, pair, f"{code}-combination", unit_id=own_unit.id)
    _stock(work, estate, crew)
    _job(work, estate, job, crew)
    _failed_and_photographed(work, estate)
    _shift_lived(work, estate)
    _crossed(work, estate)
    _draft(work, estate)
    _privacy(work, estate)
    plans.make_plan(work, estate.dispatcher, Asked(own_unit.id, rounds=1))
    estate.ids.update(_difference(rows_of(work), before))
    estate.ids["events"] -= _counts_told_to_others(work, estate)
    _note_main(work, estate)
    return estate


PHOTOGRAPHED = Template(
    "photographed", 1, "work", Text("ảnh", "photos"), (Item("photo", "photo", Text("chụp", "take it")),)
)


def _failed_and_photographed(work: Work, estate: Estate) -> None:
    """What stops the job, with a photo of it that the crew leader sent."""
    with work.begin() as tx:
        on_job = tx.session.scalars(select(Assignment).where(Assignment.crew_id == estate.leader.crew_id)).one()
        checklists.create_for(tx, OPERATOR, on_job, [PHOTOGRAPHED.code])
        query = select(Checklist.id).join(Assignment, Assignment.id == Checklist.assignment_id)
        mine = Assignment.crew_id == estate.leader.crew_id
        donning = tx.session.scalars(query.where(mine, Checklist.template_code == "donning")).one()
        pictures = tx.session.scalars(query.where(mine, Checklist.template_code == PHOTOGRAPHED.code)).one()
    for item, outcome in (("hand_hygiene", "ok"), ("coverall", "ok"), ("respirator", "failed")):
        with work.begin() as tx:
            given = Given(new_id(), item, estate.leader.member_id, outcome, None, None, tx.now)
            confirm(tx, estate.leader, donning, given)
    written = BytesIO()
    Image.frombytes("L", (len(estate.code), 1), estate.code.encode()).save(written, "PNG")
    photo = written.getvalue()
    sha256 = hashlib.sha256(photo).hexdigest()
    evidence.take(work, estate.leader, make_evidence(work.settings), sha256, photo)
    with work.begin() as tx:
        confirm(tx, estate.leader, pictures, Given(new_id(), "photo", None, "ok", name_of(sha256), None, tx.now))
    estate.ids["evidence"] = frozenset({sha256})  # type: ignore[arg-type]  # named by its hash


def _shift_lived(work: Work, estate: Estate) -> None:
    """The crew signed on and is on a break; something is wrong with its vehicle; it called for help.

    The leader was not well, which is decided; the job is to be handed over.
    """
    with work.look() as tx:
        crew_id, member_id = estate.leader.crew_id, estate.leader.member_id
        assert crew_id is not None
        assert member_id is not None
        shift = tx.session.scalars(select(Shift).where(Shift.crew_id == crew_id)).one()
        vehicle = tx.session.scalars(select(Vehicle).where(Vehicle.crew_id == crew_id)).one()
        job = tx.session.scalars(select(Assignment).where(Assignment.crew_id == crew_id)).one()
    own = {"unit_id": estate.unit.id, "crew_id": crew_id}
    on_shift = own | {"shift_id": shift.id}
    with work.begin() as tx:
        check = VehicleCheck(
            vehicle_id=vehicle.id, moment="start", answers=[], checked_at=tx.now, member_id=member_id, **on_shift
        )
        tx.session.add_all([
            SignOn(member_id=member_id, signed_on_at=tx.now, **on_shift),
            ShiftBreak(begun_at=tx.now, ended_at=tx.now, **on_shift),
            FitnessReport(
                member_id=member_id, said_at=tx.now, decision="fit", decided_at=tx.now, **on_shift
            ),
            HelpRequest(
                kind="equipment", note=f"{estate.code}-help", asked_at=tx.now, member_id=member_id,
                assignment_id=job.id, ticket_id=job.ticket_id, **own,
            ),
            HandOver(
                unit_id=estate.unit.id, ticket_id=job.ticket_id, from_assignment_id=job.id, from_crew_id=crew_id,
                state="dropped", cause="other", meets=False, done=f"{estate.code}-done", remaining="x",
                isolation="unknown", earthing="unknown", open_items=[], photos=[], given_at=tx.now,
                given_member_id=member_id,
            ),
            check,
        ])  # fmt: skip
        tx.session.flush()
        tx.session.add(
            VehicleDefect(
                unit_id=estate.unit.id, vehicle_id=vehicle.id, check_id=check.id, item_code="first_aid",
                why=f"{estate.code}-defect", blocking=False, for_keeper=True, noted_at=tx.now,
            )
        )  # fmt: skip


def _crossed(work: Work, estate: Estate) -> None:
    """The crew's phone was inside its zone before the crew was let in."""
    crew_id = estate.leader.crew_id
    assert crew_id is not None
    with work.begin() as tx:
        stay = tx.session.scalars(select(Exposure).where(Exposure.crew_id == crew_id)).all()[0]
        about = About(
            "zone_crossing", zone_crossings.subject_of(crew_id), estate.unit.id, crew_id=crew_id,
            assignment_id=stay.assignment_id,
        )  # fmt: skip
        told = {"kind": "entered", "zone_id": str(stay.zone_id), "zone_version_id": str(stay.zone_version_id)}
        estate.main["zone_crossings"] = record(tx, estate.leader, zone_crossings.UNADMITTED, about, payload=told)


def _draft(work: Work, estate: Estate) -> None:
    item = Item("step", "confirm", Text("bước", "step"))
    made = TemplateContent(Text("mẫu", "template"), (item,), "work")
    checklist_drafts.begin_draft(work, OPERATOR, f"own_{estate.code}", made)


def _privacy(work: Work, estate: Estate) -> None:
    """The crew leader is held, asked for erasure, and somebody looked at their health data."""
    own = {"unit_id": estate.unit.id, "member_id": estate.leader.member_id}
    with work.begin() as tx:
        tx.session.add_all([
            PrivacyHold(
                unit_id=estate.unit.id, kind="person", subject_id=estate.leader.member_id,
                reason=f"{estate.code}-hold", placed_at=tx.now,
            ),
            PrivacyRequest(kind="erasure", person_kind="worker", received_at=tx.now, due_at=tx.now, **own),
        ])  # fmt: skip
        health_reads.note(tx, estate.dispatcher, "test.looked", [estate.leader.member_id])  # type: ignore[list-item]


def rows_of(work: Work) -> Ids:
    """The ids of all rows in tables that have one, drafts apart from zones that were published."""
    with work.look() as tx:
        found = {
            table.name: frozenset(tx.session.scalars(select(table.c.id)))
            for table in Base.metadata.sorted_tables
            if "id" in table.c and table.c.id.type.python_type is UUID
        }
        published = select(ZoneVersion.zone_id).where(ZoneVersion.published_at.is_not(None))
        drafts = frozenset(tx.session.scalars(select(Zone.id).where(Zone.id.not_in(published))))
        versions = frozenset(tx.session.scalars(select(ZoneVersion.id).where(ZoneVersion.state == "draft")))
        told = frozenset(tx.session.scalars(select(Event.id).where(Event.verb == "zone.drafted")))
        public = frozenset(tx.session.scalars(select(Event.id).where(Event.verb == "zone.published", ALONE)))
    hidden, apart = drafts | versions | told, {DRAFTS: drafts | versions | told, PUBLIC: public}
    return {name: ids - hidden - public for name, ids in found.items()} | apart | {"draft_zones": drafts}


def _difference(after: Ids, before: Ids) -> dict[str, frozenset[UUID]]:
    return {name: ids - before[name] for name, ids in after.items()}


def _counts_told_to_others(work: Work, estate: Estate) -> frozenset[UUID]:
    """A count of people inside is told apart to the zone's authority and to every unit that has some there."""
    query = select(Event.id).where(
        Event.verb == "zone.headcount",
        Event.unit_id.is_distinct_from(estate.unit.id),
        Event.authority_id.is_distinct_from(estate.authority.id),
    )
    with work.look() as tx:
        return frozenset(tx.session.scalars(query))


def _note_main(work: Work, estate: Estate) -> None:
    found = {table: min(ids) for table, ids in estate.ids.items() if ids}
    with work.look() as tx:
        waiting = select(Ticket.id).where(Ticket.address == f"{estate.code}-ticket-waiting")
        found["tickets"] = tx.session.scalars(waiting).one()
        found["job_tickets"] = tx.session.scalars(
            select(Assignment.ticket_id).where(Assignment.id == found["assignments"])
        ).one()
        zone = select(Zone.id).where(
            Zone.authority_id == estate.authority.id, Zone.id.not_in(estate.ids["draft_zones"])
        )
        found["zones"] = tx.session.scalars(zone.order_by(Zone.number)).first() or found["zones"]
    people_made = {"users": estate.dispatcher.user_id, "liaisons": estate.liaison.user_id}
    with work.look() as tx:
        out = tx.session.scalars(
            select(PpeMovement.id).where(PpeMovement.kind == "issue", PpeMovement.id.in_(estate.ids["ppe_movements"]))
        ).first()
    member = {"crew_members": estate.leader.member_id, "ppe_movements": out}
    own = {"units": estate.unit.id, "authorities": estate.authority.id}
    estate.main.update(found | {name: each for name, each in (people_made | member | own).items() if each})


def _person(work: Work, username: str, role: Role, over: Unit | Authority) -> Subject:
    found = people.find_subject(work, add_user(work, username, role, over).id)
    assert found is not None
    return found


def _crew(work: Work, code: str, unit: Unit, at: Place) -> tuple[Crew, Subject]:
    users = [add_user(work, f"{code}-user-{name}", Role.WORKER, unit) for name in ("lead", "member")]
    members = (
        MemberSpec(f"{code}-user-lead", 5, "direct_supervisor", user_id=users[0].id),
        MemberSpec(f"{code}-user-member", 4, user_id=users[1].id),
    )
    vehicles = (VehicleSpec(f"{code}-vehicle", "bucket_truck"),)
    new = NewCrew(unit.id, f"{code}-crew", f"{code}-crew", at, members=members, vehicles=vehicles)
    crew, now = create_crew(work, OPERATOR, new).crew, work.clock.now()
    create_shift(work, OPERATOR, crew.id, now - timedelta(hours=1), now + timedelta(hours=24))
    leader = people.find_subject(work, users[0].id)
    assert leader is not None
    return crew, leader


def _tickets(work: Work, estate: Estate) -> UUID:
    """One that waits, one for work that the order forbids, and the one whose id is returned: a wire is down."""

    def take(name: str, work_type: str, *hazards: str) -> UUID:
        facts = {"address": f"{estate.code}-{name}", "description": f"{estate.code}-{name}"}
        new = NewTicket(work_type, estate.at, hazards=hazards, unit_id=estate.unit.id, facts=facts)
        return tickets.create_ticket(work, estate.dispatcher, new).ticket.id

    both = [take("ticket-deferred", "new_connection"), take("ticket-waiting", "fault_repair")]
    incidents.create_incident(work, estate.dispatcher, both, f"{estate.code}-incident")
    return take("ticket-down", "fault_repair", "wire_down")


def _zones(work: Work, estate: Estate) -> None:
    lon, lat = estate.at.lon, estate.at.lat
    area = MultiPolygon([box(lon - 0.01, lat - 0.01, lon + 0.01, lat + 0.01)])
    content = Content(area, requirements=DEFAULT_REQUIREMENTS["infectious_human"])
    draft = Content(area, publish=False, legal_instrument=f"{estate.code}-draft")
    for name, what in (("zone", content), ("draft", draft)):
        new = NewZone(f"{estate.code}-{name}", "infectious_human", estate.authority.id, what)
        made = zones.create_zone(work, estate.liaison, new)
        if name == "zone":
            zones.add_version(work, estate.liaison, made.zone.id, draft)


def _order(work: Work, estate: Estate) -> None:
    allowed = tuple(each for each in WORK_TYPES if each != "new_connection")
    name = f"{estate.code}-order"
    now = work.clock.now()
    order = NewOrder(name, name, "directive_16", now, unit_ids=(estate.unit.id,), allowed_work_types=allowed)
    isolation_orders.create_order(work, OPERATOR, order)


def _closure(work: Work, estate: Estate) -> None:
    place = Point(estate.at.lon, estate.at.lat)
    road_closures.create_closure(work, estate.dispatcher, NewClosure(estate.unit.id, place, f"{estate.code}-closure"))


def _stock(work: Work, estate: Estate, crew: Crew) -> None:
    """A store with a lot of its own, of which the crew leader has one piece for keeps."""
    name = f"{estate.code}-store"
    store = ppe_movements.create_store(work, OPERATOR, NewStore(estate.unit.id, name, name))
    ppe_movements.receive(work, OPERATOR, store.id, [Pieces("goggles", 4, lot_no=f"{estate.code}-lot")], None)
    with work.look() as tx:
        (lot,) = ppe_rows.find_lots(tx.session, "goggles", f"{estate.code}-lot")
    leader = estate.leader.member_id
    assert leader is not None
    ppe_movements.issue(work, OPERATOR, store.id, leader, [LotPieces(lot.id, 1)])


def _job(work: Work, estate: Estate, ticket_id: UUID, crew: Crew) -> None:
    """The assignment, what the crew leader's phone did, and the two who stood in for the authority."""
    devices.register(work, estate.leader, platform="web", token=f"{estate.code}-token")
    made = assignments.assign(work, estate.dispatcher, NewAssignment(ticket_id, crew.id))
    safety.override(work, estate.dispatcher, estate.second, made.row.id, why=f"{estate.code}-reason", minutes=60)
    accept = Action(new_id(), 1, "assignment.accept", made.row.id, {}, work.clock.now())
    (answer,) = phone.submit(work, estate.leader, new_id(), [accept], HANDLERS).answers
    assert answer.outcome == "applied", answer
    method = Method("dead_line", f"{estate.code}-method")
    assignments.choose_method(work, estate.dispatcher, made.row.id, method)
    with work.begin() as tx:  # as if they had passed the gate
        open_stays(tx, estate.leader, tx.session.get_one(Assignment, made.row.id), None)
    _stand_down(work, estate)
    positions.store(work, estate.leader, [Fix(estate.at, 5.0, work.clock.now())])
    claim = Claim(estate.dispatcher.name, PASSWORD, "10.0.0.1")
    sessions.sign_in(work, claim, sessions.API_DESK, Argon2Passwords(memory_kib=8, rounds=1))


def _stand_down(work: Work, estate: Estate) -> None:
    """The leader's, over as soon as it had begun."""
    assert estate.leader.member_id is not None
    with work.begin() as tx:
        until = tx.now + timedelta(hours=1)
        new = stand_downs.NewStandDown(estate.leader.member_id, "hse", until, why=f"{estate.code}-stand-down")
        (made,) = stand_downs.begin_all(tx, OPERATOR, [new])
        found = stand_down_rows.find(tx.session, Scope(frozenset({estate.unit.id})), made)
        assert found is not None
        stand_downs.change_in(tx, OPERATOR, found, tx.now, by_rule=True)


@dataclass(frozen=True)
class World:
    """Owners whose paths cross: two utilities, a unit with a sister and one above, two authorities and one above."""

    mine: Estate
    mate: Estate
    """Another crew of my unit, at work next door, in my authority's zone."""
    guest: Estate
    """A crew of the sister unit, at work in my authority's zone."""
    sister: Estate
    """The other unit below the same one, the other authority below the same one."""
    parent: Estate
    """What belongs to the unit and the authority above, themselves."""
    stranger: Estate
    """Another utility, an authority of another province."""

    @property
    def estates(self) -> tuple[Estate, ...]:
        """All of them."""
        return self.mine, self.mate, self.guest, self.sister, self.parent, self.stranger


def make_world(work: Work) -> World:
    """Build it; the names of owners begin with ``q``, which nothing else does."""
    with work.begin() as tx:
        checklists.seed(tx)
    checklist_templates.publish(work, OPERATOR, PHOTOGRAPHED)
    parent = make_estate(work, "qparent", 108.6)
    above = (parent.unit, parent.authority)
    mine = make_estate(work, "qmine", 108.2, above=above)
    sister = make_estate(work, "qsister", 108.4, above=above)
    mate = make_estate(work, "qmate", 108.2003, unit=mine.unit, authority=mine.authority)
    guest = make_estate(work, "qguest", 108.1997, unit=sister.unit, authority=mine.authority)
    return World(mine, mate, guest, sister, parent, make_estate(work, "qstranger", 108.8))
