"""Whether a crew may be kept as it is written: roles that go together, hours that fit its shifts, an intact cohort."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from app.errors import ConflictError
from app.schema.crews import Crew, CrewMember
from app.services import people_facts
from app.services.people_facts import member_facts
from app.services.work import Tx
from app.storage import crews, shifts
from compliance.crews import cohort_intact, roles_allowed
from compliance.decision import Decision, allow, combine
from compliance.duty import fits


def check(tx: Tx, crew: Crew, members: Sequence[CrewMember], joined: Sequence[CrewMember]) -> None:
    """Refuse a crew that may not be kept as it is; one that is not complete yet may.

    Args:
        tx: the transaction of the change, its rows flushed.
        crew: which.
        members: all who belong to it now.
        joined: those who are new in it: their hours have to fit the crew's shifts to come.

    Raises:
        ConflictError: with every reason.
    """
    if not members:
        return
    known = people_facts.on_record(tx, [member.id for member in members])
    facts = [member_facts(member, member.role, member.extra_roles, known) for member in members]
    decision = combine(
        (
            roles_allowed(facts, people_facts.role_pairs(tx)),
            cohort_intact(facts) if joined else allow(),
            *_hours(tx, crew.id, [member for member in joined if member.person_id is not None]),
        )
    )
    if not decision.allowed:
        raise ConflictError("these people do not make this crew", code="crew.refused", reasons=decision.reasons)


def check_shift(tx: Tx, crew: Crew, begins_at: datetime, ends_at: datetime) -> None:
    """Refuse a shift for which somebody in the crew has not rested, or has no hours left, whatever crews they were in.

    Raises:
        ConflictError: with every reason.
    """
    members = crews.list_members(tx.session, [crew.id])
    spans = people_facts.list_around(tx, [member.id for member in members], begins_at, ends_at)
    planned = (begins_at, ends_at)
    decision = combine(fits(each.name, spans.get(each.id, ()), planned, tx.house.duty) for each in members)
    if not decision.allowed:
        raise ConflictError("somebody's hours do not allow it", code="shift.refused", reasons=decision.reasons)


def _hours(tx: Tx, crew_id: UUID, joined: Sequence[CrewMember]) -> Iterator[Decision]:
    """Whether the hours of newcomers fit the shifts that the crew has from now on."""
    if not joined:
        return
    for shift in shifts.list_coming(tx.session, crew_id, tx.now):
        begins, ends = shift.during.lower, shift.during.upper
        if begins is None or ends is None:
            continue
        planned = max(begins, tx.now), ends
        spans = people_facts.list_around(tx, [each.id for each in joined], *planned)
        yield from (fits(each.name, spans.get(each.id, ()), planned, tx.house.duty) for each in joined)
