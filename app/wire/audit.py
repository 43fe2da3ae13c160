"""The audit on the wire: whether the trail is whole, and a job at a past moment."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from pydantic import AwareDatetime, Field

from app.schema.events import Event
from app.services.audit_faults import Fault, What
from app.services.audit_report import Report
from app.services.audit_verify import Stretch
from app.services.past_jobs import PastCrew, PastJob, PastPermit
from app.wire.common import Language, WireOut
from app.wire.events import EventOut
from app.wire.geojson import PointOut, place_out
from compliance.chain import SYSTEM_CHAIN
from compliance.past import Past, channel_of
from compliance.wording.events import event_name


class AuditFaultOut(WireOut):
    """One thing that is wrong, at the first link that is in doubt."""

    what: What
    chain_id: UUID | None
    position: int | None
    event_id: UUID | None
    checkpoint: int | None
    after: int | None

    @classmethod
    def of(cls, fault: Fault) -> Self:
        """As it was found."""
        return cls(
            what=fault.what, chain_id=fault.chain_id, position=fault.position, event_id=fault.event_id,
            checkpoint=fault.checkpoint, after=fault.after,
        )  # fmt: skip


class AuditChainOut(WireOut):
    """A stretch of one chain that was looked at: the links behind ``after`` up to ``position``."""

    chain_id: UUID
    name: str
    """Code of the unit or authority; empty for the system."""
    after: int
    position: int
    hash: str
    more: bool
    vouched: int
    """The last position that a checkpoint at hand agrees with; 0 when none does."""

    @classmethod
    def of(cls, stretch: Stretch, report: Report) -> Self:
        """As the report says it."""
        name = "" if stretch.chain_id == SYSTEM_CHAIN else report.names.get(stretch.chain_id, str(stretch.chain_id))
        return cls(
            chain_id=stretch.chain_id, name=name, after=stretch.after, position=stretch.position, hash=stretch.hash,
            more=stretch.more, vouched=report.compared.vouched.get(stretch.chain_id, 0),
        )  # fmt: skip


class AuditCheckpointOut(WireOut):
    """The newest checkpoint."""

    number: int
    made_at: AwareDatetime


class AuditVerifyOut(WireOut):
    """What verification found. ``whole`` speaks of what was looked at; `cordon audit verify` looks at everything."""

    whole: bool
    links: int
    erased: int
    unsealed_seconds: float
    compared: int
    """Checkpoints that were read."""
    checkpoint: AuditCheckpointOut | None
    chains: list[AuditChainOut]
    faults: list[AuditFaultOut]

    @classmethod
    def of(cls, report: Report) -> Self:
        """As the report says it."""
        newest = report.checkpoint
        return cls(
            whole=report.whole,
            links=report.links,
            erased=report.erased,
            unsealed_seconds=round(report.lag.total_seconds(), 1),
            compared=report.compared.read,
            checkpoint=AuditCheckpointOut(number=newest.number, made_at=newest.made_at) if newest else None,
            chains=[AuditChainOut.of(each, report) for each in report.stretches],
            faults=[AuditFaultOut.of(each) for each in report.faults],
        )


class PastStateOut(WireOut):
    """A state, since when, by whom."""

    state: str
    since: AwareDatetime
    by: str

    @classmethod
    def from_past(cls, past: Past) -> Self:
        """The state alone."""
        return cls(state=past.state, since=past.since, by=past.by)


class PastMemberOut(WireOut):
    """One person on the job at that moment."""

    id: UUID
    name: str
    role: str
    ppe_checked: bool
    inside: list[UUID]


class PastGateLineOut(WireOut):
    """One line of the gate, as it was recorded."""

    line: int
    status: str
    codes: list[str]


class PastAssignmentOut(PastStateOut):
    """One assignment at that moment; ``gate`` is the gate's last answer up to then, empty when it was not passed."""

    id: UUID
    number: str
    crew_name: str
    work_method: str | None
    members: list[PastMemberOut]
    gate: list[PastGateLineOut]
    gate_at: AwareDatetime | None

    @classmethod
    def of(cls, crew: PastCrew) -> Self:
        """As it was."""
        past = crew.past
        members = [PastMemberOut.model_validate(vars(each) | {"inside": list(each.inside)}) for each in crew.members]
        return cls(
            state=past.state, since=past.since, by=past.by, id=past.id, number=crew.number, crew_name=crew.crew_name,
            work_method=_word(past, "work_method"), members=members,
            gate=[PastGateLineOut.model_validate(dict(each)) for each in past.gate], gate_at=past.gate_at,
        )  # fmt: skip


