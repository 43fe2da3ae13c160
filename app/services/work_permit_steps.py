"""Steps of an electrical work permit inside an open transaction: drawn up, signed, suspended, handed back, ended.

Locks come in the order ticket, assignment, document: whoever is here holds the assignment.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app.access import Subject, system
from app.schema.assignments import Assignment
from app.schema.base import new_id
from app.schema.units import Unit
from app.schema.work_permits import WorkPermit, WorkPermitSignature
from app.services import people_facts, work_permit_facts
from app.services.events import About, record
from app.services.work import Tx
from app.services.work_permit_content import content_of, hash_content, plate_of, workers_of
from app.storage import assignments, tickets, work_permits
from compliance.crews import MemberFacts
from compliance.lifecycles import WORK_PERMIT
from compliance.work_permits import ORDER, Rules, WorkPermitFacts, follows, suffices

METHOD_CHANGED, CREW_CHANGED, JOB_OVER = (
    "work_permit.method_changed", "work_permit.crew_changed", "work_permit.job_over",
)  # fmt: skip
DRAWN_UP, VEHICLE_CHANGED = "work_permit.drawn_up", "work_permit.vehicle_changed"
SAYS_ANEW = (DRAWN_UP, CREW_CHANGED, VEHICLE_CHANGED)
"""Events after which a document says something that it did not say before."""
HANDED_BACK = "handed_back"
"""Role of the signature that gives a document back."""
_PREFIX = {"permit": "PCT", "order": "LCT"}
"""`phiếu công tác`, `lệnh công tác`: stands in the number."""
_RULE = system("work permits")


@dataclass(frozen=True)
class Signed:
    """Who signs as what, and how."""

    role: str
    name: str
    means: str
    user_id: UUID | None = None
    member_id: UUID | None = None
    drawn: str | None = None
    place: str | None = None
    device_time: datetime | None = None


def follow_method(
    tx: Tx, subject: Subject, row: Assignment, *, issue: bool, paper_ref: str | None = None
) -> WorkPermit | None:
    """Draw up the document that the method just chosen needs; the one for other work is cancelled.

    An order is issued by whoever chooses the method at a desk, or else by whoever ordered the crew to the job. A permit
    is issued here only by a desk that says so.

    Args:
        tx: an open transaction.
        subject: who chose the method.
        row: the job, locked.
        issue: whether choosing the method issues the document too.
        paper_ref: number of the document that is kept on paper beside it; None leaves what is known.
    """
    if row.work_method is None:
        return None
    held, rules = work_permits.find_live(tx.session, row.id), work_permit_facts.rules(tx)
    need = rules.need(row.work_method, row.voltage)
    if held is not None:
        before = held.work_method, held.voltage, held.content.get("procedure_ref")
        same = before == (row.work_method, row.voltage, row.procedure_ref)
        if same and suffices(held.kind, need) and paper_ref in (None, held.content.get("paper_ref")):
            return held
        end(tx, _RULE, held, row, "cancelled", METHOD_CHANGED)
    if need == "none":
        return None
    made = draw_up(tx, subject, row, need, paper_ref)
    issuer = _issuer(tx, subject, row, need) if issue else None
    if issuer is not None:
        put_signature(tx, subject, made, row, issuer)
    return made


def _issuer(tx: Tx, subject: Subject, row: Assignment, kind: str) -> Signed | None:
    desk = subject.roles_over(unit_id=row.unit_id) & {"dispatcher", "shift_leader"}
    if desk and subject.user_id:
        return Signed("issuer", people_facts.name_of(tx, subject), "account", subject.user_id)
    if kind == ORDER and row.created_by is not None:
        name = assignments.names_by_id(tx.session, [row.created_by]).get(row.created_by)
        return Signed("issuer", name, "assignment", row.created_by) if name else None
    return None


def draw_up(tx: Tx, subject: Subject, row: Assignment, kind: str, paper_ref: str | None = None) -> WorkPermit:
    """A draft of a document for a job whose method is chosen."""
    unit = tx.session.get_one(Unit, row.unit_id)
    year = tx.now.astimezone(ZoneInfo(unit.time_zone)).year
    content = content_of(tx, row, paper_ref)
    made = WorkPermit(
        id=new_id(), number=tickets.next_numbers(tx.session, unit, _PREFIX[kind], year, 1)[0], unit_id=row.unit_id,
        assignment_id=row.id, kind=kind, state=WORK_PERMIT.initial, work_method=row.work_method or "",
        voltage=row.voltage, content=content, content_hash=hash_content(content), created_at=tx.now,
        created_by=subject.user_id,
    )  # fmt: skip
    tx.session.add(made)
    tx.session.flush()
    told = {"number": made.number, "kind": kind, "content_hash": made.content_hash}
    record(tx, subject, DRAWN_UP, about(made, row), payload=told)
    return made


def put_signature(tx: Tx, subject: Subject, held: WorkPermit, row: Assignment, by: Signed) -> None:
    """Put a signature on a document, and take the step that it leads to."""
    tx.session.add(
        WorkPermitSignature(
            id=new_id(), work_permit_id=held.id, role=by.role, user_id=by.user_id, member_id=by.member_id,
            name=by.name, means=by.means, drawn=by.drawn, content_hash=held.content_hash, place=by.place,
            signed_at=tx.now, device_time=by.device_time,
        )
    )  # fmt: skip
    work_permits.touch(held)
    tx.session.flush()
    told = {"number": held.number, "role": by.role, "means": by.means, "content_hash": held.content_hash}
    record(
        tx, subject, "work_permit.signed", about(held, row), payload=told, erasable={"name": by.name},
        device_time=by.device_time,
    )  # fmt: skip
    if by.role != HANDED_BACK:
        _follow(tx, subject, held, row)


def crew_changed(tx: Tx, subject: Subject, row: Assignment) -> bool:
    """Write who works under a job's document now. Whether there was a document."""
    return _say_anew(tx, subject, row, {"workers": workers_of(tx, row.id)}, CREW_CHANGED)


