"""Crews that crossed a zone's border without having been admitted: seen in their phones' fixes, told at once."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from geoalchemy2.shape import to_shape

from app.access import Subject, Verb
from app.errors import NotFoundError
from app.schema.assignments import Assignment
from app.schema.crews import Crew
from app.schema.events import Event
from app.schema.exposure import Exposure
from app.schema.zones import Zone, ZoneVersion
from app.services import pushes
from app.services.events import About, Happened, record, record_each
from app.services.pushes import Message, PushKind
from app.services.work import Tx, Work
from app.storage import assignments, positions, sync
from app.storage import zone_crossings as rows
from compliance.borders import Admission, Crossed, verdict_of
from geo.borders import BorderCrossing, Fixed, border_crossings

UNADMITTED, SEEN = "zone_crossing.unadmitted", "zone_crossing.seen"
CONTEXT = timedelta(hours=1)
"""So much of the way before and after a batch is looked at with it."""
MOST_FIXES = 2000
FRESH = timedelta(minutes=15)
"""What is older is told to the desk, but the crew is no longer called back."""
PUSH_TTL_S = 900
SHOWN_FOR = timedelta(hours=24)
_NAMES = UUID("6c0d2c55-6a2c-4f0e-9a0a-3b6c6f1f7a11")
_ONE_THING = timedelta(minutes=15)
"""Phones of one crew, and fixes that come later, tell of one crossing within this time."""


@dataclass(frozen=True)
class Told:
    """A crossing that was told, and who at a desk has looked at it."""

    id: UUID
    crew: Crew
    zone_id: UUID
    zone_name: str
    crossed_at: datetime
    told_at: datetime
    ticket_id: UUID | None
    assignment_id: UUID | None
    seen_by: str | None
    """Name of the person."""
    seen_at: datetime | None


def watch(tx: Tx, subject: Subject, crew_id: UUID, user_id: UUID, fresh: Collection[datetime]) -> None:
    """Look at the way that a phone's new fixes complete, and tell of each border crossed without leave.

    Zones count as they were at that moment, and admissions as they are known by now, however late the fixes come.

    Args:
        tx: the transaction in which they were kept.
        subject: whose phone it is.
        crew_id: the crew.
        user_id: the worker.
        fresh: device times of the new fixes.
    """
    way = positions.list_way(tx.session, user_id, min(fresh) - CONTEXT, max(fresh) + CONTEXT, MOST_FIXES)
    if len(way) < 2:  # noqa: PLR2004 - one fix is no way
        return
    fixes = [Fixed(each.place, each.accuracy_m, each.device_time) for each in way]
    places = [each.place for each in way]
    for zone, version in rows.list_met(tx.session, places, fixes[0].at, fixes[-1].at):
        for crossing in _new(fixes, version, set(fresh)):
            _judge(tx, subject, crew_id, zone, version, crossing)


def list_told(work: Work, subject: Subject, limit: int) -> list[Told]:
    """Crossings without leave of the last day by crews that the subject may see, the newest first."""
    scope = subject.scope(Verb.ASSIGNMENTS_READ)
    with work.look() as tx:
        crews = {subject_of(crew_id): crew for crew_id, crew in rows.list_crews(tx.session, scope).items()}
        events = rows.list_told(tx.session, UNADMITTED, list(crews), tx.now - SHOWN_FOR, limit) if crews else []
        return _read(tx, [(each, crews[each.subject_id]) for each in events])


def note_seen(work: Work, subject: Subject, crossing_id: UUID) -> Told:
    """Note that somebody at a desk deals with a crossing; who comes later finds who was first.

    Raises:
        NotFoundError: no such crossing by a crew that the subject may send.
    """
    with work.begin() as tx:
        event = rows.find_told(tx.session, UNADMITTED, crossing_id)
        crew = rows.lock_crew(tx.session, subject.scope(Verb.ASSIGNMENTS_WRITE), event.crew_id) if event else None
        if event is None or crew is None:
            raise NotFoundError("no such crossing")
        if not rows.list_seen(tx.session, SEEN, [event]):
            about = About(
                event.subject_kind, event.subject_id, event.unit_id, crew_id=event.crew_id, ticket_id=event.ticket_id,
                assignment_id=event.assignment_id,
            )  # fmt: skip
            record(tx, subject, SEEN, about, payload={"crossing_id": str(event.id)})
        return _read(tx, [(event, crew)])[0]


def subject_of(crew_id: UUID) -> UUID:
    """What events about a crew's crossings are about."""
    return uuid5(_NAMES, str(crew_id))


