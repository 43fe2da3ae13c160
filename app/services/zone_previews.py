"""What publishing or ending a zone would do: the change itself is carried out, looked at, and undone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy.dialects.postgresql import Range

from app.access import Scope, Subject, Verb
from app.errors import ConflictError, InvalidError
from app.schema.base import new_id
from app.schema.zones import Zone
from app.services import zone_changes, zone_content
from app.services.authorities import may_keep
from app.services.headcounts import find_crews_there
from app.services.judgements import VERDICTS
from app.services.work import Tx, Work, again
from app.services.zone_content import Content
from app.services.zones import keep
from app.storage import headcounts, zones
from app.storage import zone_previews as rows
from app.storage.zone_previews import AssignmentLine, OverlapLine, PermitLine, TicketLine
from compliance.zones import Verdict

PREVIEWED = "zone.previewed"
"""Why a zone is ended that is only ended to see what follows."""


@dataclass(frozen=True)
class TicketEffect:
    """A ticket that lies, or may lie, in the zone before or after the change."""

    ticket: TicketLine
    before: Verdict
    after: Verdict


@dataclass(frozen=True)
class CrewThere:
    """A crew that is in the area by its last position; ``named`` where the asker may know which it is."""

    id: UUID
    name: str
    named: bool


@dataclass(frozen=True)
class Preview:
    """What a change of a zone would do when it takes effect, at ``at``."""

    at: datetime
    tickets: Sequence[TicketEffect]
    assignments: Sequence[AssignmentLine]
    """Jobs that would be judged anew."""
    permits_voided: Sequence[PermitLine]
    permits_requested: int
    """How many authorities' answers would have to be asked for."""
    briefings_voided: int
    crews_there: Sequence[CrewThere]
    """Crews on duty without a job there whose last position lies in it."""
    people_inside: int
    """Who is in the zone now."""
    overlaps: Sequence[OverlapLine]

    @property
    def crews(self) -> frozenset[UUID]:
        """All crews that would be told."""
        return frozenset(job.crew_id for job in self.assignments) | frozenset(crew.id for crew in self.crews_there)

    def count(self, *, before: bool | None = None, after: Verdict | None = None) -> int:
        """How many tickets were in the zone before (possibly counts) or not, and how they would lie to it."""
        return sum(
            (before is None or (each.before != "outside") == before) and (after is None or each.after == after)
            for each in self.tickets
        )


@dataclass(frozen=True)
class _Done:
    """A change that was carried out: of which zone, from when, and what it met beside the zone's own jobs."""

    zone_id: UUID
    at: datetime
    crews_there: Sequence[CrewThere] = ()
    overlaps: Sequence[OverlapLine] = ()


@dataclass(frozen=True)
class _Look:
    """The zone's standing at one moment, on one side of the change."""

    verdicts: Mapping[UUID, str]
    jobs: Mapping[UUID, UUID]
    permits: Mapping[UUID, str]
    void: Mapping[UUID, str]
    """Void checklists, with their purpose."""

    @property
    def void_permits(self) -> frozenset[UUID]:
        """Permits of the zone that are void."""
        return frozenset(each for each, state in self.permits.items() if state == "void")


@again
def preview_content(
    work: Work,
    subject: Subject,
    content: Content,
    *,
    zone_id: UUID | None = None,
    authority_id: UUID | None = None,
    hazard_class: str = "other",
) -> Preview:
    """What publishing this would do, as a new zone or as the next version of one.

    Raises:
        ForbiddenError: the subject writes no zones, or not those of this authority.
        NotFoundError: no such zone.
        InvalidError: the content cannot stand.
    """
    own = subject.scope(Verb.ZONES_WRITE)
    published = replace(content, publish=True)

    def change(tx: Tx) -> _Done:
        if zone_id is not None:
            return _next_version(tx, subject, keep(tx, subject, zone_id), published)
        chosen = authority_id or rows.find_authority(tx.session, own.authority_ids)
        if chosen is None:
            raise InvalidError.of("authority_id", "unknown", "there is no authority yet", "make one first")
        may_keep(tx, subject, chosen, Verb.ZONES_WRITE)
        zone = Zone(
            number=f"preview-{new_id()}", name="", hazard_class=hazard_class, authority_id=chosen, created_at=tx.now,
            created_by=subject.user_id,
        )  # fmt: skip
        tx.session.add(zone)
        tx.session.flush()
        return _next_version(tx, subject, zone, published)

    return _preview(work, subject, own, change)


