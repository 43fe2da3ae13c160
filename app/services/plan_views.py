"""Plans as people see them: with the names of tickets, crews and units."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.schema.crews import Crew
from app.schema.plans import Plan, PlanLine
from app.schema.tickets import Ticket
from app.services.work import Tx
from app.services.work_under_way import silent_notes
from app.storage import assignments, plans, wishes
from compliance.reasons import Reason


@dataclass(frozen=True)
class LineView:
    """One line; ``was_crew`` has the job today where another crew shall get it."""

    line: PlanLine
    ticket: Ticket
    crew: Crew
    was_crew: Crew | None
    pinned: bool = False
    """Whether a dispatcher wants this crew there, now."""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it was refused."""
        return read_reasons(self.line.reasons)

    @property
    def notes(self) -> tuple[Reason, ...]:
        """What of it is an estimate."""
        return silent_notes(silent_since(self.line))


@dataclass(frozen=True)
class LeftOutView:
    """A ticket that nobody does."""

    ticket: Ticket
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class PlanView:
    """A plan with all that it says."""

    plan: Plan
    lines: tuple[LineView, ...]
    left_out: tuple[LeftOutView, ...]
    current: bool | None = None
    """Whether the board is still the one that was planned; None where nobody looked."""


def silent_since(line: PlanLine) -> datetime | None:
    """Since when nobody had seen the crew on its way there, when the plan was made; None where it was seen."""
    since = (line.was or {}).get("silent_since")
    return None if since is None else datetime.fromisoformat(since)


def view(tx: Tx, plan: Plan) -> PlanView:
    """A plan that the asker may see, as it stands."""
    lines = plans.list_lines(tx.session, plan.id)
    tickets = assignments.tickets_by_id(
        tx.session, {line.ticket_id for line in lines} | {UUID(each["ticket_id"]) for each in plan.left_out}
    )
    before = {line.id: UUID(line.was["crew_id"]) for line in lines if line.was}
    was = {line.id: before[line.id] for line in lines if before.get(line.id, line.crew_id) != line.crew_id}
    crews = assignments.crews_by_id(tx.session, {line.crew_id for line in lines} | set(was.values()))
    pins = wishes.list_pins(tx.session, {line.ticket_id for line in lines})
    shown = [
        LineView(
            line=line,
            ticket=tickets[line.ticket_id],
            crew=crews[line.crew_id],
            was_crew=crews[was[line.id]] if line.id in was else None,
            pinned=pins.get(line.ticket_id) == line.crew_id,
        )
        for line in lines
    ]
    shown.sort(key=lambda each: (each.crew.code, each.line.kind == "dropped", each.line.position))
    out = [LeftOutView(tickets[UUID(each["ticket_id"])], read_reasons(each["reasons"])) for each in plan.left_out]
    return PlanView(plan, tuple(shown), tuple(out))


def read_reasons(stored: Sequence[dict[str, object]]) -> tuple[Reason, ...]:
    """Reasons as they are kept."""
    return tuple(Reason(str(each["code"]), dict(each["params"])) for each in stored)  # type: ignore[call-overload]
