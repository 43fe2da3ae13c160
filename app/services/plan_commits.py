"""Committing a plan: each chosen line is looked at again by the rules of now; what no longer holds says why.

One transaction. Tickets, crews and assignments are locked in this order, so that nobody books past us; what can be
known is settled before anything is written, and the database's own rules have the last word.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from app.access import Subject, Verb
from app.errors import BusyError, ConflictError, CordonError, InvalidError
from app.schema.plans import Plan, PlanLine
from app.services import crews
from app.services.crews import CrewView
from app.services.plan_checks import Checks, World
from app.services.plan_views import PlanView, view
from app.services.plan_writes import Write, write_all
from app.services.plans import check_open, close, found_plan
from app.services.work import Tx, Work, again, translated
from app.storage import plans
from compliance.reasons import Reason

STALE = frozenset({"plan.zones_changed", "plan.ticket_changed", "plan.assignment_gone", "plan.crew_agreed"})
"""Reasons that say that the board is no longer the one that was planned."""

OPEN = frozenset({"proposed", "partly_committed"})


@dataclass(frozen=True)
class Choice:
    """Which lines: all of them, or these."""

    line_ids: frozenset[UUID] = frozenset()
    everything: bool = False


@again
def commit(work: Work, subject: Subject, plan_id: UUID, choice: Choice) -> PlanView:
    """Commit all or some lines of a plan.

    Lines of the same crews that only keep, reorder or retime a job go along: they make the room. Each line's state
    and reasons in the answer say what became of it.

    Raises:
        NotFoundError: no plan that the subject may commit.
        InvalidError: a line is not the plan's.
        ConflictError: the plan was discarded, superseded or committed before.
    """
    scope = subject.scope(Verb.PLANS_WRITE)
    with work.begin() as tx:
        plan = found_plan(plans.find(tx.session, scope, plan_id, for_update=True))
        check_open(plan, OPEN)
        lines = plans.list_lines(tx.session, plan.id)
        commit_lines(work, tx, subject, _chosen(lines, choice))
        settle(tx, subject, plan, lines)
        return view(tx, plan)


def commit_lines(work: Work, tx: Tx, subject: Subject, lines: Collection[PlanLine], *, equip: bool = True) -> None:
    """Commit lines inside an open transaction; each one's state, reasons and assignment say what became of it.

    ``equip`` refuses lines whose crew would go without protective equipment.

    Raises:
        BusyError: somebody booked the same people meanwhile, past the crews that are locked here.
    """
    scope = subject.scope(Verb.ASSIGNMENTS_WRITE)
    tickets = plans.lock_tickets(tx.session, scope, {line.ticket_id for line in lines})
    rows = plans.lock_crews(tx.session, scope, {line.crew_id for line in lines})
    held = plans.lock_assignments(tx.session, tickets)
    views: dict[UUID, CrewView] = {each.crew.id: each for each in crews.view_all(tx, list(rows.values()))}
    world = World(tickets, views, held)
    checks = Checks(work, tx, world, lines, equip)
    refused = dict(checks.run())
    plans.defer_planned(tx.session)
    groups = _by_ticket(line for line in lines if line.id not in refused)
    writes = [[Write(line, checks.times[line.id]) for line in group] for group in groups]
    if writes:
        _Writing(work, tx, subject, world, refused).write(writes)
    try:
        plans.check_planned(tx.session)
    except IntegrityError as error:
        raise BusyError("others booked the same people at the same time; try again") from error
    for line in lines:
        _note(line, refused.get(line.id))
    tx.session.flush()


@dataclass(frozen=True)
class _Writing:
    work: Work
    tx: Tx
    subject: Subject
    world: World
    refused: dict[UUID, tuple[Reason, ...]]

    def write(self, groups: Sequence[list[Write]]) -> None:
        """Write what can be written of these, which are the lines of one ticket each.

        All at once where nothing stands against it, as usual, for a statement costs much the same for one line as for
        a hundred. Else each half on its own, down to the ticket: its lines are refused together, and no others.
        """
        try:
            with self.tx.session.begin_nested():
                write_all(self.work, self.tx, self.subject, [each for group in groups for each in group], self.world)
        except IntegrityError as error:
            self._part(groups, translated(error))
        except ConflictError as error:
            self._part(groups, error)

    def _part(self, groups: Sequence[list[Write]], error: CordonError) -> None:
        half = len(groups) // 2
        if half:
            self.write(groups[:half])
            self.write(groups[half:])
            return
        for each in groups[0]:
            self.refused[each.line.id] = error.reasons or (Reason(error.code),)


def _note(line: PlanLine, why: tuple[Reason, ...] | None) -> None:
    if why is None:
        line.state, line.reasons = "committed", []
        return
    line.state = "stale" if STALE & {each.code for each in why} else "refused"
    line.reasons = [each.as_json() for each in why]


def _by_ticket(lines: Iterable[PlanLine]) -> Iterable[list[PlanLine]]:
    """Lines of one ticket together; tickets that lose a crew first, for they make room."""
    groups: dict[UUID, list[PlanLine]] = {}
    for line in sorted(lines, key=lambda each: (each.kind != "dropped", each.position, each.entry_at)):
        groups.setdefault(line.ticket_id, []).append(line)
    return groups.values()


def _chosen(lines: Collection[PlanLine], choice: Choice) -> list[PlanLine]:
    """The lines asked for, and those of the same crews that make room for them."""
    waiting = [line for line in lines if line.state != "committed"]
    if choice.everything:
        return waiting
    unknown = choice.line_ids - {line.id for line in lines}
    if unknown:
        raise InvalidError.of("line_ids", "unknown", f"{min(unknown)} is no line of this plan", "name lines of it")
    asked = {line.crew_id for line in waiting if line.id in choice.line_ids and line.kind != "dropped"}
    return [
        line
        for line in waiting
        if line.id in choice.line_ids or (line.crew_id in asked and line.kind in ("kept", "retimed", "reordered"))
    ]


def settle(tx: Tx, subject: Subject, plan: Plan, lines: Collection[PlanLine]) -> None:
    """Note what became of the plan as a whole."""
    done = [line for line in lines if line.state == "committed"]
    changes = [line for line in lines if line.kind != "kept"]
    if not done:
        return
    whole = all(line.state == "committed" for line in changes)
    told = {
        "committed": sum(line.kind != "kept" for line in done),
        "refused": sum(line.state in ("refused", "stale") for line in lines),
    }
    close(tx, subject, plan, "committed" if whole else "partly_committed", told)
