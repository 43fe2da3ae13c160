"""Taking back a step that arranged tickets: exactly what it did, or not at all."""

from typing import Any
from uuid import UUID

from app.access import Scope, Subject, Verb
from app.errors import ForbiddenError, NotFoundError
from app.schema.incidents import Incident, IncidentOperation
from app.services.incident_moves import MADE, UNDONE, Change, arrange
from app.services.incident_views import IncidentView, view
from app.services.incidents import refused
from app.services.work import Tx, Work, again
from app.storage import incidents as rows


@again
def undo(work: Work, subject: Subject, incident_id: UUID, operation_id: UUID) -> IncidentView:
    """Take back one step: its tickets belong where they did before, and what was decided is as it was.

    What a person took back the machine does not do again: the incidents stay as they are now. An undo can be undone.

    Raises:
        NotFoundError: no such incident, or no such step of it.
        ForbiddenError: it was somebody else's step, and the subject does not arrange incidents.
        ConflictError: it was undone already, or something has moved since.
    """
    scope = subject.scope(Verb.INCIDENTS_WRITE)
    with work.begin() as tx:
        incident = rows.find(tx.session, scope, incident_id)
        if incident is None:
            raise NotFoundError("no such incident")
        rows.lock_unit(tx.session, incident.unit_id)
        step = _find_step(tx, incident, operation_id)
        _check_right(subject, step, subject.find_scope(Verb.INCIDENTS_ARRANGE))
        _take_back(tx, subject, step)
        tx.session.refresh(incident)
        return view(tx, incident)


def _find_step(tx: Tx, incident: Incident, operation_id: UUID) -> IncidentOperation:
    step = rows.find_operation(tx.session, operation_id)
    if step is None or incident.id not in (step.incident_id, step.other_id):
        raise NotFoundError("no such step of this incident")
    if step.undone_by is not None:
        raise refused("incident.undone_already")
    return step


def _check_right(subject: Subject, step: IncidentOperation, arranging: Scope) -> None:
    own = step.actor_id is not None and step.actor_id == subject.user_id
    if not own and step.unit_id not in arranging.unit_ids:
        raise ForbiddenError("only who arranges incidents takes back what others did")


def _take_back(tx: Tx, subject: Subject, step: IncidentOperation) -> None:
    moves = {UUID(move["ticket"]): _id(move["left"]) for move in step.moves}
    rows.lock_tickets(tx.session, moves)
    _check_in_place(tx, step)
    touched = _touched(tx, step)
    decided = {UUID(key): _as_before(touched[UUID(key)], said) for key, said in step.before.items() if MADE not in said}
    for incident_id in touched if moves else ():  # the machine shall not do again what a person took back
        decided.setdefault(incident_id, {}).setdefault("settled", True)
    change = Change(UNDONE, step.incident_id, moves, decided, step.other_id)
    done = arrange(tx, subject, change)
    _check_made_is_empty(tx, step, touched)
    step.undone_by = done.id


def _touched(tx: Tx, step: IncidentOperation) -> dict[UUID, Incident]:
    named = {_id(move[side]) for move in step.moves for side in ("left", "joined")} | {step.incident_id, step.other_id}
    return rows.lock(tx.session, {each for each in named if each is not None})


def _check_in_place(tx: Tx, step: IncidentOperation) -> None:
    stays = rows.list_stays(tx.session, [UUID(move["ticket"]) for move in step.moves])
    numbers = rows.list_numbers(tx.session, [UUID(move["ticket"]) for move in step.moves])
    for move in step.moves:
        ticket_id = UUID(move["ticket"])
        belongs_to = stays[ticket_id].incident_id if ticket_id in stays else None
        if belongs_to != _id(move["joined"]):
            raise refused("incident.moved_since", ticket=numbers[ticket_id])


def _as_before(incident: Incident, said: dict[str, Any]) -> dict[str, Any]:
    """What was decided, as it was; refused where it was decided anew since."""
    for name, (_, after) in said.items():
        now = getattr(incident, name)
        if (str(now) if isinstance(now, UUID) else now) != after:
            raise refused("incident.changed_since", incident=incident.number)
    return {name: _id(was) if name == "merged_into" else was for name, (was, _) in said.items() if name != "settled"}


def _check_made_is_empty(tx: Tx, step: IncidentOperation, touched: dict[UUID, Incident]) -> None:
    made = [UUID(key) for key, said in step.before.items() if MADE in said]
    for incident_id, members in rows.list_members(tx.session, made).items():
        if members:
            raise refused("incident.grown_since", incident=touched[incident_id].number)


def _id(value: str | None) -> UUID | None:
    return None if value is None else UUID(value)
