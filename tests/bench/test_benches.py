"""The benchmarks run, on a few rows and without a limit of time, so that they do not rot."""

import pytest

from bench import __main__ as program
from bench import audit, board, candidates, exposures, intake, phones, pushes, travel, zone_change, zones


def test_intake_writes_by_http_and_by_both_floors() -> None:
    found = intake.measure(intake.Sizes.quick())
    assert set(found) == set(intake.KINDS)
    assert all(each.per_second > 0 and each.p50_ms <= each.p99_ms for rounds in found.values() for each in rounds)


def test_a_changed_zone_has_its_tickets_judged_before_the_answer() -> None:
    sizes = zone_change.Sizes.quick()
    changes, left = zone_change.measure(sizes)
    assert len(changes) == sizes.changes
    assert all(0 < change.judging_ms < change.whole_ms for change in changes)
    assert left.events >= sizes.changes
    assert left.jobs >= sizes.changes


def test_zones_are_judged_in_memory_and_in_the_database() -> None:
    sizes = zones.Sizes.quick()
    found = [*zones.in_memory(sizes), *zones.in_database(sizes)]
    assert len(found) == 5
    assert all(line.each_us > 0 and line.floor_us > 0 for line in found)


def test_candidates_are_explained_in_memory_and_by_the_service() -> None:
    sizes = candidates.Sizes.quick()
    found = [*candidates.in_memory(sizes), *candidates.in_service(sizes)]
    assert len(found) == 5
    assert all(0 < line.least_ms <= line.median_ms for line in found)


def test_a_board_is_read_planned_and_committed() -> None:
    found = board.measure(board.Sizes.quick())
    assert len(found.found) == 5
    assert found.lines > 0
    assert all(wall > 0 for wall, _ in found.found.values())


def test_an_audit_trail_is_sealed_verified_and_measured_against_its_floor() -> None:
    sizes = audit.Sizes.quick()
    found = audit.measure(sizes)
    assert min(found.seal_seconds, found.verify_seconds, found.floor_seconds, found.mib) > 0
    assert "300 events in 3 chains" in audit.report(sizes, found)


def test_phones_pull_and_push_and_so_they_do_where_nothing_is_done() -> None:
    sizes = phones.Sizes.quick()
    found = phones.measure(sizes)
    assert set(found) == set(phones.SIDES)
    assert all(turn.took_ms[kind] for turn in found.values() for kind in phones.KINDS)
    assert "Phones: 6" in phones.report(sizes, found)


def test_pushes_are_sent_by_firebase_alone_and_by_cordon() -> None:
    found = pushes.measure(pushes.Sizes.quick())
    assert set(found) == set(pushes.KINDS)
    assert all(turn.wall_ms > 0 for turns in found.values() for turn in turns)
    assert "60 each way" in pushes.report(pushes.Sizes.quick(), found)


def test_stays_are_traced_and_measured_against_their_floors() -> None:
    sizes = exposures.Sizes.quick()
    found = exposures.measure(sizes)
    assert len(found) == 7
    assert all(each.ms and min(each.ms) > 0 for each in found)
    assert found[0].found >= exposures.CREW_SIZE - 1
    assert "240 stays of 24 workers in 3 zones" in exposures.report(sizes, found)


def test_travel_times_are_got_in_every_way() -> None:
    found = travel.run(travel.Sizes.quick())
    assert found.startswith("**grid city 12 x 12**")
    assert found.count("20 x 20, ") >= 5
    assert "a road closes" in found


def test_the_program_takes_sizes_and_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    program.main(["zones", "--quick", "--places", "40"])
    assert "30 zones, 40 places together" in capsys.readouterr().out
