"""What the machine makes of tickets: which come together, what it never does, and how incidents follow them."""

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.clock import ManualClock
from app.schema.events import Event
from app.schema.incidents import Incident, IncidentTicket
from app.services import incident_undo, incidents, tickets
from app.services.incident_grouping import group_ticket
from app.services.incident_views import get_incident
from app.services.work import Work
from tests.support.booking import at_once
from tests.support.incidents import Office, make_office
from tests.support.queue import take_jobs


@pytest.fixture
def office(work: Work) -> Office:
    return make_office(work)


def incident(office: Office, ticket_id: UUID) -> Incident:
    brief = office.incident_of(ticket_id)
    assert brief is not None
    return get_incident(office.work, office.dispatcher, brief.incident_id).incident


def test_one_report_is_no_incident(office: Office) -> None:
    assert office.incident_of(office.told(transformer="T1")) is None


def test_two_reports_of_one_transformer_become_an_incident_with_a_number_of_its_own(office: Office) -> None:
    first, second = office.told(transformer="T1", customers=40), office.told(transformer="T1", east_m=300)
    assert office.together(first, second)
    found = incident(office, first)
    assert (found.number, found.cause, found.element, found.state) == ("DN-I26-000001", "transformer", "T1", "open")
    assert (found.customers, found.evidence["reports"], found.settled) == (40, 2, False)


def test_each_joining_is_told_by_the_ticket_and_by_the_incident(office: Office) -> None:
    first, second = office.told(transformer="T1"), office.told(transformer="T1")
    with office.work.look() as tx:
        told = tx.session.execute(
            select(Event.verb, Event.ticket_id, Event.actor, Event.unit_id).where(Event.subject_kind == "incident")
        ).all()
    assert {(row.verb, row.ticket_id) for row in told} == {
        ("incident.opened", None), ("incident.ticket_joined", first), ("incident.ticket_joined", second),
    }  # fmt: skip
    assert {(row.actor, row.unit_id) for row in told} == {("system:grouping", office.unit.id)}


def test_a_second_transformer_of_the_feeder_turns_the_suspicion_to_the_feeder(office: Office) -> None:
    under_one = [office.told(transformer="T1", feeder="F") for _ in range(2)]
    other = office.told(transformer="T2", feeder="F", east_m=5000)
    assert office.together(*under_one, other)
    assert (incident(office, other).cause, incident(office, other).element) == ("feeder", "F")


def test_incidents_that_turn_out_to_be_one_are_united(office: Office) -> None:
    apart = [
        [office.told(transformer=name, feeder=feeder) for _ in range(2)] for name, feeder in (("T1", "F"), ("T2", ""))
    ]
    merged = incident(office, apart[1][0]).id
    _correct(office, apart[1][0], feeder="F")
    assert office.together(*apart[0], *apart[1])
    with office.work.look() as tx:
        gone = tx.session.get_one(Incident, merged)
        assert (gone.state, gone.merged_into) == ("closed", incident(office, apart[0][0]).id)


def test_reports_that_know_no_element_come_together_by_their_crowd(office: Office) -> None:
    crowd = [office.told(east_m=100 * number) for number in range(3)]
    assert office.together(*crowd)
    assert (incident(office, crowd[0]).cause, incident(office, crowd[0]).element) == ("area", None)


def test_a_fourth_joins_the_crowd(office: Office) -> None:
    crowd = [office.told(east_m=100 * number) for number in range(4)]
    assert office.together(*crowd)


@pytest.mark.parametrize(
    "other", [{"work_type": "new_connection"}, {"transformer": "T2"}], ids=["other work", "other transformer"]
)
def test_what_has_another_cause_stays_alone(office: Office, other: dict[str, str]) -> None:
    first, second = office.told(transformer="T1"), office.told(**({"transformer": "T1"} | other))
    assert office.incident_of(first) is None
    assert office.incident_of(second) is None


def test_units_do_not_share_incidents(office: Office) -> None:
    other = make_office(office.work, "HUE")
    assert other.incident_of(office.told(transformer="T1")) is None
    assert other.incident_of(other.told(transformer="T1")) is None


def test_jobs_that_run_twice_change_nothing(office: Office) -> None:
    first = office.told(transformer="T1")
    second = office.told(transformer="T1")
    before = incident(office, first)
    for ticket_id in (first, second, first):
        group_ticket(office.work, ticket_id)
    after = incident(office, first)
    assert (after.id, after.evidence) == (before.id, before.evidence)
    with office.work.look() as tx:
        assert tx.session.scalar(select(func.count()).select_from(IncidentTicket)) == 2


def test_a_ticket_that_is_gone_meanwhile_is_no_matter(office: Office) -> None:
    group_ticket(office.work, office.unit.id)
    assert take_jobs(office.work) == []


def test_a_corrected_ticket_counts_anew(office: Office) -> None:
    first, second = office.told(transformer="T1", customers=1), office.told(transformer="T1", customers=1)
    _correct(office, second, customers_affected=70)
    assert incident(office, first).customers == 70