def vehicle_changed(tx: Tx, subject: Subject, row: Assignment) -> bool:
    """Write with which vehicle the crew of a job's document comes now. Whether there was a document."""
    return _say_anew(tx, subject, row, {"plate": plate_of(tx, row)}, VEHICLE_CHANGED)


def _say_anew(tx: Tx, subject: Subject, row: Assignment, said: dict[str, Any], why: str) -> bool:
    """Let a document in use say something else.

    Everybody signed for what stood on it then, so all signatures fall and the document waits to be issued again. Who
    exchanges people or the vehicle at a desk issues it in the same step, unless that would take the permitter's place.
    """
    held = work_permits.find_live(tx.session, row.id)
    if held is None or held.state == "handed_back":
        return False
    held.content = held.content | said
    held.content_hash = hash_content(held.content)
    fallen = _fall(tx, held, why)
    told = {"number": held.number, "fell": sorted(each.role for each in fallen), "content_hash": held.content_hash}
    record(tx, subject, why, about(held, row), payload=told)
    if held.state != "draft":
        step(tx, _RULE, held, row, "draft")
        _issue_anew(tx, subject, held, row, fallen)
    return True


def _issue_anew(
    tx: Tx, subject: Subject, held: WorkPermit, row: Assignment, fallen: Sequence[WorkPermitSignature]
) -> None:
    issuer = _issuer(tx, subject, row, held.kind)
    others = {each.user_id for each in fallen if each.role != "issuer"}
    if issuer is not None and issuer.means == "account" and issuer.user_id not in others:
        put_signature(tx, subject, held, row, issuer)


def restored(tx: Tx, subject: Subject, row: Assignment) -> None:
    """An order is done with the work; a permit was handed back before."""
    held = work_permits.find_live(tx.session, row.id)
    if held is not None and held.kind == ORDER and held.state == "permitted":
        step(tx, _RULE if subject.member_id is None else subject, held, row, HANDED_BACK)


def job_over(tx: Tx, rows: Iterable[Assignment]) -> None:
    """End the documents of jobs that are over: closed where they were handed back, else cancelled."""
    for row in rows:
        held = work_permits.find_live(tx.session, row.id)
        if held is not None:
            end(tx, _RULE, held, row, "closed" if held.state == "handed_back" else "cancelled", JOB_OVER)


def end(tx: Tx, subject: Subject, held: WorkPermit, row: Assignment, to: str, why: str) -> None:
    """Close or cancel a document; from now on it is only kept."""
    held.ended_at, held.end_reason, held.kept_until = tx.now, why, tx.now + tx.house.work_permit_kept
    step(tx, subject, held, row, to, {"reason": why, "kept_until": held.kept_until.isoformat()})


def step(
    tx: Tx, subject: Subject, held: WorkPermit, row: Assignment, to: str, more: dict[str, str] | None = None
) -> None:
    """Take one step of the life cycle and write its event; who may was decided before."""
    found = WORK_PERMIT.find(held.state, to)
    if found is None:
        raise ValueError(f"a work permit that is {held.state} cannot become {to}")
    before, held.state = held.state, to
    if to in ("issued", "permitted", "handed_back"):
        setattr(held, f"{to}_at", tx.now)
    tx.session.flush()
    told = {"number": held.number, "from": before, "to": to} | (more or {})
    record(tx, subject, found.event, about(held, row), payload=told)


def about(held: WorkPermit, row: Assignment) -> About:
    """Through which ids the readers of a document's events find it."""
    return About(
        "work_permit", held.id, unit_id=held.unit_id, crew_id=row.crew_id, ticket_id=row.ticket_id, assignment_id=row.id
    )


def look(tx: Tx, held: WorkPermit) -> tuple[Rules, WorkPermitFacts, tuple[MemberFacts, ...]]:
    """The rules, the document and the crew it is for, as the rules see them."""
    signatures = work_permits.list_signatures(tx.session, [held.id])[held.id]
    crew = people_facts.of_assignment(tx, assignments.list_members(tx.session, [held.assignment_id]))
    return work_permit_facts.rules(tx), work_permit_facts.facts_of(held, signatures), crew


def _follow(tx: Tx, subject: Subject, held: WorkPermit, row: Assignment) -> None:
    while True:
        rules, facts, crew = look(tx, held)
        to = follows(facts, rules, crew)
        if to is None:
            return
        step(tx, subject, held, row, to)


def _fall(tx: Tx, held: WorkPermit, why: str) -> Sequence[WorkPermitSignature]:
    signatures = work_permits.list_signatures(tx.session, [held.id])[held.id]
    fallen = [each for each in signatures if each.fell_at is None]
    for each in fallen:
        each.fell_at, each.fell_reason = tx.now, why
    work_permits.touch(held)
    tx.session.flush()
    return fallen
