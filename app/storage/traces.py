"""Who, what and where somebody met in a look-back window: one statement, whatever the number of stays.

Spans are the widest that a stay or a ride may have been; ``stays``, ``stay_span`` and ``ride_span`` stand in migration
0021.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

_RIDE = "ride_span(a.en_route_at, a.planned, a.state, a.closed_at, a.exited_at, a.restored_at)"

_PERSON = "coalesce({m}.person_id, {m}.id)"
"""Somebody through all the crews that they were in."""
_BANDS = "ARRAY['under_1m', 'from_1_to_2m', 'over_2m', 'unknown']"
_NEAREST = f"({_BANDS})[min(array_position({_BANDS}, band))]"

_SPAN = "stay_span(e.entered_at, e.entered_device_at, e.left_at, e.left_device_at)"
_WHERE_CORRECTED = "EXISTS (SELECT FROM exposure_corrections c WHERE c.exposure_id = e.id)"
_CORRECTED = """
  SELECT e.member_id, e.zone_id, c.vehicle_id, e.assignment_id, stay_span(c.entered_at, NULL, c.left_at, NULL) AS span
  FROM exposure_corrections c JOIN exposures e ON e.id = c.exposure_id
  WHERE NOT c.void AND stay_span(c.entered_at, NULL, c.left_at, NULL) && {window}
    AND NOT EXISTS (SELECT FROM exposure_corrections n WHERE n.exposure_id = c.exposure_id AND n.number > c.number)
"""
"""The few stays of a window that were corrected, as they were in truth."""
_STAYS = f"""
  SELECT e.member_id, e.zone_id, e.vehicle_id, e.assignment_id, {_SPAN} AS span FROM exposures e
  WHERE {{of}} AND {_SPAN} && {{window}} AND NOT {_WHERE_CORRECTED}
  UNION ALL
  SELECT e.member_id, e.zone_id, e.vehicle_id, e.assignment_id, e.span FROM corrected e
  WHERE {{of}} AND e.span && {{window}}
