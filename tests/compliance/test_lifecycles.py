from itertools import pairwise, product

import pytest

from compliance.lifecycles import (
    ACTIVE_ASSIGNMENT,
    ALL,
    ASSIGNMENT,
    GATED,
    HELP,
    INCIDENT,
    MESSAGE,
    PERMIT,
    PUSH,
    ROLES,
    STARTED_ASSIGNMENT,
    TICKET,
    WORK_PERMIT,
    ZONE_VERSION,
    Lifecycle,
    Transition,
    _steps,
    check_path,
)

STATES = {
    TICKET: "new deferred assigned in_progress restored closed cancelled",
    ASSIGNMENT: "proposed assigned accepted en_route waiting_entry inside working restored exiting closed"
    " declined withdrawn aborted",
    PERMIT: "draft requested acknowledged approved denied revoked expired void withdrawn closed",
    PUSH: "queued handed_over delivered read failed",
    MESSAGE: "queued handed_over failed superseded",
    ZONE_VERSION: "draft published ended",
    INCIDENT: "open restored closed",
    WORK_PERMIT: "draft issued permitted handed_back closed cancelled",
    HELP: "asked accepted refused done cancelled",
}
FINAL = {
    TICKET: "closed cancelled",
    ASSIGNMENT: "closed declined withdrawn aborted",
    PERMIT: "denied revoked expired void withdrawn closed",
    PUSH: "read",
    MESSAGE: "handed_over failed superseded",
    ZONE_VERSION: "ended",
    INCIDENT: "",
    WORK_PERMIT: "closed cancelled",
    HELP: "refused done cancelled",
}
each_cycle = pytest.mark.parametrize("cycle", ALL, ids=lambda cycle: cycle.name)


def reachable(cycle: Lifecycle, start: str) -> set[str]:
    found, border = {start}, [start]
    while border:
        state = border.pop()
        ahead = {step.target for step in cycle.transitions if step.source == state} - found
        found |= ahead
        border.extend(ahead)
    return found


@each_cycle
def test_the_states_are_those_of_the_model(cycle: Lifecycle) -> None:
    assert cycle.states == set(STATES[cycle].split())


@each_cycle
def test_the_final_states_are_known(cycle: Lifecycle) -> None:
    assert {state for state in cycle.states if cycle.is_final(state)} == set(FINAL[cycle].split())


@each_cycle
def test_every_state_can_be_reached(cycle: Lifecycle) -> None:
    assert reachable(cycle, cycle.initial) == cycle.states


@each_cycle
def test_every_state_leads_to_an_end(cycle: Lifecycle) -> None:
    finals = set(FINAL[cycle].split()) or {"closed"}  # an incident ends with its tickets, and comes back with them
    assert all(reachable(cycle, state) & finals for state in cycle.states)


@each_cycle
def test_no_step_is_written_twice_or_leads_back_to_itself(cycle: Lifecycle) -> None:
    steps = [(step.source, step.target) for step in cycle.transitions]
    assert len(set(steps)) == len(steps)
    assert all(source != target for source, target in steps)


@each_cycle
def test_every_step_has_actors_and_an_event_named_after_its_subject(cycle: Lifecycle) -> None:
    family = "zone" if cycle is ZONE_VERSION else cycle.name
    for step in cycle.transitions:
        assert step.actors
        assert step.actors <= ROLES
        assert step.event.startswith(f"{family}.")


@each_cycle
def test_every_source_target_and_role_gets_the_answer_of_the_table(cycle: Lifecycle) -> None:
    table = {(step.source, step.target): step for step in cycle.transitions}
    for source, target, role in product(cycle.states, cycle.states, ROLES):
        step, decision = table.get((source, target)), cycle.check(source, target, {role})
        assert cycle.find(source, target) is step
        assert (target in cycle.targets(source, role)) is decision.allowed
        if step is None:
            assert decision.codes == ("lifecycle.not_allowed",)
            assert decision.reasons[0].params == {"subject": cycle.name, "source": source, "target": target}
        elif role in step.actors:
            assert decision.allowed
        else:
            assert decision.codes == ("lifecycle.role_not_allowed",)
            assert decision.reasons[0].params == {"subject": cycle.name, "source": source, "target": target}


@each_cycle
def test_an_auditor_changes_nothing(cycle: Lifecycle) -> None:
    assert not any(cycle.targets(state, "auditor") for state in cycle.states)


def test_one_role_of_several_is_enough() -> None:
    assert ASSIGNMENT.check("assigned", "accepted", ["auditor", "worker"]).allowed