@again
def preview_step(work: Work, subject: Subject, zone_id: UUID, step: Literal["publish_draft", "end"]) -> Preview:
    """What publishing a zone's draft, or ending the zone now, would do.

    Raises:
        ForbiddenError: the subject does not keep the zone.
        NotFoundError: no such zone.
        ConflictError: there is no draft, or the zone has ended already.
    """
    own = subject.scope(Verb.ZONES_WRITE)

    def change(tx: Tx) -> _Done:
        zone = keep(tx, subject, zone_id)
        if step == "end":
            return _end(tx, subject, zone)
        drafts = rows.list_drafts(tx.session, zone.id)
        if not drafts:
            raise ConflictError("the zone has no draft", code="zone.no_draft")
        return _next_version(tx, subject, zone, replace(zone_content.content_of(tx, drafts[0]), publish=True))

    return _preview(work, subject, own, change)


def _preview(work: Work, subject: Subject, own: Scope, change: Callable[[Tx], _Done]) -> Preview:
    """Carry the change out inside a savepoint, look, go back, look again: nothing of it is left."""
    scope = subject.find_scope(Verb.TICKETS_READ)
    with work.begin() as tx:
        undo = tx.session.begin_nested()
        done = change(tx)
        tx.session.flush()
        after = _look(tx, done)
        undo.rollback()
        tx.session.expunge_all()
        before = _look(tx, done, after.jobs.keys())
        jobs = before.jobs.keys() | after.jobs.keys()
        moved = {each for each in jobs if before.jobs.get(each) != after.jobs.get(each)}
        voided = after.void_permits - before.void_permits
        touched = before.verdicts.keys() | after.verdicts.keys()
        return Preview(
            at=done.at,
            tickets=[
                TicketEffect(line, _verdict(before, line.id), _verdict(after, line.id))
                for line in rows.list_tickets(tx.session, touched, scope, own)
            ],
            assignments=rows.list_assignments(tx.session, moved, scope, own),
            permits_voided=rows.list_permits(tx.session, voided, subject.find_scope(Verb.PERMITS_READ)),
            permits_requested=len(after.permits.keys() - before.permits.keys()),
            briefings_voided=sum(
                purpose == "briefing" for each, purpose in after.void.items() if each not in before.void
            ),
            crews_there=done.crews_there,
            people_inside=headcounts.count_all(tx.session, [done.zone_id]).get(done.zone_id, 0),
            overlaps=done.overlaps,
        )


def _look(tx: Tx, done: _Done, also: Iterable[UUID] = ()) -> _Look:
    jobs = rows.versions_of_jobs(tx.session, done.zone_id)
    return _Look(
        rows.verdicts_at(tx.session, done.zone_id, done.at),
        jobs,
        rows.permit_states(tx.session, done.zone_id),
        rows.void_checklists(tx.session, {*jobs, *also}),
    )


def _verdict(look: _Look, ticket_id: UUID) -> Verdict:
    return VERDICTS[look.verdicts.get(ticket_id, "outside")]


def _next_version(tx: Tx, subject: Subject, zone: Zone, content: Content) -> _Done:
    """Publish, and let it begin too where it is still to come: its moment is what the asker wants to know about."""
    zone_content.check(tx, content)
    version, parts = zone_content.version_of(tx, zone.id, content, subject.user_id)
    shown = zones.list_shown(tx.session, [zone.id], tx.now)
    at = max(version.valid_from, tx.now)
    before = next((each for each in shown if zone_changes.span(each).contains(at)), None)
    zone_changes.drop_drafts(tx, shown)
    zone_changes.publish(tx, subject, zone, version, shown, parts)
    overlaps = rows.list_overlaps(tx.session, version.id, zone.id, Range(at, version.valid_until))
    if at > tx.now:
        zone_changes.begin(replace(tx, now=at), subject, zone, version)
        return _Done(zone.id, at, overlaps=overlaps)  # where crews will be then nobody knows
    mine = subject.find_scope(Verb.CREWS_READ).unit_ids
    found = find_crews_there(tx, zone.id, version, before)
    crews = [CrewThere(crew.id, crew.name, crew.unit_id in mine) for crew in found]
    return _Done(zone.id, at, crews, overlaps)


def _end(tx: Tx, subject: Subject, zone: Zone) -> _Done:
    if not zones.list_shown(tx.session, [zone.id], tx.now):
        raise ConflictError("the zone has ended already", code="zone.ended")
    zone_changes.end(tx, subject, zone, PREVIEWED)
    return _Done(zone.id, tx.now)