class PastPermitOut(PastStateOut):
    """One entry permit at that moment."""

    id: UUID
    assignment_id: UUID | None
    number: str
    zone_name: str

    @classmethod
    def of(cls, permit: PastPermit) -> Self:
        """As it was."""
        past = permit.past
        return cls(
            state=past.state, since=past.since, by=past.by, id=past.id, assignment_id=past.assignment_id,
            number=permit.number, zone_name=permit.zone_name,
        )  # fmt: skip


class PastChecklistOut(PastStateOut):
    """One checklist at that moment, and how many entries it had."""

    id: UUID
    assignment_id: UUID | None
    template: str
    title: str
    purpose: str
    confirmed: int

    @classmethod
    def of(cls, past: Past, title: str) -> Self:
        """As it was, called by the title in the asker's language."""
        return cls(
            state=past.state, since=past.since, by=past.by, id=past.id, assignment_id=past.assignment_id,
            template=_word(past, "template") or "", title=title, purpose=_word(past, "purpose") or "",
            confirmed=past.confirmed,
        )  # fmt: skip


class PastZoneOut(WireOut):
    """A zone version that was in force over the place."""

    version_id: UUID
    zone_id: UUID
    name: str
    hazard_class: str
    version_no: int
    level: int


class AuditStepOut(EventOut):
    """One event of the job, by which way it was done, and its facts."""

    name: str = Field(description="what the verb means, in the reader's language")
    device_time: datetime | None
    channel: str
    payload: dict[str, Any]

    @classmethod
    def told(cls, event: Event, lang: Language) -> Self:
        """As the row says it."""
        channel = channel_of(event.actor, event.payload, event.device_time)
        more = {"device_time": event.device_time, "channel": channel, "payload": event.payload}
        return cls.model_validate(EventOut.of(event).model_dump() | more | {"name": event_name(event.verb, lang)})


class PastJobOut(WireOut):
    """A job at a past moment, and everything that ever happened to it."""

    time: AwareDatetime
    ticket_id: UUID
    number: str
    work_type: str
    address: str
    place: PointOut
    reported_at: AwareDatetime
    state: PastStateOut | None
    moved_since: bool
    assignments: list[PastAssignmentOut]
    permits: list[PastPermitOut]
    checklists: list[PastChecklistOut]
    zones: list[PastZoneOut]
    events: list[AuditStepOut]

    @classmethod
    def of(cls, job: PastJob, lang: Language) -> Self:
        """As it was."""
        row = job.row
        titles = {each: title.get(lang, "") for each, title in job.titles.items()}
        return cls(
            time=job.moment, ticket_id=row.id, number=row.number, work_type=row.work_type, address=row.address,
            place=place_out(row.place), reported_at=row.reported_at,
            state=PastStateOut.from_past(job.ticket) if job.ticket else None, moved_since=job.moved_since,
            assignments=[PastAssignmentOut.of(each) for each in job.crews],
            permits=[PastPermitOut.of(each) for each in job.permits],
            checklists=[PastChecklistOut.of(each, titles.get(each.id, "")) for each in job.checklists],
            zones=[PastZoneOut.model_validate(vars(each)) for each in job.zones],
            events=[AuditStepOut.told(each, lang) for each in job.events],
        )  # fmt: skip


def _word(past: Past, name: str) -> str | None:
    value = past.facts.get(name)
    return value if isinstance(value, str) else None