def test_a_state_of_another_subject_is_an_error() -> None:
    with pytest.raises(ValueError, match="no state 'inside'"):
        TICKET.is_final("inside")


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(
            "proposed assigned accepted en_route waiting_entry inside working restored exiting closed", id="in a zone"
        ),
        pytest.param("proposed assigned accepted en_route working restored closed", id="outside zones"),
        pytest.param("accepted en_route working exiting closed", id="a zone appeared around the crew"),
        pytest.param("waiting_entry inside exiting aborted", id="turned round inside"),
        pytest.param("waiting_entry en_route working", id="the zone ended while waiting"),
    ],
)
def test_a_worker_or_dispatcher_can_take_the_whole_path(path: str) -> None:
    states = path.split()
    for source, target in pairwise(states):
        assert ASSIGNMENT.check(source, target, {"worker", "dispatcher"}).allowed, (source, target)


def test_only_the_crew_itself_passes_the_gate() -> None:
    into_gated = [step for step in ASSIGNMENT.transitions if step.target in GATED]
    assert {(step.source, step.target) for step in into_gated} == {
        ("waiting_entry", "inside"),
        ("inside", "working"),
        ("en_route", "working"),
    }
    assert all(step.actors == {"worker"} for step in into_gated)


@pytest.mark.parametrize("end", ["withdrawn", "aborted", "closed", "declined"])
def test_nobody_who_is_inside_vanishes_without_an_exit(end: str) -> None:
    assert ASSIGNMENT.find("inside", end) is None


@pytest.mark.parametrize("source", ["proposed", "assigned", "accepted", "en_route", "waiting_entry", "working"])
def test_the_desk_withdraws_what_is_not_restored(source: str) -> None:
    assert ASSIGNMENT.check(source, "withdrawn", {"dispatcher"}).allowed


def test_after_restoration_nothing_is_withdrawn() -> None:
    assert ASSIGNMENT.find("restored", "withdrawn") is None


def test_an_assignment_is_declined_before_it_is_accepted_only() -> None:
    assert [step.source for step in ASSIGNMENT.transitions if step.target == "declined"] == ["assigned"]


def test_an_active_assignment_is_any_that_has_not_ended() -> None:
    assert ASSIGNMENT.states - ACTIVE_ASSIGNMENT == set(FINAL[ASSIGNMENT].split())
    assert ACTIVE_ASSIGNMENT - {"proposed", "assigned", "accepted"} == STARTED_ASSIGNMENT
    assert GATED < STARTED_ASSIGNMENT


def test_only_the_authority_answers_a_permit_or_whoever_notes_what_it_said() -> None:
    answers = {"acknowledged", "approved", "denied", "revoked"}
    assert all(step.actors == {"liaison", "recorder"} for step in PERMIT.transitions if step.target in answers)


def test_a_late_word_of_the_phone_beats_a_failed_push() -> None:
    assert PUSH.check("failed", "delivered", {"worker"}).allowed


def test_a_published_zone_version_is_only_ended() -> None:
    assert [step.target for step in ZONE_VERSION.transitions if step.source == "published"] == ["ended"]


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        ("en_route", "working", "lifecycle.entry_first"),
        ("restored", "closed", "lifecycle.exit_first"),
        ("working", "aborted", "lifecycle.exit_first"),
        ("working", "withdrawn", "lifecycle.exit_first"),
    ],
)
def test_in_a_zone_neither_entry_nor_exit_is_skipped(source: str, target: str, code: str) -> None:
    (refusal,) = check_path(source, target, in_zone=True).reasons
    assert (refusal.code, refusal.params) == (code, {"source": source, "target": target})
    assert check_path(source, target, in_zone=False).allowed


@pytest.mark.parametrize("step", ASSIGNMENT.transitions, ids=lambda step: f"{step.source}-{step.target}")
def test_in_a_zone_a_crew_ends_its_job_from_inside_only_by_exiting(step: Transition) -> None:
    was_inside = step.source in {"inside", "working", "restored"}
    if was_inside and ASSIGNMENT.is_final(step.target):
        assert not check_path(step.source, step.target, in_zone=True).allowed
    elif (step.source, step.target) != ("en_route", "working"):
        assert check_path(step.source, step.target, in_zone=True).allowed


def test_a_line_of_a_table_stands_for_every_pair_of_its_states() -> None:
    who = frozenset({"worker"})
    assert _steps("a b", "c d", ["worker"], "x.done") == tuple(
        Transition(source, target, who, "x.done") for source in "ab" for target in "cd"
    )
