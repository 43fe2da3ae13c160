"""Entry permits: asked for with the assignment, bound to a zone version, told to everybody whom they concern."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.access import Subject, Verb
from app.errors import NotFoundError
from app.schema.assignments import Assignment
from app.schema.crews import CrewMember, Vehicle
from app.schema.permits import EntryPermit
from app.services import permit_conditions
from app.services.permit_answers import PermitStep, transition
from app.services.permit_asks import remind_due
from app.services.permit_changes import expire_due, on_zone_version
from app.services.permit_steps import Request, make_all, move, note_use, void_for
from app.services.work import Tx, Work
from app.storage import permits as rows
from app.storage.permits import PermitView
from compliance.permits import PermitFacts, PermitLine
from compliance.zones import ZoneInForce

__all__ = [
    "Entry",
    "PermitStep",
    "PermitView",
    "close_for",
    "expire_due",
    "facts_of",
    "get_permit",
    "hold",
    "list_permits",
    "note_use",
    "on_zone_version",
    "remind_due",
    "request_all",
    "request_for",
    "transition",
    "views_of",
    "void_for",
    "withdraw_for",
    "withdraw_outside",
]

OPEN = ("requested", "acknowledged", "approved")
"""What a desk calls open: to be answered, or answered and good."""


RETIMED = "plan.retimed"
"""Why a permit is taken back whose job is planned for another time."""


def list_permits(
    work: Work,
    subject: Subject,
    *,
    state: str | None = None,
    authority_id: UUID | None = None,
    assignment_id: UUID | None = None,
    after: UUID | None = None,
    limit: int,
) -> Sequence[PermitView]:
    """Permits that the subject may see, the newest first; one more than ``limit`` when there are more.

    Args:
        work: what use cases work with.
        subject: who asks; a liaison sees those of the authority and below.
        state: a state, or ``open`` for all that are to be answered or good.
        authority_id: only of this authority.
        assignment_id: only of this assignment.
        after: goes on behind this one.
        limit: size of a page.
    """
    scope = subject.scope(Verb.PERMITS_READ)
    states = OPEN if state == "open" else (state,) if state else ()
    with work.look() as tx:
        found = rows.list_page(
            tx.session, scope, states=states, authority_id=authority_id, assignment_id=assignment_id, after=after,
            limit=limit + 1,
        )  # fmt: skip
        return rows.view_all(tx.session, found, tx.now)


def get_permit(work: Work, subject: Subject, permit_id: UUID) -> PermitView:
    """One permit.

    Raises:
        NotFoundError: none that the subject may see.
    """
    scope = subject.scope(Verb.PERMITS_READ)
    with work.look() as tx:
        permit = rows.find(tx.session, scope, permit_id)
        if permit is None:
            raise NotFoundError("there is no such entry permit")
        return rows.view_all(tx.session, [permit], tx.now)[0]


def views_of(tx: Tx, assignment_ids: Collection[UUID]) -> dict[UUID, list[PermitView]]:
    """All permits of assignments that the asker may see, oldest first, by assignment."""
    found = rows.view_all(tx.session, rows.list_of_assignments(tx.session, assignment_ids), tx.now)
    return {each: [view for view in found if view.permit.assignment_id == each] for each in assignment_ids}


def facts_of(tx: Tx, assignment_id: UUID, done: Collection[str] = ()) -> tuple[PermitFacts, ...]:
    """The permits of an assignment as the gate reads them.

    Args:
        tx: the transaction that asks.
        assignment_id: whose.
        done: codes of the checklists that are complete, among them those made from conditions.
    """
    permits = rows.list_of_assignments(tx.session, [assignment_id])
    people, vehicles = rows.list_lines(tx.session, [permit.id for permit in permits])
    return tuple(
        PermitFacts(
            id=permit.id,
            zone_id=permit.zone_id,
            zone_version_id=permit.zone_version_id,
            state=permit.state,
            valid_from=permit.valid_from or permit.requested_from,
            valid_until=permit.valid_until or permit.requested_until,
            people=tuple(PermitLine(each.member_id, each.void_at) for each in people if each.permit_id == permit.id),
            vehicles=tuple(
                PermitLine(each.vehicle_id, each.void_at) for each in vehicles if each.permit_id == permit.id
            ),
            conditions=tuple(permit.conditions),
            conditions_confirmed=permit_conditions.confirmed(permit, done),
        )
        for permit in permits
    )


def hold(tx: Tx, assignment_id: UUID) -> Sequence[EntryPermit]:
    """Keep the permits of an assignment as they are until the transaction ends: the gate's answer stays true."""
    return rows.hold_live(tx.session, assignment_id)


