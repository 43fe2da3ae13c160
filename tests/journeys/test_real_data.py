"""Real input: Đà Nẵng's wards and its outbreak of 2021, cyclone Alfred's outages of 2025, and ten jobs among them.

Time is handed in, so the journey lives through both: zones are imported as they were known on a day of May 2021 and
again in July, then the clock goes on to the peak of the cyclone. What the service judged is held against the files' own
shapes.
"""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from shapely.geometry import shape
from sqlalchemy import select

from app.access import Role
from app.adapters.files import read_rows
from app.clock import ManualClock
from app.schema.authorities import Authority
from app.schema.crews import Crew, CrewMember
from app.schema.tickets import Ticket, TicketZone
from app.schema.units import Unit
from app.schema.zones import Zone
from app.services import checklists, shifts
from app.services.combinations import sign_off
from app.services.due import apply_due
from app.services.imports.rows import Row
from app.services.work import Work
from compliance.gate_facts import PpeCombination
from tests.support import real_data
from tests.support.accounts import OPERATOR, add_authority, add_user
from tests.support.crew_phone import Desk, Phone
from tests.support.imports import count_events, counts, load, told
from tests.support.real_data import Outbreak, geojson_of

MAY = datetime(2021, 5, 14, 1, tzinfo=UTC)
JULY = datetime(2021, 7, 13, 1, tzinfo=UTC)
ALFRED = datetime(2025, 3, 10, 0, 30, tzinfo=UTC)
"""Half past ten in Brisbane, half an hour after the file was drawn."""
BRISBANE = "Australia/Brisbane"
JOBS, CORDONS = 10, 12

WARD_MAPPING = {
    "source": "vn-wards-2025",
    "columns": {"external_id": "code", "name": "fullName", "name_en": "fullNameEn"},
    "constants": {"level": "commune", "parent": "48"},
}
PROVINCE_MAPPING = {
    "source": "vn-provinces-2025",
    "columns": {"name": "fullName", "name_en": "fullNameEn"},
    "constants": {"level": "province"},
}
OUTAGE_MAPPING = {
    "source": "energex",
    "columns": {
        "external_id": "EVENT_ID",
        "customers_affected": "CUSTOMERS_AFFECTED",
        "description": ["REASON", "STATUS", "EST_FIX_TIME"],
        "address": "SUBURBS",
        "reported_at": "START",
    },
    "constants": {"work_type": "fault_repair", "asset_kind": "lateral"},
    "times": {"reported_at": "%I:%M%p %d %b %Y"},
}


@pytest.fixture(scope="module")
def folder() -> Path:
    return real_data.find_folder()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(MAY)


@pytest.fixture(autouse=True)
def ground(folder: Path, work: Work) -> None:
    with work.begin() as tx:
        checklists.seed(tx)


def boundaries(work: Work, folder: Path) -> None:
    """34 provinces and the 94 wards of one of them, as authorities with their areas."""
    provinces = load(work, "authorities", read_rows(folder / real_data.PROVINCES), mapping=PROVINCE_MAPPING)
    assert counts(provinces) == (34, 0, 0, 0), told(provinces.refused)
    wards = load(work, "authorities", read_rows(folder / real_data.WARDS), mapping=WARD_MAPPING)
    assert counts(wards) == (94, 0, 0, 0), told(wards.refused)


def zone_row(number: int, outbreak: Outbreak, authority: str) -> Row:
    """A quarantine zone as a health authority would have sent it."""
    said = {
        "external_id": f"{outbreak.district}/{outbreak.ward}",
        "name": f"Khu cách ly {outbreak.ward}",
        "hazard_class": "infectious_human",
        "authority": authority,
        "level": 3 if sum(count for _, count in outbreak.cases) >= 10 else 2,
        "valid_from": outbreak.begins.strftime("%Y-%m-%d"),
        "valid_until": outbreak.ends.strftime("%Y-%m-%d"),
    }
    return Row(number, said, geojson_of(outbreak.shape))


