"""Taking a committed plan back: a plan of its own that puts every job where it was, by the same checks."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from app.access import Subject, Verb
from app.errors import ConflictError
from app.schema.assignments import Assignment
from app.schema.plans import Plan, PlanLine
from app.schema.tickets import Ticket
from app.services import judgements, plan_commits
from app.services.events import record
from app.services.plan_lines import STAY
from app.services.plan_views import PlanView, view
from app.services.plans import about, check_open, close, found_plan
from app.services.ticket_digests import digest_of
from app.services.work import Tx, Work, again
from app.storage import assignments, plans
from compliance.zones import ZoneInForce, in_force_at

BACK = {"new": "dropped", "dropped": "new", "moved": "moved"}
"""What takes a line of this kind back; jobs that stayed with their crew are planned for their old time."""


@again
def undo(work: Work, subject: Subject, plan_id: UUID) -> PlanView:
    """Put back what a committed plan changed. What crews have begun or agreed to since stays; its line says so.

    Returns:
        The plan that did it; each of its lines is committed or says why it could not be.

    Raises:
        NotFoundError: no plan that the subject may change.
        ConflictError: the plan was not committed, or nothing of it is left to be taken back.
    """
    scope = subject.scope(Verb.PLANS_WRITE)
    with work.begin() as tx:
        plan = found_plan(plans.find(tx.session, scope, plan_id, for_update=True))
        check_open(plan, ("committed", "partly_committed"))
        done = [line for line in plans.list_lines(tx.session, plan.id) if line.state == "committed"]
        back = _keep(tx, subject, plan)
        lines = list(_lines(tx, back, done))
        if not lines:
            raise ConflictError("nothing of this plan is left to be taken back", code="plan.nothing_to_undo")
        tx.session.add_all(lines)
        tx.session.flush()
        plan_commits.commit_lines(work, tx, subject, lines, equip=work.settings.ppe_shortage_refuses)
        plan_commits.settle(tx, subject, back, lines)
        back.counts = back.counts | {kind: sum(line.kind == kind for line in lines) for kind in KINDS}
        plan.superseded_by = back.id
        close(tx, subject, plan, "undone", {"by": str(back.id)})
        return view(tx, back)


KINDS = ("kept", "new", "moved", "reordered", "retimed", "dropped")


def _keep(tx: Tx, subject: Subject, plan: Plan) -> Plan:
    """The plan that takes another one back; its worth is the other's, exchanged."""
    value, compared = plan.value, plan.compared
    back = Plan(
        unit_id=plan.unit_id,
        kind="undo",
        made_at=tx.now,
        made_by=subject.user_id,
        made_by_name=subject.name,
        fingerprint=plan.fingerprint,
        settings=plan.settings,
        value={"plan": value["today"], "today": value["plan"]},
        compared={"plan": compared["today"], "today": compared["plan"]},
        counts=plan.counts | dict.fromkeys(KINDS, 0),
        left_out=[],
        rounds=0,
        seconds=0.0,
        snapshot=plan.snapshot,
    )
    tx.session.add(back)
    tx.session.flush()
    record(tx, subject, "plan.proposed", about(back), payload={"kind": "undo", "of": str(plan.id)})
    return back


def _lines(tx: Tx, back: Plan, done: Iterable[PlanLine]) -> Iterable[PlanLine]:
    rows = list(done)
    tickets = assignments.tickets_by_id(tx.session, {line.ticket_id for line in rows})
    held = assignments.list_active_of(tx.session, tickets)
    active = {each.id: each for rows_of_one in held.values() for each in rows_of_one}
    zones = judgements.zones_of(tx, tickets.keys())
    for line in rows:
        now = active.get(line.assignment_id) if line.assignment_id else None
        if line.kind in STAY and (now is None or line.was is None or _same(now, line)):
            continue
        there = [hit.zone for hit in zones[line.ticket_id]]
        yield _line(back, line, now, tickets[line.ticket_id], there)


def _same(now: Assignment, line: PlanLine) -> bool:
    """Whether a job stands at the time at which it stood before."""
    return line.was is not None and now.planned_entry_at == datetime.fromisoformat(line.was["entry_at"])


def _line(back: Plan, line: PlanLine, now: Assignment | None, ticket: Ticket, zones: Iterable[ZoneInForce]) -> PlanLine:
    """What puts one line's job back where it was; of a new one, what takes it off."""
    was = line.was or {
        "crew_id": str(line.crew_id), "position": line.position, "depart_at": line.depart_at.isoformat(),
        "entry_at": line.entry_at.isoformat(), "end_at": line.end_at.isoformat(),
    }  # fmt: skip
    depart_at, entry_at, end_at = (datetime.fromisoformat(was[name]) for name in ("depart_at", "entry_at", "end_at"))
    binding = in_force_at(zones, entry_at)
    return PlanLine(
        plan_id=back.id,
        ticket_id=line.ticket_id,
        crew_id=UUID(was["crew_id"]),
        slot=line.slot,
        position=was["position"] or 0,
        kind=BACK.get(line.kind, "retimed"),
        state="open",
        depart_at=depart_at,
        arrive_at=depart_at,
        entry_at=entry_at,
        finish_at=end_at,
        end_at=end_at,
        travel_s=0,
        ready_s=min(line.ready_s, max(int((entry_at - depart_at).total_seconds()), 0)),
        zone_version_ids=[zone.version_id for zone in binding],
        ticket_digest=digest_of(ticket),
        was=None if line.kind == "dropped" else _now(line, now),
        reasons=[],
        assignment_id=line.assignment_id if line.kind in STAY else None,
    )


def _now(line: PlanLine, now: Assignment | None) -> dict[str, object]:
    """The assignment that the plan made, as it should be found."""
    lower, upper = (now.planned.lower, now.planned.upper) if now is not None else (None, None)
    return {
        "assignment_id": str(line.assignment_id), "crew_id": str(line.crew_id), "state": "assigned",
        "position": line.position, "depart_at": (lower or line.depart_at).isoformat(),
        "entry_at": (now.planned_entry_at if now is not None else line.entry_at).isoformat(),
        "end_at": (upper or line.end_at).isoformat(),
    }  # fmt: skip
