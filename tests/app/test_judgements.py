"""How places lie to zones: PostGIS against geo.zones over thousands of cases, and what a ticket keeps of it."""

from datetime import timedelta
from itertools import islice

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.clock import ManualClock
from app.schema.authorities import Authority
from app.schema.tickets import Ticket, TicketZone
from app.schema.units import Unit
from app.services import judgements
from app.services.rejudging import rejudge_ticket, rejudge_zone
from app.services.work import Work
from app.storage.geometry import stored_place
from compliance.zones import merge
from geo.zones import judge_zone
from tests.support.places import FAR, INSIDE, NEAR, SQUARE, add_ticket, add_zone
from tests.support.zone_cases import zone_cases

ZONES = 120
_BY_POSTGIS = text(
    """
    SELECT CASE WHEN ST_Covers(zone, place) THEN 'inside'
      WHEN zone && reach_of(place, radius) AND radius > 0 AND distance_m(place, zone) <= radius THEN 'possibly'
      ELSE 'outside' END
    FROM (SELECT ST_GeomFromWKB(:zone, 4326) AS zone, ST_SetSRID(ST_MakePoint(:lon, :lat), 4326) AS place,
      CAST(:radius AS double precision) AS radius) AS one
    """
)


def verdicts(work: Work, ticket_id: object) -> list[str]:
    with work.look() as tx:
        return list(tx.session.scalars(select(TicketZone.verdict).where(TicketZone.ticket_id == ticket_id)))


@pytest.mark.parametrize("seed", [1, 2])
def test_postgis_and_memory_give_the_same_verdict_in_thousands_of_cases(work: Work, seed: int) -> None:
    compared = 0
    with work.look() as tx:
        for case in zone_cases(seed, ZONES):
            row = {"zone": case.zone.wkb, "lon": case.place.lon, "lat": case.place.lat, "radius": case.accuracy_m}
            stored = tx.session.scalar(_BY_POSTGIS, row)
            assert stored == judge_zone(case.zone, case.place, case.accuracy_m), case
            assert case.expected in (None, stored), case
            compared += 1
    assert compared > 2000


def test_the_stored_function_judges_as_the_rule_does(work: Work, ward: Authority) -> None:
    with work.look() as tx:
        for case in islice(zone_cases(3, 12), 0, None, 7):
            _put_only(tx.session, ward, case.zone.wkb, tx.now)
            hits = judgements.zones_at_place(tx, case.place.lon, case.place.lat, case.accuracy_m)
            found = hits[0].zone.verdict if hits else "outside"
            assert found == judge_zone(case.zone, case.place, case.accuracy_m), case
            tx.session.execute(text("UPDATE zone_versions SET state = 'ended'"))


def _put_only(session: Session, ward: Authority, wkb: bytes, now: object) -> None:
    session.execute(
        text(
            "WITH zone AS (INSERT INTO zones (id, number, name, hazard_class, authority_id, created_at, version) "
            "VALUES (gen_random_uuid(), gen_random_uuid()::text, 'Z', 'fire', :ward, :now, 1) RETURNING id) "
            "INSERT INTO zone_versions (id, zone_id, version_no, state, level, geometry, valid_from, effective, "
            "legal_instrument, gates, permit_needed, transit_permit, entry_templates, exit_templates, "
            "live_line_preferred, hold_after_exit_minutes, created_at) "
            "SELECT gen_random_uuid(), id, 1, 'published', 1, ST_Multi(ST_GeomFromWKB(:zone, 4326)), :now, "
            "tstzrange(:now, NULL), '', '[]', true, false, '{}', '{}', false, 0, :now FROM zone"
        ),
        {"ward": ward.id, "zone": wkb, "now": now},
    )


def test_a_ticket_is_inside_possibly_or_has_no_row(work: Work, unit: Unit, ward: Authority) -> None:
    add_zone(work, ward)
    expected = {(INSIDE, 0.0): ["inside"], (NEAR, 20.0): ["possibly"], (NEAR, 5.0): [], (FAR, 0.0): []}
    for (place, accuracy_m), judged in expected.items():
        ticket = add_ticket(work, unit, place, accuracy_m=accuracy_m)
        with work.begin() as tx:
            judgements.judge_ticket(tx, ticket)
        assert verdicts(work, ticket) == judged


def test_all_overlapping_zones_count_and_those_over_do_not(
    work: Work, unit: Unit, ward: Authority, clock: ManualClock
) -> None:
    now = clock.now()
    add_zone(work, ward, name="open")
    add_zone(work, ward, name="short", valid_until=now + timedelta(hours=1))
    add_zone(work, ward, name="coming", valid_from=now + timedelta(hours=2))
    ticket = add_ticket(work, unit)
    with work.begin() as tx:
        judgements.judge_ticket(tx, ticket)
        assert [hit.zone.name for hit in judgements.zones_of(tx, [ticket])[ticket]] == ["open", "short", "coming"]
        assert [zone.name for zone in judgements.zones_at(tx, ticket, now)] == ["open", "short"]
        later = judgements.zones_at(tx, ticket, now + timedelta(hours=3))
        assert [zone.name for zone in later] == ["open", "coming"]
        assert merge(later).permit_needed
    clock.advance(timedelta(hours=1))
    with work.look() as tx:
        assert [hit.zone.name for hit in judgements.zones_of(tx, [ticket])[ticket]] == ["open", "coming"]


def test_what_a_person_settled_stays_when_the_zone_is_judged_again(work: Work, unit: Unit, ward: Authority) -> None:
    view = add_zone(work, ward)
    ticket = add_ticket(work, unit, NEAR, accuracy_m=50)
    with work.begin() as tx:
        judgements.judge_ticket(tx, ticket)
        row = tx.session.scalars(select(TicketZone).where(TicketZone.ticket_id == ticket)).one()
        row.verdict, row.settled_by, row.settled_at = "outside", ticket, tx.now
    rejudge_ticket(work, ticket)
    rejudge_zone(work, view.zone.id)
    assert verdicts(work, ticket) == ["outside"]
    with work.look() as tx:
        assert judgements.zones_at(tx, ticket, tx.now) == ()
        assert judgements.zones_of(tx, [ticket])[ticket][0].zone.verdict == "outside"


def test_a_moved_ticket_leaves_its_zone(work: Work, unit: Unit, ward: Authority) -> None:
    add_zone(work, ward)
    ticket = add_ticket(work, unit)
    rejudge_ticket(work, ticket)
    assert verdicts(work, ticket) == ["inside"]
    with work.begin() as tx:
        row = tx.session.get_one(Ticket, ticket)
        row.place = stored_place(FAR)
    rejudge_ticket(work, ticket)
    assert verdicts(work, ticket) == []


def test_a_ticket_that_came_in_meanwhile_is_found_in_the_background(work: Work, unit: Unit, ward: Authority) -> None:
    view = add_zone(work, ward, SQUARE)
    ticket = add_ticket(work, unit)
    assert verdicts(work, ticket) == []
    rejudge_zone(work, view.zone.id)
    assert verdicts(work, ticket) == ["inside"]