def zone_rows(folder: Path, day: datetime) -> list[Row]:
    """The zones of Đà Nẵng as they were known on a day, each under the ward of today that holds its centre."""
    wards = [(each["properties"]["code"], shape(each["geometry"])) for each in _features(folder / real_data.WARDS)]
    known = [found for each in real_data.list_outbreaks(folder) if (found := each.known_on(day))]
    return [
        zone_row(number, each, next((code for code, area in wards if area.covers(each.centre)), "48"))
        for number, each in enumerate(known, 1)
    ]


def _features(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = real_data.unpack(path)["features"]
    return found


def judged(work: Work, source: str) -> dict[str, set[str]]:
    """For each ticket of a source the zones, by external ids, that it lies in."""
    with work.look() as tx:
        query = (
            select(Ticket.external_id, Zone.external_id)
            .outerjoin(TicketZone, TicketZone.ticket_id == Ticket.id)
            .outerjoin(Zone, Zone.id == TicketZone.zone_id)
            .where(Ticket.source == source)
        )
        found: dict[str, set[str]] = {}
        for ticket, zone in tx.session.execute(query):
            found.setdefault(ticket, set()).update({zone} if zone else set())
        return found


def test_wards_are_authorities_with_areas_and_importing_them_again_changes_nothing(folder: Path, work: Work) -> None:
    boundaries(work, folder)
    events = count_events(work)
    again = load(work, "authorities", read_rows(folder / real_data.WARDS), mapping=WARD_MAPPING)
    assert (counts(again), count_events(work)) == ((0, 0, 94, 0), events)
    with work.look() as tx:
        wards = tx.session.scalars(select(Authority).where(Authority.source == "vn-wards-2025")).all()
        province = tx.session.scalars(select(Authority).where(Authority.code == "48")).one()
    assert {ward.parent_id for ward in wards} == {province.id}
    assert all(ward.area is not None and ward.name_en for ward in wards)


def test_the_outbreak_of_2021_closes_wards_and_time_opens_them(folder: Path, work: Work, clock: ManualClock) -> None:
    boundaries(work, folder)
    load(work, "units", [Row(1, {"code": "DN", "name": "Điện lực Đà Nẵng"})])
    in_may, in_july = zone_rows(folder, MAY), zone_rows(folder, JULY)
    assert len(in_may) >= 30
    first = load(work, "zones", in_may, time_zone="Asia/Ho_Chi_Minh")
    assert counts(first) == (len(in_may), 0, 0, 0), told(first.refused)

    faults = [
        Row(number, {"work_type": "fault_repair", "external_id": each["properties"]["code"]}, geojson_of(point))
        for number, each in enumerate(_features(folder / real_data.WARDS), 1)
        for point in [shape(each["geometry"]).representative_point()]
    ] + [
        Row(1000 + number, {"work_type": "fault_repair", "external_id": row.cells["external_id"]}, geojson_of(centre))
        for number, row in enumerate(in_may)
        for centre in [shape(row.geometry).centroid]
    ]
    assert counts(load(work, "tickets", faults, unit="DN", source="faults")) == (len(faults), 0, 0, 0)
    assert judged(work, "faults") == _expected(faults, in_may)

    clock.advance(JULY - MAY)
    apply_due(work)
    second = load(work, "zones", in_july, time_zone="Asia/Ho_Chi_Minh")
    in_force = {row.cells["external_id"]: row for row in in_july if row.cells["valid_until"] > "2021-07-13"}
    before = {row.cells["external_id"]: (row.cells, row.geometry) for row in in_may}
    refused = {row.number for row in in_july if before.get(row.cells["external_id"]) != (row.cells, row.geometry)}
    refused -= {row.number for row in in_force.values()}
    assert {note.row for note in second.refused} == refused
    assert {note.reason.code for note in second.refused} <= {"import.over"}
    assert in_force
    assert judged(work, "faults") == _expected(faults, list(in_force.values()))


def _expected(faults: list[Row], zones: list[Row]) -> dict[str, set[str]]:
    """The same judgement straight from the shapes."""
    areas = {row.cells["external_id"]: shape(row.geometry) for row in zones}
    return {
        row.cells["external_id"]: {name for name, area in areas.items() if area.covers(shape(row.geometry))}
        for row in faults
    }


@pytest.fixture
def queensland(work: Work, clock: ManualClock, folder: Path) -> list[Row]:
    """The second operating unit at the peak of the cyclone: its outages as tickets, cordons around some of them."""
    clock.advance(ALFRED - MAY)
    unit = Row(1, {"code": "QLD", "name": "Queensland", "time_zone": BRISBANE})
    assert counts(load(work, "units", [unit, Row(2, {"code": "DN", "name": "Đà Nẵng"})])) == (2, 0, 0, 0)
    outages = load(work, "tickets", read_rows(folder / real_data.OUTAGES), mapping=OUTAGE_MAPPING, unit="QLD")
    assert counts(outages) == (481, 0, 0, 0), told(outages.refused)
    add_authority(work, "QFD")
    cordons = cordon_rows(folder)
    assert counts(load(work, "zones", cordons, authority="QFD", source="qfd")) == (CORDONS, 0, 0, 0)
    return cordons


def cordon_rows(folder: Path) -> list[Row]:
    """Flood cordons around the outages with most customers, in the outages' own shapes."""
    outages = _features(folder / real_data.OUTAGES)
    outages.sort(key=lambda each: (-int(each["properties"]["CUSTOMERS_AFFECTED"]), each["properties"]["EVENT_ID"]))
    found = []
    for number, each in enumerate(outages, 1):
        place, area = (shape(part) for part in each["geometry"]["geometries"])
        if not area.covers(place) or len(found) == CORDONS:
            continue
        lon, lat = area.exterior.coords[0]
        said = {
            "external_id": each["properties"]["EVENT_ID"],
            "name": f"Flood cordon {each['properties']['SUBURBS']}"[:200],
            "hazard_class": "flood",
            "level": 2,
            "permit_needed": True,
            "entry_templates": ["donning"],
            "exit_templates": ["doffing", "disinfection"],
            "gates": [{"name": "Cordon point", "lon": lon, "lat": lat}],
            "doffing_point": "At the cordon point",
        }
        found.append(Row(number, said, geojson_of(area)))
    return found


def test_the_cyclones_outages_are_tickets_with_their_areas_and_local_times(
    queensland: list[Row], folder: Path, work: Work
) -> None:
    with work.look() as tx:
        rows = tx.session.scalars(select(Ticket).where(Ticket.source == "energex")).all()
        by_id = {row.external_id: row for row in rows}
        unit = tx.session.scalars(select(Unit).where(Unit.code == "QLD")).one()
    assert {row.unit_id for row in rows} == {unit.id}
    assert all(row.affected_area is not None for row in rows)
    first = by_id["INCD-7-s"]
    assert (first.customers_affected, first.address) == (181, "BONOGIN, TALLEBUDGERA VALLEY")
    assert first.reported_at == datetime(2025, 3, 6, 21, 6, tzinfo=UTC)
    assert first.number.startswith("QLD-25-")
    areas = {row.cells["external_id"]: shape(row.geometry) for row in queensland}
    expected = {
        each["properties"]["EVENT_ID"]: {name for name, area in areas.items() if area.covers(place)}
        for each in _features(folder / real_data.OUTAGES)
        for place in [shape(each["geometry"]["geometries"][0])]
    }
    assert judged(work, "energex") == expected
    events = count_events(work)
    again = load(work, "tickets", read_rows(folder / real_data.OUTAGES), mapping=OUTAGE_MAPPING, unit="QLD")
    assert (counts(again), count_events(work)) == ((0, 0, 481, 0), events)


@pytest.mark.journey
def test_ten_jobs_run_through_to_closed(
    queensland: list[Row], work: Work, client: TestClient, sign_in: Callable[[UUID], dict[str, str]], clock: ManualClock
) -> None:
    desk = Desk(work, client, sign_in)
    staff(work)
    tickets = desk("dispatcher", "get", "/api/v1/tickets", state="new", limit=500)["items"]
    assert len(tickets) == 481
    inside = [each for each in tickets if each["zone_badge"] == "inside"]
    outside = [each for each in tickets if each["zone_badge"] == "none"]
    assert len(inside) >= CORDONS
    chosen = inside[:6] + outside[:4]
    done = Counter(run_job(desk, clock, each, CREWS[number % 2]) for number, each in enumerate(chosen))
    assert done == {"inside": 6, "outside": 4}
    closed = desk("dispatcher", "get", "/api/v1/tickets", state="closed", limit=500)["items"]
    assert {each["id"] for each in closed} == {each["id"] for each in chosen}
    listed = desk("dispatcher", "get", "/api/v1/assignments", limit=100)["items"]
    assert [each["state"] for each in listed] == ["closed"] * JOBS
    assert desk("dn", "get", "/api/v1/tickets", limit=500)["items"] == []


CREWS = ("alpha", "bravo")


def staff(work: Work) -> None:
    """A dispatcher, a liaison, and two crews with a leader's phone each, brought in by a file as well."""
    with work.look() as tx:
        unit, other = (tx.session.scalars(select(Unit).where(Unit.code == code)).one() for code in ("QLD", "DN"))
        authority = tx.session.scalars(select(Authority).where(Authority.code == "QFD")).one()
    add_user(work, "dispatcher", Role.DISPATCHER, unit)
    add_user(work, "dn", Role.DISPATCHER, other)
    add_user(work, "liaison", Role.LIAISON, authority)
    rows = [
        Row(number, {"code": name, "name": name, "lon": "153.2", "lat": "-27.9", "vehicles": f"QLD-{number}:truck",
                     "members": f"{name} one:5:direct_supervisor; {name} two:4", "skills": "lines"})
        for number, name in enumerate(CREWS, 2)
    ]  # fmt: skip
    assert counts(load(work, "crews", rows, unit="QLD")) == (len(CREWS), 0, 0, 0)
    for name in CREWS:
        user = add_user(work, name, Role.WORKER, unit)
        with work.begin() as tx:
            crew = tx.session.scalars(select(Crew).where(Crew.code == name)).one()
            leader = select(CrewMember).where(CrewMember.crew_id == crew.id, CrewMember.role == "direct_supervisor")
            tx.session.scalars(leader).one().user_id = user.id
        now = work.clock.now()
        shifts.create_shift(work, OPERATOR, crew.id, now, now + timedelta(hours=48))
    sign_off(work, OPERATOR, PpeCombination("flood", "dead_line"), "life jacket over cotton, line dead and earthed")


def run_job(desk: Desk, clock: ManualClock, ticket: dict[str, Any], name: str) -> str:
    """One job from the dispatcher's list to closed; whether it was inside a zone."""
    found = desk("dispatcher", "get", f"/api/v1/tickets/{ticket['id']}/candidates")["candidates"]
    crew = next(each["crew"] for each in found if each["crew"]["code"] == name)
    body = {"ticket_id": ticket["id"], "crew_id": crew["id"], "work_method": "dead_line", "method_reason": "storm"}
    made = desk("dispatcher", "post", "/api/v1/assignments", expect=201, **body)
    job, phone = made["id"], Phone(desk, clock, name)
    apply(phone, job, "accepted", "en_route")
    if made["permits"]:
        apply(phone, job, "waiting_entry")
        assert phone.go(job, "inside")["outcome"] == "conflict", "nobody enters before the authority agrees"
        for permit in made["permits"]:
            step = f"/api/v1/entry-permits/{permit['id']}/transitions"
            assert desk("liaison", "post", step, to="approved")["state"] == "approved"
    for purpose in ("briefing", "entry", "work"):
        phone.fill(purpose)
    for member in phone.pack()["members"]:
        phone.send("ppe.check", job, member_id=member["id"])
    gate = phone.pack()["gate"]
    assert gate["allowed"], [line for line in gate["lines"] if line["status"] == "failed"]
    if made["permits"]:
        apply(phone, job, "inside", "working", "restored", "exiting")
        assert phone.go(job, "closed")["outcome"] == "conflict", "nobody leaves before the exit checklists"
        phone.fill("exit")
    else:
        apply(phone, job, "working", "restored")
    apply(phone, job, "closed")
    return "inside" if made["permits"] else "outside"


def apply(phone: Phone, job: str, *states: str) -> None:
    """Take steps that must go through."""
    for state in states:
        answer = phone.go(job, state)
        assert answer["outcome"] == "applied", (state, answer)