def _read(tx: Tx, told: Sequence[tuple[Event, Crew]]) -> list[Told]:
    events = [event for event, _ in told]
    zones = rows.names_of(tx.session, {UUID(each.payload["zone_id"]) for each in events})
    seen = {UUID(each.payload["crossing_id"]): each for each in rows.list_seen(tx.session, SEEN, events)}
    people = assignments.names_by_id(tx.session, {each.actor_id for each in seen.values()})
    return [_told(event, crew, zones, seen.get(event.id), people) for event, crew in told]


def _told(
    event: Event, crew: Crew, zones: Mapping[UUID, str], seen: Event | None, people: Mapping[UUID | None, str]
) -> Told:
    zone_id = UUID(event.payload["zone_id"])
    return Told(
        id=event.id, crew=crew, zone_id=zone_id, zone_name=zones.get(zone_id, ""),
        crossed_at=event.device_time or event.server_time, told_at=event.server_time, ticket_id=event.ticket_id,
        assignment_id=event.assignment_id, seen_by=people.get(seen.actor_id, seen.actor) if seen else None,
        seen_at=seen.server_time if seen else None,
    )  # fmt: skip


def _new(fixes: Sequence[Fixed], version: ZoneVersion, fresh: set[datetime]) -> Iterator[BorderCrossing]:
    """Crossings, while this version was in force, of which a new fix says something."""
    span = version.effective
    for crossing in border_crossings(fixes, to_shape(version.geometry)):  # type: ignore[arg-type]  # a stored shape
        told_by = {crossing.before.at, crossing.after.at, crossing.seen_until}
        if told_by & fresh and span is not None and crossing.at in span:
            yield crossing


def _judge(tx: Tx, subject: Subject, crew_id: UUID, zone: Zone, version: ZoneVersion, crossing: BorderCrossing) -> None:
    bound = rows.find_bound(tx.session, crew_id, version.id, crossing.at)
    crossed = Crossed(
        crossing.kind, crossing.at, crossing.seen_until, version.permit_needed, version.transit_permit,
        bound=bound is not None,
    )  # fmt: skip
    admissions = [_admission(each) for each in rows.list_stays(tx.session, crew_id, zone.id)]
    if verdict_of(crossed, admissions) == "unadmitted":
        job = bound or rows.find_job(tx.session, crew_id, crossing.at)
        _tell(tx, subject, tx.session.get_one(Crew, crew_id), version, crossing, job)


def _admission(stay: Exposure) -> Admission:
    """By the phone's clock or ours, whichever leaves more room."""
    begins = min(each for each in (stay.entered_at, stay.entered_device_at) if each is not None)
    ends = [each for each in (stay.left_at, stay.left_device_at) if each is not None]
    return Admission(begins, max(ends) if stay.left_at is not None else None)


def _tell(
    tx: Tx, subject: Subject, crew: Crew, version: ZoneVersion, crossing: BorderCrossing, job: Assignment | None
) -> None:
    """Write one event a crossing, whoever's phone saw it and however often; call the crew back while it is fresh."""
    turn = int(crossing.at.timestamp() // _ONE_THING.total_seconds())
    ids = [uuid5(_NAMES, f"{crew.id}:{version.zone_id}:{each}") for each in (turn, turn - 1, turn + 1)]
    if rows.was_told(tx.session, ids):
        return
    about = About(
        "zone_crossing", subject_of(crew.id), unit_id=crew.unit_id, crew_id=crew.id,
        ticket_id=job.ticket_id if job else None, assignment_id=job.id if job else None,
    )  # fmt: skip
    told = {"kind": crossing.kind, "zone_id": str(version.zone_id), "zone_version_id": str(version.id)}
    record_each(tx, subject, [Happened(UNADMITTED, about, told, crossing.at, ids[0])])
    if tx.now - crossing.at <= FRESH:
        members = sync.list_members(tx.session, crew.id)
        kind, job_id = PushKind.ZONE_UNADMITTED, job.id if job else None
        users = [each.user_id for each in members if each.user_id is not None]
        pushes.queue_all(tx, subject, [Message(user, kind, crew.unit_id, PUSH_TTL_S, job_id) for user in users])