"""  # noqa: S608 - the parts stand above
"""Stays as last corrected. For a LATERAL join: the view ``stays`` says the same, but no index reaches into a view."""

_MEETINGS = f"""
WITH who AS MATERIALIZED (
  SELECT {_PERSON.format(m="g")} AS person_id, r.id AS member_id, tstzrange(w.since, w.until, '[]') AS span
  FROM unnest(cast(:members AS uuid[]), cast(:since AS timestamptz[]), cast(:until AS timestamptz[]))
    AS w (member_id, since, until)
    JOIN crew_members g ON g.id = w.member_id
    JOIN crew_members r ON {_PERSON.format(m="r")} = {_PERSON.format(m="g")}
), corrected AS MATERIALIZED (
  {_CORRECTED.format(window="(SELECT tstzrange(min(lower(span)), max(upper(span)), '[]') FROM who)")}
), own_stays AS MATERIALIZED (
  SELECT w.person_id, s.zone_id, s.vehicle_id, s.span * w.span AS span
  FROM who w CROSS JOIN LATERAL ({_STAYS.format(of="e.member_id = w.member_id", window="w.span")}) s
), own_rides AS MATERIALIZED (
  SELECT w.person_id, a.id, a.vehicle_id, a.ticket_id, {_RIDE} * w.span AS span
  FROM who w JOIN assignment_members m ON m.member_id = w.member_id
    JOIN assignments a ON a.id = m.assignment_id AND a.en_route_at IS NOT NULL AND {_RIDE} && w.span
), met AS (
  SELECT 'zone' AS why, o.person_id AS of_id, s.member_id, s.zone_id AS via_id, NULL AS band, o.span * s.span AS span
  FROM own_stays o CROSS JOIN LATERAL ({_STAYS.format(of="e.zone_id = o.zone_id", window="o.span")}) s
  UNION ALL
  SELECT 'crew', r.person_id, m.member_id, r.id, NULL, r.span
  FROM own_rides r JOIN assignment_members m ON m.assignment_id = r.id
  UNION ALL
  SELECT 'vehicle', r.person_id, m.member_id, r.vehicle_id, NULL,
    {_RIDE} * tstzrange(lower(r.span), upper(r.span) + :after, '[]')
  FROM own_rides r
    JOIN assignments a ON a.vehicle_id = r.vehicle_id AND a.en_route_at IS NOT NULL AND a.id <> r.id
      AND {_RIDE} && tstzrange(lower(r.span), upper(r.span) + :after, '[]')
    JOIN assignment_members m ON m.assignment_id = a.id
  UNION ALL
  SELECT 'contact', w.person_id, CASE WHEN c.member_id = w.member_id THEN c.with_member_id ELSE c.member_id END, c.id,
    c.band, tstzrange(c.happened_at, c.happened_at + make_interval(mins => coalesce(c.minutes, 0)), '[]')
  FROM who w JOIN exposure_contacts c ON (c.member_id = w.member_id OR c.with_member_id = w.member_id)
    AND c.happened_at <@ w.span AND c.kind = 'member' AND NOT c.retracted
  WHERE NOT EXISTS (SELECT FROM exposure_contacts n WHERE n.corrects_id = c.id)
), lines AS (
  SELECT 'person' AS what, why, of_id, {_PERSON.format(m="m")} AS id, via_id, {_NEAREST} AS band,
    sum(extract(epoch FROM upper(span) - lower(span))) AS seconds, min(lower(span)) AS first_at,
    max(upper(span)) AS last_at
  FROM met JOIN crew_members m ON m.id = met.member_id AND {_PERSON.format(m="m")} <> of_id
  GROUP BY why, of_id, {_PERSON.format(m="m")}, via_id
  UNION ALL
  SELECT 'vehicle', 'vehicle', person_id, vehicle_id, vehicle_id, NULL,
    max(extract(epoch FROM upper(span) - lower(span))), min(lower(span)), max(upper(span))
  FROM (SELECT person_id, vehicle_id, span FROM own_rides UNION SELECT person_id, vehicle_id, span FROM own_stays) v
  WHERE vehicle_id IS NOT NULL GROUP BY person_id, vehicle_id
  UNION ALL
  SELECT 'zone', 'zone', person_id, zone_id, zone_id, NULL, sum(extract(epoch FROM upper(span) - lower(span))),
    min(lower(span)), max(upper(span))
  FROM own_stays GROUP BY person_id, zone_id
  UNION ALL
  SELECT 'site', 'crew', person_id, ticket_id, id, NULL, extract(epoch FROM upper(span) - lower(span)), lower(span),
    upper(span)
  FROM own_rides
  UNION ALL
  SELECT 'outsider', 'contact', w.person_id, c.id, c.id, c.band, 60 * coalesce(c.minutes, 0), c.happened_at,
    c.happened_at + make_interval(mins => coalesce(c.minutes, 0))
  FROM who w JOIN exposure_contacts c ON c.member_id = w.member_id AND c.happened_at <@ w.span
  WHERE c.kind = 'outsider' AND NOT c.retracted
    AND NOT EXISTS (SELECT FROM exposure_contacts n WHERE n.corrects_id = c.id)
)
"""  # noqa: S608 - the parts stand above

# Whoever was in a vehicle, in a zone, or at a customer's, and what these visits touched.
_VISITS = f"""
WITH corrected AS MATERIALIZED (
  {_CORRECTED.format(window="tstzrange(:since, :until, '[]')")}
), visits AS MATERIALIZED (
  SELECT m.member_id, a.vehicle_id, a.ticket_id, NULL::uuid AS zone_id, a.id AS via_id, {_RIDE} * w.span AS span
  FROM (SELECT tstzrange(:since, :until, '[]') AS span) w
    JOIN assignments a ON a.vehicle_id = :id AND a.en_route_at IS NOT NULL AND {_RIDE} && w.span
    JOIN assignment_members m ON m.assignment_id = a.id
  WHERE :kind = 'vehicle'
  UNION ALL
  SELECT m.member_id, a.vehicle_id, a.ticket_id, NULL, a.id, {_RIDE} * w.span
  FROM (SELECT tstzrange(:since, :until, '[]') AS span) w
    JOIN assignments a ON a.ticket_id = :id AND a.en_route_at IS NOT NULL AND {_RIDE} && w.span
    JOIN assignment_members m ON m.assignment_id = a.id
  WHERE :kind = 'ticket'
  UNION ALL
  SELECT s.member_id, s.vehicle_id, a.ticket_id, s.zone_id, s.zone_id, s.span * w.span
  FROM (SELECT tstzrange(:since, :until, '[]') AS span) w
    CROSS JOIN LATERAL ({_STAYS.format(of="e.zone_id = :id", window="w.span")}) s
    JOIN assignments a ON a.id = s.assignment_id
  WHERE :kind = 'zone'
  UNION ALL
  SELECT s.member_id, s.vehicle_id, NULL, s.zone_id, s.zone_id, s.span * w.span
  FROM (SELECT tstzrange(:since, :until, '[]') AS span) w
    CROSS JOIN LATERAL ({_STAYS.format(of="e.vehicle_id = :id", window="w.span")}) s
  WHERE :kind = 'vehicle'
), lines AS (
  SELECT 'person' AS what, CASE WHEN :kind = 'ticket' THEN 'site' ELSE :kind END AS why, NULL::uuid AS of_id,
    {_PERSON.format(m="m")} AS id, via_id, NULL AS band,
    sum(extract(epoch FROM upper(span) - lower(span))) AS seconds, min(lower(span)) AS first_at,
    max(upper(span)) AS last_at
  FROM visits JOIN crew_members m ON m.id = member_id GROUP BY {_PERSON.format(m="m")}, via_id
  UNION ALL
  SELECT 'vehicle', 'vehicle', NULL, vehicle_id, vehicle_id, NULL, max(extract(epoch FROM upper(span) - lower(span))),
    min(lower(span)), max(upper(span))
  FROM visits WHERE vehicle_id IS NOT NULL GROUP BY vehicle_id
  UNION ALL
  SELECT 'zone', 'zone', NULL, zone_id, zone_id, NULL, max(extract(epoch FROM upper(span) - lower(span))),
    min(lower(span)), max(upper(span))
  FROM visits WHERE zone_id IS NOT NULL GROUP BY zone_id
  UNION ALL
  SELECT 'site', 'crew', NULL, ticket_id, via_id, NULL, max(extract(epoch FROM upper(span) - lower(span))),
    min(lower(span)), max(upper(span))
  FROM visits WHERE ticket_id IS NOT NULL GROUP BY ticket_id, via_id
)
"""  # noqa: S608 - the parts stand above

_NAMED = """
SELECT l.what, l.why, l.of_id, l.id, l.via_id, l.band, cast(l.seconds AS double precision) AS seconds, l.first_at,
  l.last_at,
  coalesce(m.name, v.plate, z.name, t.number) AS name,
  coalesce(c.name, t.address) AS detail,
  coalesce(c.unit_id, v.unit_id, t.unit_id, x.unit_id) AS unit_id,
  m.crew_id, m.stand_down_until,
  CASE l.why WHEN 'zone' THEN zz.name WHEN 'vehicle' THEN vv.plate ELSE aa.number END AS via
