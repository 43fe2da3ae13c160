"""Crews as a plan and the list of candidates see them: plain values, one statement for each subject."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import Range

from app.services import people_facts
from app.services.crews import CrewView
from app.services.people_facts import NOTHING, OnRecord, member_facts
from app.services.presence import Attendance, attendance_of
from app.services.work import Tx
from app.storage import board
from app.storage.board import CrewRow
from compliance.crews import NO_PAIRS, CrewFacts, MemberFacts, Pairs, ShiftWindow
from compliance.duty import Span


@dataclass(frozen=True, slots=True)
class BoardCrew:
    """A crew with what decides whether and when it may be sent."""

    row: CrewRow
    facts: CrewFacts
    duty: tuple[datetime, datetime] | None
    """The shift that it is on, or else the next one of those read; shifts that touch are one."""
    breaks: tuple[Span, ...] = ()
    """Kept free by plans: the break that it is on, and those planned that it has not taken."""

    @property
    def id(self) -> UUID:
        """The crew's key."""
        return self.row.id

    def shift_until(self, at: datetime) -> datetime | None:
        """When the shift ends that it is on at a moment; None when it is on none."""
        return next((each.ends_at for each in self.facts.shifts if each.starts_at <= at < each.ends_at), None)


def read_crews(tx: Tx, rows: Sequence[CrewRow], until: datetime | None = None) -> list[BoardCrew]:
    """Crews with their people, and the shifts from now on that begin before ``until``; in the order given."""
    ids = [row.id for row in rows]
    members: dict[str, list[MemberFacts]] = defaultdict(list)
    rows_of = board.list_members(tx.session, ids)
    known = people_facts.on_record(tx, [member.id for member in rows_of])
    for member in rows_of:
        members[member.crew_id].append(member_facts(member, member.role, member.extra_roles, known))
    shifts: dict[str, list[ShiftWindow]] = defaultdict(list)
    for key, *span in board.list_shifts(tx.session, ids, tx.now, until):
        shifts[key].append(ShiftWindow(*span))
    pairs = people_facts.role_pairs(tx)
    facts = (
        _facts(row.id, tuple(members[key]), row.skills, shifts[key], pairs) for row in rows for key in (str(row.id),)
    )
    there, none = attendance_of(tx, ids), Attendance()
    return [
        BoardCrew(row, replace(each, presence=at.presence), _duty(each), at.breaks)
        for row, each in zip(rows, facts, strict=True)
        for at in (there.get(row.id, none),)
    ]


def view_facts(
    view: CrewView, shifts: Iterable[Range[datetime]], known: OnRecord = NOTHING, pairs: Pairs = NO_PAIRS
) -> CrewFacts:
    """A crew with these shifts as the rules see it, with what is on record of its people."""
    members = tuple(member_facts(member, member.role, member.extra_roles, known) for member in view.members)
    windows = (ShiftWindow(each.lower, each.upper) for each in shifts if each.lower and each.upper)
    return _facts(view.crew.id, members, view.crew.skills, windows, pairs)


def _facts(
    crew_id: UUID, members: tuple[MemberFacts, ...], tools: Iterable[str], shifts: Iterable[ShiftWindow], pairs: Pairs
) -> CrewFacts:
    """A crew as the rules see it; what its tools add to its skills counts as the first member's."""
    skills = frozenset(tools)
    if members and skills:
        members = (replace(members[0], skills=members[0].skills | skills), *members[1:])
    return CrewFacts(id=crew_id, members=members, shifts=tuple(shifts), role_pairs=pairs)


def _duty(facts: CrewFacts) -> tuple[datetime, datetime] | None:
    """The crew's shift, shortened to when all of its people have had their rest and have hours left."""
    found: tuple[datetime, datetime] | None = None
    for shift in facts.shifts:
        if found is None:
            found = shift.starts_at, shift.ends_at
        elif shift.starts_at == found[1]:
            found = found[0], shift.ends_at
    if found is None:
        return None
    duties = [member.duty for member in facts.members]
    begins = max(found[0], *(each.rested_at or found[0] for each in duties), found[0])
    ends = min(found[1], *(each.spent_at or found[1] for each in duties), found[1])
    return (begins, ends) if begins < ends else None
