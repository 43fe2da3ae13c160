"""Whom a crew may have to call about a job when there is no desk at hand: in the order in which one would."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from app.services.assignment_views import AssignmentView
from app.services.judgements import Hit
from app.services.work import Tx
from app.storage import job_contacts
from app.storage.job_contacts import CHECKPOINT

ContactRole = Literal["reporter", "dispatcher", "authority", "gate", "crew"]

MOST_DESK = 4


@dataclass(frozen=True)
class JobContact:
    """Somebody to call; ``place`` names what they answer for: the authority, the checkpoint or the crew."""

    role: ContactRole
    name: str
    phone: str
    place: str = ""
    authority_id: UUID | None = None


def list_contacts(tx: Tx, view: AssignmentView, hits: Sequence[Hit]) -> tuple[JobContact, ...]:
    """Who reported it, who dispatches, whose zone it is, who stands at its gates, who is in the crew."""
    return (*_reporter(view), *_desk(tx, view), *_authorities(tx, hits), *_crew(tx, view))


def _reporter(view: AssignmentView) -> Iterator[JobContact]:
    ticket = view.ticket
    if ticket.reporter_phone:
        yield JobContact("reporter", ticket.reporter_name or "", ticket.reporter_phone, ticket.address)


def _desk(tx: Tx, view: AssignmentView) -> Iterator[JobContact]:
    for user in job_contacts.list_desk(tx.session, view.row.unit_id, MOST_DESK):
        yield JobContact("dispatcher", user.name, user.phone or "")


def _authorities(tx: Tx, hits: Sequence[Hit]) -> Iterator[JobContact]:
    in_charge = {hit.zone.authority_id for hit in hits if hit.zone.verdict != "outside"}
    for authority in job_contacts.list_authorities(tx.session, in_charge) if in_charge else ():
        role: ContactRole = "gate" if authority.level == CHECKPOINT else "authority"
        for each in authority.contacts:
            if each.get("phone"):
                yield JobContact(role, each.get("name") or authority.name, each["phone"], authority.name, authority.id)


def _crew(tx: Tx, view: AssignmentView) -> Iterator[JobContact]:
    own = job_contacts.list_phones(tx.session, [member.user_id for _, member in view.members if member.user_id])
    for _, member in view.members:
        if phone := member.phone or own.get(member.user_id):
            yield JobContact("crew", member.name, phone, view.crew.name)
