"""Job packs: all that a phone needs to do a job without a network."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.access import Subject, Verb
from app.schema.zones import ZonePart
from app.services import assignment_views, checkins, gate, job_contacts, job_maps, judgements, passes, ppe_sets, tickets
from app.services.assignment_views import AssignmentView
from app.services.checkins import Checkin
from app.services.checklists import ChecklistView
from app.services.gate import Seen
from app.services.job_contacts import JobContact
from app.services.job_maps import JobMap
from app.services.judgements import Hit
from app.services.passes import PassView
from app.services.ppe_sets import MemberSet
from app.services.tickets import TicketView
from app.services.work import Tx, Work
from app.storage import assignments, exposure_records, zone_parts
from compliance.gate import GateAnswer
from compliance.zones import MergedRequirements, in_force_at, merge


@dataclass(frozen=True)
class JobPack:
    """One assignment with ticket, zones, permits, checklists, contacts, map and the gate's answer as it stands."""

    view: AssignmentView
    ticket: TicketView
    hits: tuple[Hit, ...]
    parts: Mapping[UUID, Sequence[ZonePart]]
    """All hot, warm and cold parts of the zones, by version."""
    merged: MergedRequirements
    checklists: tuple[ChecklistView, ...]
    gate: GateAnswer
    passes: tuple[PassView, ...]
    """To show at the checkpoint, one for each permit that is approved."""
    ppe: tuple[MemberSet, ...]
    """Each member's protective equipment, where the zones ask for any."""
    contacts_told: frozenset[UUID]
    """Whose contacts were asked about and answered."""
    contacts: tuple[JobContact, ...]
    """Whom to call."""
    checkin: Checkin | None
    """While the crew is inside: when it has to say that all are well."""
    map: JobMap
    """The surroundings, to be prefetched."""

    @property
    def id(self) -> UUID:
        """The assignment's id."""
        return self.view.row.id


def list_packs(work: Work, subject: Subject, only: Collection[UUID] | None = None) -> list[JobPack]:
    """The active jobs of the worker's own crew, in the order in which they are planned.

    Args:
        work: what use cases work with.
        subject: the worker.
        only: assignments that are asked for; None means all.
    """
    crew_ids = subject.scope(Verb.FIELD).crew_ids
    with work.look() as tx:
        rows = assignments.list_of_crews(tx.session, crew_ids)
        wanted = [row for row in rows if only is None or row.id in only]
        return [_pack(tx, view) for view in assignment_views.view_all(tx, subject, wanted)]


def _pack(tx: Tx, view: AssignmentView) -> JobPack:
    hits = judgements.zones_of(tx, [view.ticket.id])[view.ticket.id]
    parted = [hit.geometry_row.id for hit in hits if hit.geometry_row.parts_count]
    at, zones = max(view.row.planned_entry_at, tx.now), tuple(hit.zone for hit in hits)
    return JobPack(
        view=view,
        ticket=tickets.view_all(tx, [view.ticket])[0],
        hits=hits,
        parts=zone_parts.list_of_versions(tx.session, parted) if parted else {},
        merged=merge(in_force_at(zones, at)),
        checklists=view.checklists,
        gate=gate.answer(tx, view.row, Seen(zones, view.members, view.checklists)),
        passes=tuple(passes.list_of_permits(tx, [each.permit.id for each in view.permits])),
        ppe=ppe_sets.sets_of(tx, view.row, merge(in_force_at(zones, at)).ppe_profiles),
        contacts_told=exposure_records.list_answered(tx.session, [view.row.id])[view.row.id],
        contacts=job_contacts.list_contacts(tx, view, hits),
        checkin=checkins.of_jobs(tx, [view.row.id]).get(view.row.id),
        map=job_maps.map_of(tx, view, hits),
    )
