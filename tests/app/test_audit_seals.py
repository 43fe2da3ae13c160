"""Events are sealed into chains: once each, in commit order, without holding anybody up."""

import threading
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from app.services import audit_seals
from app.services.audit_seals import lag, seal_due
from app.services.events import About, record
from app.services.work import Tx, Work
from app.storage import audit
from compliance.chain import SYSTEM_CHAIN, genesis, link
from tests.conftest import NOON
from tests.support.settled import settle
from tests.support.trails import SOMEBODY, Trail

pytestmark = pytest.mark.race


def write(work: Work, session: object, unit_id: UUID) -> UUID:
    """One event in a transaction that stays open."""
    tx = Tx(session, work.clock.now(), work.jobs)  # type: ignore[arg-type]
    return record(tx, SOMEBODY, "test.done", About("test", uuid4(), unit_id))


def test_each_event_gets_the_next_position_of_its_chain_and_a_link_that_follows_the_last(trail: Trail) -> None:
    ids = trail.sealed(3)
    links = trail.links()
    assert [(position, event_id) for position, event_id, _ in links] == list(enumerate(ids, 1))
    previous = genesis(trail.unit_id)
    with trail.work.look() as tx:
        rows = audit.list_links(tx.session, trail.unit_id, 0, 10)
    for row in rows:
        facts = audit.facts_in(row)
        assert facts is not None
        previous = link(previous, row.position, facts)
        assert previous == row.hash


def test_what_commits_late_is_sealed_in_commit_order_and_nothing_overtakes_it(trail: Trail) -> None:
    work = trail.work
    with work.sessions() as slow, work.sessions() as quick:
        early, late = write(work, slow, trail.unit_id), write(work, quick, trail.unit_id)
        quick.commit()
        seal_due(work)
        assert trail.links() == []
        slow.commit()
    trail.seal()
    assert [event_id for _, event_id, _ in trail.links()] == [early, late]


def test_to_seal_again_changes_nothing(trail: Trail) -> None:
    trail.sealed(2)
    before = trail.links()
    assert trail.seal() == 0
    assert trail.links() == before


def test_after_a_long_pause_all_is_sealed_whatever_fits_into_one_batch(trail: Trail) -> None:
    trail.seal()
    ids = trail.happen(7)
    trail.clock.advance(timedelta(days=3))
    settle(trail.work)
    seal_due(trail.work, batch=3)
    assert [event_id for _, event_id, _ in trail.links()] == ids
    assert trail.walk().fault is None


def test_a_sealer_that_dies_leaves_nothing_half_done(trail: Trail) -> None:
    ids = trail.happen(3)
    settle(trail.work)
    with trail.work.sessions() as dying:
        assert audit_seals._seal(Tx(dying, NOON, trail.work.jobs), 2) > 0
        dying.rollback()
    assert trail.links() == []
    trail.seal()
    assert [event_id for _, event_id, _ in trail.links()] == ids
    assert trail.walk().fault is None


def test_one_sealer_works_at_a_time_and_the_other_does_not_wait(trail: Trail) -> None:
    trail.happen(2)
    with trail.work.sessions() as first:
        assert audit.lock_sealer(first)
        assert trail.seal() == 0
    assert trail.seal() >= 2


def test_sealers_that_race_seal_every_event_once(trail: Trail) -> None:
    ids = trail.happen(20)
    settle(trail.work)
    threads = [threading.Thread(target=seal_due, args=(trail.work, 4)) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    trail.seal()
    assert [event_id for _, event_id, _ in trail.links()] == ids
    assert trail.walk().fault is None


def test_while_events_are_sealed_others_are_written(trail: Trail) -> None:
    trail.happen(2)
    settle(trail.work)
    with trail.work.sessions() as sealing:
        assert audit_seals._seal(Tx(sealing, NOON, trail.work.jobs), 100) > 0
        later = trail.happen(1)  # would hang if it had to wait
        sealing.commit()
    trail.seal()
    assert trail.links()[-1][1] == later[0]


def test_an_event_is_never_sealed_twice(trail: Trail) -> None:
    trail.sealed(1)
    again = (
        "INSERT INTO audit_seals SELECT chain_id, position + 1000, seq + 1000000, event_id, xid, hash FROM audit_seals"
        " WHERE chain_id = :chain"
    )
    with pytest.raises(IntegrityError, match="uq_audit_seals_event_id"):
        trail.as_owner(again, chain=trail.unit_id)


def test_events_of_no_unit_are_sealed_with_their_authority_and_others_with_the_system(trail: Trail) -> None:
    authority_id = uuid4()
    with trail.work.begin() as tx:
        theirs = record(tx, SOMEBODY, "zone.drafted", About("zone", uuid4(), authority_id=authority_id))
        ours = record(tx, SOMEBODY, "checklist.template_published", About("checklist_template", uuid4()))
    trail.seal()
    with trail.work.look() as tx:
        for chain_id, event_id in ((authority_id, theirs), (SYSTEM_CHAIN, ours)):
            assert audit.list_links(tx.session, chain_id, 0, 10_000)[-1].event_id == event_id


def test_the_lag_is_the_age_of_the_oldest_event_without_a_seal(trail: Trail) -> None:
    trail.seal()
    trail.happen()
    trail.clock.advance(timedelta(seconds=90))
    trail.happen()
    with trail.work.look() as tx:
        assert lag(tx) == timedelta(seconds=90)
    trail.seal()
    with trail.work.look() as tx:
        assert lag(tx) == timedelta(0)