@dataclass(frozen=True)
class Entry:
    """An assignment whose crew is to enter zones: who, with what, when, why."""

    assignment: Assignment
    zones: Sequence[ZoneInForce]
    members: Sequence[CrewMember]
    vehicle: Vehicle | None
    window: tuple[datetime, datetime]
    reason: str

    @property
    def permit_zones(self) -> list[ZoneInForce]:
        """The zones that need a permit."""
        return [zone for zone in self.zones if zone.verdict != "outside" and zone.requirements.permit_needed]


def request_for(
    tx: Tx,
    subject: Subject,
    assignment: Assignment,
    zones: Sequence[ZoneInForce],
    members: Sequence[CrewMember],
    vehicle: Vehicle | None,
    window: tuple[datetime, datetime],
    reason: str,
) -> list[EntryPermit]:
    """Ask each zone's authority; zones that need no permit, or for which a live one is there, are left out."""
    return request_all(tx, subject, [Entry(assignment, zones, members, vehicle, window, reason)])


def request_all(tx: Tx, subject: Subject, entries: Sequence[Entry], *, send: bool = True) -> list[EntryPermit]:
    """``request_for`` several assignments; without ``send`` they are prepared only, to be completed first."""
    needing = [each for each in entries if each.permit_zones]
    if not needing:
        return []
    live = rows.lock_live(tx.session, assignment_ids=[each.assignment.id for each in needing])
    asked = {(permit.assignment_id, permit.zone_id) for permit in live if permit.supplements_id is None}
    requests: list[Request] = []
    for each in needing:
        for zone in each.permit_zones:
            if (each.assignment.id, zone.zone_id) in asked:
                continue
            asked.add((each.assignment.id, zone.zone_id))
            vehicles = [each.vehicle] if each.vehicle else []
            requests.append(Request(each.assignment, zone, each.members, vehicles, each.window, each.reason))
    return make_all(tx, subject, requests, send=send)


def withdraw_for(tx: Tx, subject: Subject, assignment_ids: Collection[UUID], reason: str) -> None:
    """Take back all that was asked for or given to assignments."""
    for permit in rows.lock_live(tx.session, assignment_ids=assignment_ids):
        permit.decision_reason = reason
        move(tx, subject, permit, "withdrawn", payload={"reason": reason})


def withdraw_outside(tx: Tx, subject: Subject, needed: Mapping[UUID, tuple[datetime, datetime]]) -> frozenset[UUID]:
    """Take back what was asked for or given for a time that does not cover the one needed.

    Args:
        tx: the transaction of the change.
        subject: who causes it.
        needed: by assignment from when until when.

    Returns:
        The assignments of which something was taken back.
    """
    found: set[UUID] = set()
    for permit in rows.lock_live(tx.session, assignment_ids=needed.keys()):
        begin, end = needed[permit.assignment_id]
        since, until = permit.valid_from or permit.requested_from, permit.valid_until or permit.requested_until
        if since <= begin and end <= until:
            continue
        permit.decision_reason = RETIMED
        move(tx, subject, permit, "withdrawn", payload={"reason": RETIMED})
        found.add(permit.assignment_id)
    return frozenset(found)


def close_for(tx: Tx, subject: Subject, assignment_id: UUID) -> None:
    """Close the permits of an assignment that is over; requests without an answer are taken back."""
    for permit in rows.lock_live(tx.session, assignment_ids=[assignment_id]):
        move(tx, subject, permit, "closed" if permit.state == "approved" else "withdrawn")
