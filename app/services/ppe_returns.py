"""What a worker keeps, such as own goggles, given back by their own phone: onto the shelf, or to be disinfected.

Append-only, like everything that a phone tells of safety: what was really given back is never refused because the books
knew of it already. Then nothing moves, what was told stays on record, and the worker is told so.
"""

from uuid import UUID

from app.access import Subject
from app.errors import ConflictError, InvalidError, NotFoundError
from app.services.crew_duty import own_crew
from app.services.events import About, record, record_each
from app.services.field import Action, ActionState
from app.services.ppe_issues import RETURNED, TO_DISINFECT, happened, movement
from app.services.work import Tx, Work
from app.storage import ppe_jobs, ppe_stock
from app.storage.ppe_jobs import InHand
from compliance.ppe import GIVEN_BACK
from compliance.reasons import reason

TOLD_AGAIN = "ppe.return_told"
"""Event of a return that the books knew of, wholly or in part."""
_EVENTS = {"return": RETURNED, "disinfect": TO_DISINFECT}
BACK = "given_back"


def give_back(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    """``ppe.return``: pieces that the worker keeps go back; the entity is their issue.

    Raises:
        ForbiddenError: not a worker of a crew.
        NotFoundError: nothing of that id was issued to this worker.
        ConflictError: it was issued for a job: it goes back with the job's end.
        InvalidError: it does not say how, or how many.
    """
    me, _members = own_crew(tx, subject)
    held = ppe_jobs.find_issue(tx.session, None, action.entity_id)
    if held is None or held.issue.member_id != me.id:
        raise NotFoundError("nothing of this id was issued to you")
    if held.issue.assignment_id is not None:
        why = reason("ppe.for_a_job")
        raise ConflictError("it was issued for a job", code=why.code, reasons=[why])
    kind, told = _how(action), _pieces(action, held)
    ppe_stock.lock_stores(tx.session, [held.issue.store_id])
    left = ppe_jobs.pieces_left(tx.session, held.issue.id, of_disinfection=False)
    back = min(told, left)
    if back:
        _book(tx, subject, held, kind, back, action)
    if back == told:
        return ActionState(BACK)
    _note(tx, subject, held, action, told - back)
    return ActionState(BACK, flag=reason("ppe.back_already", article=held.issue.item_code, pieces=told - back))


def _how(action: Action) -> str:
    to = action.text("to")
    if to is None or to not in GIVEN_BACK:
        raise InvalidError.of("body.to", "unknown", f"to is one of {', '.join(GIVEN_BACK)}", "say whether it is clean")
    return GIVEN_BACK[to]


def _pieces(action: Action, held: InHand) -> int:
    told = action.count("pieces")
    if told is None:
        return max(held.pieces, 1)
    if not 1 <= told <= held.issue.pieces:
        raise InvalidError.of(
            "body.pieces", "count", f"{held.issue.pieces} were issued", "give back no more than those"
        )
    return told


def _book(tx: Tx, subject: Subject, held: InHand, kind: str, pieces: int, action: Action) -> UUID:
    issued = held.issue
    row = movement(
        tx, subject, issued.unit_id, issued.store_id, kind, issued.item_code, pieces, lot_id=issued.lot_id,
        off_shelf=kind == "return" and issued.lot_id is None, member_id=issued.member_id, refers_id=issued.id,
        device_at=action.device_time,
    )  # fmt: skip
    ppe_stock.put_movements(tx.session, [row])
    record_each(tx, subject, [happened(row, _EVENTS[kind])])
    return UUID(str(row["id"]))


def _note(tx: Tx, subject: Subject, held: InHand, action: Action, pieces: int) -> None:
    issued = held.issue
    told = {"refers_id": str(issued.id), "item_code": issued.item_code, "pieces": pieces}
    about = About("ppe_store", issued.store_id, unit_id=issued.unit_id)
    record(tx, subject, TOLD_AGAIN, about, payload=told, device_time=action.device_time)
