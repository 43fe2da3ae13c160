"""Who acts for whom on a phone: a worker for themselves, the crew leader for everybody; and when it was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.access import Subject, Verb
from app.errors import ConflictError, ForbiddenError, NotFoundError
from app.schema.crews import CrewMember, Shift
from app.services.events import About
from app.services.field import Action
from app.services.presence import span_of
from app.services.work import Tx
from app.storage import crews, sign_ons
from compliance.decision import Decision
from compliance.duty import Span
from compliance.reasons import reason
from compliance.sign_ons import OPENS, told_at

LEADER = "direct_supervisor"


@dataclass(frozen=True)
class OnDuty:
    """A worker, the shift of their crew that they act on, which is locked, and the crew."""

    shift: Shift
    me: CrewMember
    members: tuple[CrewMember, ...]

    @property
    def leads(self) -> bool:
        """Whether the worker is the crew's direct supervisor."""
        return leads(self.me)

    @property
    def span(self) -> Span:
        """When the shift begins and ends."""
        return span_of(self.shift)

    @property
    def about(self) -> About:
        """Through which ids readers find events of the crew's shift."""
        return About("crew", self.shift.crew_id, self.shift.unit_id, crew_id=self.shift.crew_id)


def leads(member: CrewMember) -> bool:
    """Whether somebody is the direct supervisor of their crew."""
    return LEADER in (member.role, *member.extra_roles)


def own_crew(tx: Tx, subject: Subject) -> tuple[CrewMember, tuple[CrewMember, ...]]:
    """The worker and all of their crew.

    Raises:
        ForbiddenError: not a worker of a crew.
    """
    subject.scope(Verb.FIELD)
    if subject.crew_id is None:
        raise ForbiddenError("you belong to no crew")
    members = tuple(crews.list_members(tx.session, [subject.crew_id]))
    me = next((each for each in members if each.id == subject.member_id), None)
    if me is None:
        raise ForbiddenError("you belong to no crew")
    return me, members


def on_shift(tx: Tx, subject: Subject, shift_id: UUID) -> OnDuty:
    """The shift of the worker's own crew, held.

    Raises:
        NotFoundError: no such shift of the crew.
    """
    me, members = own_crew(tx, subject)
    shift = sign_ons.lock_shift(tx.session, shift_id, me.crew_id)
    if shift is None:
        raise NotFoundError("no such shift of your crew")
    return OnDuty(shift, me, members)


def named(duty: OnDuty, action: Action) -> Sequence[CrewMember]:
    """Those for whom it is done: the worker, or whom a crew leader names.

    Raises:
        ConflictError: somebody else than the crew leader acts for others.
        NotFoundError: somebody is not of the crew.
    """
    given = action.body.get("members")
    wanted = {str(each) for each in given} if isinstance(given, list) else {str(duty.me.id)}
    found = [each for each in duty.members if str(each.id) in wanted]
    if len(found) != len(wanted) or not found:
        raise NotFoundError("no such member of your crew")
    if wanted != {str(duty.me.id)} and not duty.leads:
        why = reason("shift.leader_only")
        raise ConflictError("only the crew leader acts for others", code=why.code, reasons=[why])
    return found


def done_at(tx: Tx, duty: OnDuty, action: Action) -> datetime:
    """When it was done, as far as that can be believed."""
    return told_at(tx.now - action.age(tx.now), tx.now, duty.span[0] - OPENS)


def refuse(decision: Decision, detail: str) -> None:
    """Raise what a rule says.

    Raises:
        ConflictError: it does not allow it, with every reason.
    """
    if not decision.allowed:
        raise ConflictError(detail, code=decision.codes[0], reasons=decision.reasons)