FROM lines l
  LEFT JOIN LATERAL (
    SELECT r.name, r.crew_id, r.stand_down_until FROM crew_members r
    WHERE l.what = 'person' AND coalesce(r.person_id, r.id) = l.id ORDER BY r.active DESC, r.id DESC LIMIT 1
  ) m ON true
  LEFT JOIN crews c ON c.id = m.crew_id
  LEFT JOIN vehicles v ON l.what = 'vehicle' AND v.id = l.id
  LEFT JOIN zones z ON l.what = 'zone' AND z.id = l.id
  LEFT JOIN tickets t ON l.what = 'site' AND t.id = l.id
  LEFT JOIN exposure_contacts x ON x.id = l.via_id AND l.why = 'contact'
  LEFT JOIN zones zz ON l.why = 'zone' AND zz.id = l.via_id
  LEFT JOIN vehicles vv ON l.why = 'vehicle' AND vv.id = l.via_id
  LEFT JOIN assignments aa ON aa.id = coalesce(x.assignment_id, l.via_id) AND l.why IN ('crew', 'contact', 'site')
ORDER BY l.what, l.first_at, l.id, l.why
"""

_OF_PEOPLE, _OF_PLACE = text(_MEETINGS + _NAMED), text(_VISITS + _NAMED)


class Line(NamedTuple):
    """One reason why somebody or something is in a trace."""

    what: str
    """person, vehicle, zone, site or outsider."""
    why: str
    """zone, crew, vehicle, contact or site."""
    of_id: UUID | None
    """The worker from whom it was reached; None where the trace began with a place or vehicle."""
    id: UUID
    """Of the person, vehicle, zone, ticket, or contact with an outsider."""
    via_id: UUID | None
    band: str | None
    seconds: float
    first_at: datetime
    last_at: datetime
    name: str | None
    detail: str | None
    """The person's crew, the site's address."""
    unit_id: UUID | None
    crew_id: UUID | None
    stand_down_until: datetime | None
    via: str | None
    """Name of the zone, plate, number of the assignment."""


class Met(NamedTuple):
    """A worker, and the time in which others are looked for."""

    member_id: UUID
    since: datetime
    until: datetime


def list_met(session: Session, people: Sequence[Met], after: timedelta) -> list[Line]:
    """Everybody and everything that these workers met.

    Args:
        session: the open session.
        people: workers, each with a window.
        after: how long after a ride its vehicle counts for those who take it next.
    """
    values = {
        "members": [each.member_id for each in people],
        "since": [each.since for each in people],
        "until": [each.until for each in people],
        "after": after,
    }
    return [Line(*row) for row in session.execute(_OF_PEOPLE, values)]


def list_visits(session: Session, kind: str, found_id: UUID, since: datetime, until: datetime) -> list[Line]:
    """Everybody who was in a vehicle, in a zone or at a ticket's place, and what their visits touched."""
    values = {"kind": kind, "id": found_id, "since": since, "until": until}
    return [Line(*row) for row in session.execute(_OF_PLACE, values)]
