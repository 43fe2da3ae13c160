"""Whole storms, small enough to be reckoned by hand, through the real services."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from app.services.work import Work
from app.simulation.desks import TALK_S
from app.simulation.generator import Size, disc, generate
from app.simulation.planning import Engine, ZoneBlind
from app.simulation.policies import Greedy, Nearest, Policy
from app.simulation.storm import Outage, Squad, StormZone
from app.storage import simulation
from app.storage.simulation import TicketTimes
from geo.places import Place
from tests.conftest import NOON
from tests.support.booking import broken_rules
from tests.support.databases import Server
from tests.support.storms import AROUND, HOME, call, stage, storm

TO_WORK_S = TALK_S + 5 + 1 + 2 + 60 + 11 * 10
"""A fault at the crew's door: told, decided, the worker's job, the push, reaction, eleven lines of two checklists."""
FAR = Place(108.3, 16.05)
QUARANTINE = StormZone("Z1", "infectious_human", disc(HOME, 800), 0.0, 7000.0)


def _tickets(work: Work) -> dict[str, TicketTimes]:
    with work.look() as tx:
        return {each.key: each for each in simulation.list_tickets(tx.session, "simulation")}


def _crews(work: Work) -> dict[str, str]:
    """Which crew restored each ticket."""
    query = """SELECT t.external_id, c.code FROM assignments a JOIN tickets t ON t.id = a.ticket_id
        JOIN crews c ON c.id = a.crew_id WHERE a.restored_at IS NOT NULL"""
    with work.look() as tx:
        return {row[0]: row[1] for row in tx.session.execute(text(query))}


def _after(moment: datetime | None) -> float:
    assert moment is not None
    return (moment - NOON).total_seconds()


def test_a_fault_takes_what_its_parts_take_and_the_most_urgent_comes_next(server: Server, migrated: str) -> None:
    """A stands at the door; B and then, ten seconds later, C with a wire down come in while the crew works on it."""
    calls = (call("A"), call("B", 300), call("C", 310, hazards=("wire_down",)))
    with stage(server, migrated, storm(calls, hours=0.55)) as set_up:
        figures = set_up.play(Nearest())
        done = _tickets(set_up.work)
    assert _after(done["A"].begun_at) == pytest.approx(TO_WORK_S)
    assert _after(done["A"].restored_at) == pytest.approx(TO_WORK_S + 600)
    assert _after(done["C"].begun_at) < _after(done["B"].begun_at)
    restored_s = [_after(done[key].restored_at) - at_s for key, at_s in (("A", 0), ("C", 310))]
    assert figures.customer_minutes == pytest.approx(10 * (sum(restored_s) + 0.55 * 3600 - 300) / 60)
    assert (figures.restored, figures.driven_km, figures.stays, figures.gate_refusals) == (2, 0, 0, 0)


def test_the_earliest_start_may_be_that_of_a_crew_about_to_be_free(server: Server, migrated: str) -> None:
    """S1 is at A for some minutes more when B comes in next door; S2, free, would drive for half an hour."""
    squads = (Squad("S1", HOME), Squad("S2", FAR))
    calls = (call("A"), call("B", 300))
    found = {}
    for policy in (Nearest(), Greedy()):
        with stage(server, migrated, storm(calls, squads, hours=1.2)) as set_up:
            set_up.play(policy)
            found[policy.name] = _crews(set_up.work)
    assert found == {"nearest": {"A": "S1", "B": "S2"}, "greedy": {"A": "S1", "B": "S1"}}


def test_into_a_zone_nobody_goes_before_the_authority_has_said_yes(server: Server, migrated: str) -> None:
    with stage(server, migrated, storm((call("A", 60),), zones=(QUARANTINE,), hours=1.5)) as set_up:
        figures = set_up.play(Nearest())
        entered, decided, complete = _entry(set_up.work)
    assert entered >= decided
    assert entered >= complete
    assert (figures.restored, figures.stays) == (1, 2)
    assert figures.exposure_minutes > 2 * (10 + 10)  # two people: the work, and the disinfectant's contact time
    assert figures.permits == {"closed": 1}


def _entry(work: Work) -> tuple[datetime, datetime, datetime]:
    query = """SELECT a.entered_at, p.decided_at, max(c.completed_at) FROM assignments a
        JOIN entry_permits p ON p.assignment_id = a.id
        JOIN checklists c ON c.assignment_id = a.id AND c.purpose IN ('briefing', 'entry') AND c.state <> 'void'
        GROUP BY a.id, p.id"""
    with work.look() as tx:
        row = tx.session.execute(text(query)).one()
        return row[0], row[1], row[2]


def test_a_phone_that_is_out_tells_later_what_was_done_and_when(server: Server, migrated: str) -> None:
    """It falls silent while they drive up and speaks again after an hour; the work went on meanwhile."""
    out = {"S1": (Outage(TO_WORK_S - 50, 3600.0),)}
    with stage(server, migrated, storm((call("A"),), silent=out, hours=1.1)) as set_up:
        figures = set_up.play(Nearest())
        only = _tickets(set_up.work)["A"]
        with set_up.work.look() as tx:
            told = tx.session.execute(text("SELECT working_at, closed_at FROM assignments")).one()
    assert _after(only.restored_at) == pytest.approx(TO_WORK_S + 600)
    assert figures.customer_minutes == pytest.approx(10 * (TO_WORK_S + 600) / 60)
    assert told[0] == told[1] == NOON + timedelta(hours=1)


def test_what_zones_cost_is_seen_by_the_engine_and_not_by_its_blind_twin(server: Server, migrated: str) -> None:
    """One crew, two faults alike: A in a quarantine where entry takes a while, B outside and a little farther."""
    calls = (call("A", 60), call("B", 60, Place(108.215, 16.05)))
    first = {}
    for policy in (Engine(rounds=50), ZoneBlind(rounds=50)):
        with stage(server, migrated, storm(calls, zones=(QUARANTINE,), hours=0.7)) as set_up:
            set_up.play(policy)
            begun = {key: each.begun_at for key, each in _tickets(set_up.work).items() if each.begun_at}
            first[policy.name] = min(begun, key=begun.__getitem__)
    assert first == {"engine": "B", "engine-no-zones": "A"}


SMALL = generate(5, Size(hours=2, tickets=3, crews=2, zones=2, silent_share=0.5), disc(HOME, 4000))


def test_the_same_storm_twice_comes_to_the_same_and_breaks_no_rule(server: Server, migrated: str) -> None:
    found = []
    for _ in range(2):
        with stage(server, migrated, SMALL, plain=False) as set_up:
            figures = set_up.play(Greedy())
            assert broken_rules(set_up.work) == []
            assert _trespassers(set_up.work) == []
            found.append(figures)
    assert found[0] == found[1]
    assert found[0].lost_so_far[-1] == pytest.approx(found[0].customer_minutes)
    assert found[0].restored == sum(each.restored for each in found[0].classes)


_TRESPASSERS = """
SELECT a.number FROM assignments a
JOIN exposures e ON e.assignment_id = a.id JOIN zone_versions v ON v.id = e.zone_version_id
WHERE e.entered_at = a.entered_at AND (
  (v.permit_needed AND NOT EXISTS (SELECT FROM entry_permits p WHERE p.assignment_id = a.id AND p.zone_id = e.zone_id
     AND p.decided_at <= e.entered_at AND p.state <> 'denied'))
  OR EXISTS (SELECT FROM unnest(v.entry_templates || ARRAY['tailboard']) AS code WHERE NOT EXISTS (
     SELECT FROM checklists c
     WHERE c.assignment_id = a.id AND c.template_code = code AND c.completed_at <= e.entered_at))
)"""


def _trespassers(work: Work) -> list[str]:
    """Jobs on which somebody went through a gate without the permit or the lists that the zone asks for."""
    with work.look() as tx:
        return list(tx.session.scalars(text(_TRESPASSERS)))


@pytest.mark.long
@pytest.mark.parametrize("policy", [Nearest(), Greedy(), Engine(), ZoneBlind()], ids=lambda p: p.name)
def test_a_bigger_storm_breaks_no_rule_under_any_policy(server: Server, migrated: str, policy: Policy) -> None:
    size = Size(hours=4, tickets=15, crews=4, zones=3, silent_share=0.5)
    with stage(server, migrated, replace(generate(11, size, AROUND)), plain=False) as set_up:
        figures = set_up.play(policy)
        assert broken_rules(set_up.work) == []
        assert _trespassers(set_up.work) == []
        assert figures.tickets == 15
        assert figures.lost_so_far[-1] == pytest.approx(figures.customer_minutes)