def test_what_a_person_took_out_the_machine_leaves_alone(office: Office) -> None:
    kept, out = office.told(transformer="T1"), office.told(transformer="T1")
    incidents.remove_tickets(office.work, office.dispatcher, incident(office, kept).id, [out])
    third = office.told(transformer="T1")
    group_ticket(office.work, out)
    assert office.incident_of(out) is None
    assert office.together(kept, third)


def test_what_a_person_split_the_machine_does_not_unite(office: Office) -> None:
    one, two, three = (office.told(transformer=f"T{number}", feeder="F") for number in range(3))
    whole = incident(office, one)
    incidents.split(office.work, office.dispatcher, whole.id, whole.version, [three])
    fourth = office.told(transformer="T2", feeder="F")
    assert office.together(one, two)
    assert office.together(three, fourth)
    assert not office.together(one, three)


def test_what_a_person_took_back_the_machine_does_not_do_again(office: Office) -> None:
    first, second = office.told(transformer="T1"), office.told(transformer="T1")
    view = get_incident(office.work, office.dispatcher, incident(office, first).id)
    incident_undo.undo(office.work, office.dispatcher, view.incident.id, view.steps[0].id)
    group_ticket(office.work, first)
    assert office.incident_of(first) is None
    assert office.incident_of(second) is None


def test_an_incident_is_restored_with_the_last_of_its_tickets_and_comes_back_with_any(
    office: Office, clock: ManualClock
) -> None:
    first, second = office.told(transformer="T1"), office.told(transformer="T1")
    move = partial(tickets.move_ticket, office.work, office.dispatcher)
    move(first, "restored", None)
    assert incident(office, first).state == "open"
    clock.advance(timedelta(minutes=5))
    move(second, "restored", None)
    assert (incident(office, first).state, incident(office, first).restored_at) == ("restored", clock.now())
    move(first, "new", "still dark")
    assert (incident(office, first).state, incident(office, first).restored_at) == ("open", None)


def test_an_incident_is_closed_with_its_tickets(office: Office) -> None:
    first, second = office.told(transformer="T1"), office.told(transformer="T1")
    move = partial(tickets.move_ticket, office.work, office.dispatcher)
    move(second, "cancelled", "reported twice")
    move(first, "restored", None)
    move(first, "closed", None)
    assert incident(office, first).state == "closed"


def test_a_report_after_the_end_is_a_new_trouble(office: Office) -> None:
    before = [office.told(transformer="T1") for _ in range(2)]
    for ticket_id in before:
        tickets.move_ticket(office.work, office.dispatcher, ticket_id, "restored", None)
    after = [office.told(transformer="T1") for _ in range(2)]
    assert office.together(*after)
    assert not office.together(before[0], after[0])
    tickets.move_ticket(office.work, office.dispatcher, before[0], "new", "still dark")
    assert incident(office, before[0]).settled  # two for one device: a person says whether they are one


def test_an_incident_counts_once_and_its_most_urgent_ticket_leads(office: Office) -> None:
    office.told(transformer="T1", customers=80)
    second = office.told(transformer="T1")
    with office.work.begin() as tx:
        tx.session.get_one(tickets.Ticket, second).priority_class = 1
    brief = office.incident_of(second)
    assert brief is not None
    assert (brief.lead_ticket_id, brief.customers, brief.tickets) == (second, 80, 2)


def _correct(office: Office, ticket_id: UUID, **changes: object) -> None:
    version = tickets.get_ticket(office.work, office.dispatcher, ticket_id).ticket.version
    tickets.change_ticket(office.work, office.dispatcher, ticket_id, version, changes)
    office.group()


@pytest.mark.race
def test_tickets_of_the_same_moment_found_one_incident(committed: Work) -> None:
    office = make_office(committed)
    for name in ("T1", "T2", "T3"):
        taken = [office.take(transformer=name) for _ in range(6)]
        take_jobs(committed)
        told = at_once([partial(group_ticket, committed, each) for each in taken])
        assert not [each for each in told if each is not None]
        assert office.together(*taken)
    with committed.look() as tx:
        assert tx.session.scalar(select(func.count()).select_from(Incident)) == 3


@pytest.mark.race
def test_supply_that_comes_back_while_tickets_are_grouped_is_not_forgotten(committed: Work) -> None:
    office = make_office(committed)
    for number in range(6):
        first, second = (office.take(transformer=f"T{number}") for _ in range(2))
        take_jobs(committed)
        back = partial(tickets.move_ticket, committed, office.dispatcher, second, "restored", None)
        told = at_once([partial(group_ticket, committed, first), back])
        assert not [each for each in told if isinstance(each, Exception)]
        brief = office.incident_of(first)
        assert brief is None or brief.state == "open"
        tickets.move_ticket(committed, office.dispatcher, first, "restored", None)
        brief = office.incident_of(first)
        assert brief is None or brief.state == "restored"
