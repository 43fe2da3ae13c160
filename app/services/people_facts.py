"""People as the rules see them: roles, grades and skills, and what is on record of them whichever crew they are in."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from app.access import Subject
from app.schema.assignments import AssignmentMember
from app.schema.crews import CrewMember
from app.schema.operations import ReferenceData
from app.services.work import Tx
from app.storage import assignments, operations, people_facts
from app.storage.board import MemberRow
from compliance.crews import MemberFacts, Pairs, ZoneStay
from compliance.duty import FREE, LOOK_BACK, Duty, Span, duty_of

ROLE_PAIRS = "role_combination"
"""Kind of the list that says which roles one person may hold together."""
_AHEAD = timedelta(days=2)
"""A duty that lies around now is over by then, by the longest that a shift may be."""


@dataclass(frozen=True)
class OnRecord:
    """What is on record of some people, by member."""

    stays: Mapping[UUID, frozenset[ZoneStay]] = field(default_factory=dict)
    duties: Mapping[UUID, Duty] = field(default_factory=dict)


NOTHING = OnRecord()


def on_record(tx: Tx, member_ids: Collection[UUID]) -> OnRecord:
    """Hours and stays of these people up to now, in one statement each."""
    if not member_ids:
        return NOTHING
    stays = people_facts.list_stays(tx.session, member_ids, tx.now - tx.house.cohort_window)
    spans = people_facts.list_spans(tx.session, member_ids, tx.now - LOOK_BACK, tx.now + _AHEAD)
    return OnRecord(
        {key: frozenset(ZoneStay(*each) for each in found) for key, found in stays.items()},
        {key: duty_of(found, tx.now, tx.house.duty) for key, found in spans.items()},
    )


def list_around(tx: Tx, member_ids: Collection[UUID], begins_at: datetime, ends_at: datetime) -> dict[UUID, list[Span]]:
    """By member when the person behind it is or was on duty, as far as it matters for a duty between."""
    return people_facts.list_spans(tx.session, member_ids, begins_at - LOOK_BACK, ends_at + LOOK_BACK)


def member_facts(
    member: CrewMember | MemberRow, role: str, extra_roles: Collection[str] = (), known: OnRecord = NOTHING
) -> MemberFacts:
    """One crew member as the rules see them, in these roles."""
    return MemberFacts(
        id=member.id,
        name=member.name,
        role=role,
        safety_grade=member.safety_grade,
        skills=frozenset(member.skills),
        stand_down_until=member.stand_down_until,
        stand_down_class=member.stand_down_class,
        stand_down_all_until=member.stand_down_all_until,
        stays=known.stays.get(member.id, frozenset()),
        extra_roles=frozenset(extra_roles),
        duty=known.duties.get(member.id, FREE),
    )


def of_assignment(tx: Tx, members: Sequence[tuple[AssignmentMember, CrewMember]]) -> tuple[MemberFacts, ...]:
    """Those who take part in a job, in the roles that they have there."""
    known = on_record(tx, [member.id for _, member in members])
    return tuple(member_facts(member, part.role, part.extra_roles, known) for part, member in members)


def name_of(tx: Tx, subject: Subject) -> str:
    """The name of whoever asks, as it stands on papers; the account's where there is no person."""
    found = assignments.names_by_id(tx.session, [subject.user_id]) if subject.user_id else {}
    return found.get(subject.user_id, subject.name)


def role_pairs(tx: Tx) -> Pairs:
    """Which roles one person may hold together; none unless an administrator has said so."""
    rows: Sequence[ReferenceData] = operations.list_reference(tx.session, ROLE_PAIRS)
    return frozenset(frozenset(row.body["roles"]) for row in rows)
