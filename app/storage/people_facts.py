"""What is on record of persons whichever crew they are in: their hours on duty and their stays in zones."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, text
from sqlalchemy.orm import Session

from compliance.duty import Span

_PERSON = """
    FROM crew_members m JOIN crew_members p ON coalesce(p.person_id, p.id) = coalesce(m.person_id, m.id)
"""
_SPANS = text(
    f"""
    SELECT m.id, greatest(lower(s.during), p.joined_at), least(upper(s.during), p.left_at) {_PERSON}
      JOIN shifts s ON s.crew_id = p.crew_id AND s.during && tstzrange(:since, :until)
    WHERE m.id = ANY(:members)
    UNION ALL
    SELECT m.id, lower(a.planned), upper(a.planned) {_PERSON}
      JOIN assignment_members a ON a.member_id = p.id AND a.planned && tstzrange(:since, :until)
      JOIN assignments x ON x.id = a.assignment_id AND x.crew_id <> p.crew_id
    WHERE m.id = ANY(:members) AND x.state NOT IN ('declined', 'withdrawn')
    UNION ALL
    SELECT m.id, n.signed_on_at, n.signed_off_at {_PERSON}
      JOIN sign_ons n ON n.member_id = p.id AND n.signed_on_at < :until AND n.signed_off_at > :since
    WHERE m.id = ANY(:members)
    """
).bindparams(bindparam("members", type_=ARRAY(Uuid)))
"""Shifts of the crews that a person was in at the time, work lent to other crews, and how long they really stayed."""

_STAYS = text(
    f"""
    SELECT DISTINCT m.id, s.crew_id, s.hazard_class {_PERSON}
      JOIN stays s ON s.member_id = p.id AND NOT s.void AND (s.left_at IS NULL OR s.left_at > :since)
    WHERE m.id = ANY(:members)
    """
).bindparams(bindparam("members", type_=ARRAY(Uuid)))


def list_spans(
    session: Session, member_ids: Collection[UUID], since: datetime, until: datetime
) -> dict[UUID, list[Span]]:
    """By member when the person behind it is or was on duty, as far as that touches the time between."""
    found: dict[UUID, list[Span]] = defaultdict(list)
    for member_id, begins, ends in session.execute(
        _SPANS, {"members": list(member_ids), "since": since, "until": until}
    ):
        if begins is not None and ends is not None:
            found[member_id].append((begins, ends))
    return found


def list_stays(session: Session, member_ids: Collection[UUID], since: datetime) -> dict[UUID, set[tuple[UUID, str]]]:
    """By member the crews and classes of zone in which the person behind it was in a zone after ``since``."""
    found: dict[UUID, set[tuple[UUID, str]]] = defaultdict(set)
    for member_id, crew_id, zone_class in session.execute(_STAYS, {"members": list(member_ids), "since": since}):
        found[member_id].add((crew_id, zone_class))
    return found
