"""Entry permits: does the authority's answer cover these people, this vehicle, this moment."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from compliance.decision import Decision, deny, from_reasons, refuse
from compliance.opening_hours import OpeningHours, add_open_time
from compliance.reasons import Reason, reason
from compliance.zones import ZoneInForce, ZoneRequirements, tightens


class Named(Protocol):
    """A person as the permit names them."""

    @property
    def id(self) -> UUID:
        """Key of the person."""

    @property
    def name(self) -> str:
        """Name for the reasons."""


@dataclass(frozen=True, slots=True)
class PermitLine:
    """One person or one vehicle on a permit; a swap voids the line only."""

    id: UUID
    voided_at: datetime | None = None

    def stands_at(self, at: datetime) -> bool:
        """Tell whether the line is not void at this moment."""
        return self.voided_at is None or at < self.voided_at


@dataclass(frozen=True, slots=True)
class PermitFacts:
    """One permit for one zone version, good from `valid_from` up to, not including, `valid_until`."""

    id: UUID
    zone_id: UUID
    zone_version_id: UUID
    state: str
    valid_from: datetime
    valid_until: datetime
    people: tuple[PermitLine, ...] = ()
    vehicles: tuple[PermitLine, ...] = ()
    conditions: tuple[str, ...] = ()
    """What the authority asks to be done before anybody enters."""
    conditions_confirmed: bool = False
    """Whether the crew has confirmed them all."""

    def names(self, person_or_vehicle_id: UUID, at: datetime) -> bool:
        """Tell whether a standing line names this person or vehicle."""
        return any(line.id == person_or_vehicle_id and line.stands_at(at) for line in (*self.people, *self.vehicles))


_BY_STATE = {
    "draft": "gate.permit.missing",
    "requested": "gate.permit.still_requested",
    "acknowledged": "gate.permit.still_requested",
    "denied": "gate.permit.denied",
    "revoked": "gate.permit.revoked",
    "expired": "gate.permit.expired",
    "void": "gate.permit.void",
    "withdrawn": "gate.permit.withdrawn",
    "closed": "gate.permit.closed",
}

_NEAREST_FIRST = (
    "gate.permit.expired",
    "gate.permit.not_yet_valid",
    "gate.permit.other_version",
    "gate.permit.revoked",
    "gate.permit.void",
    "gate.permit.denied",
    "gate.permit.still_requested",
    "gate.permit.withdrawn",
    "gate.permit.closed",
    "gate.permit.missing",
)


def covers(
    permits: Iterable[PermitFacts],
    zone: ZoneInForce,
    people: Sequence[Named],
    vehicle_id: UUID | None,
    at: datetime,
) -> Decision:
    """Decide whether the authority consents to these people and this vehicle (None: on foot) being in the zone.

    Several permits for one zone add up: each person needs a standing line on any that is good now. A permit is bound
    to the zone version it was given for; publishing a version voids it or binds it anew.
    """
    here = [permit for permit in permits if permit.zone_id == zone.zone_id]
    problems = {permit.id: _problem(permit, zone, at) for permit in here}
    good = [permit for permit in here if problems[permit.id] is None]
    if not good:
        return deny(_nearest([problem for problem in problems.values() if problem], zone))
    return from_reasons((*_not_named(good, zone, people, vehicle_id, at), *_unconfirmed(good, zone)))


def remind_at(asked_at: datetime, response_minutes: int, hours: OpeningHours | None = None) -> datetime:
    """Return when an authority that has not answered is reminded: half of its time is over then."""
    return add_open_time(hours, asked_at, timedelta(minutes=response_minutes) / 2)


def respond_by(asked_at: datetime, response_minutes: int, hours: OpeningHours | None = None) -> datetime:
    """Return when the authority's answer is due, after which it is reminded and its parent asked.

    Args:
        asked_at: when this authority was asked.
        response_minutes: how long it may take.
        hours: its opening hours, while which alone its time runs; None means around the clock.
    """
    return add_open_time(hours, asked_at, timedelta(minutes=response_minutes))


def voids_on(
    old: ZoneRequirements,
    new: ZoneRequirements,
    *,
    geometry_changed_over_place: bool,
    authority_changed: bool = False,
) -> bool:
    """Tell whether a new zone version voids permits given for the old one."""
    return geometry_changed_over_place or authority_changed or tightens(old, new)


def answerable(state: str, valid_until: datetime, now: datetime) -> Decision:
    """Decide whether an authority can still consent: the request is open and its window has not passed."""
    if state not in {"requested", "acknowledged"}:
        return refuse("gate.permit.not_open", state=state)
    if now >= valid_until:
        return refuse("gate.permit.window_passed", valid_until=valid_until)
    return from_reasons(())


def _problem(permit: PermitFacts, zone: ZoneInForce, at: datetime) -> Reason | None:
    """Return what is wrong with the permit as a whole, whoever it names."""
    code = _code(permit, zone, at)
    if code is None:
        return None
    return reason(
        code, zone=zone.name, zone_id=zone.zone_id, valid_from=permit.valid_from, valid_until=permit.valid_until
    )


def _code(permit: PermitFacts, zone: ZoneInForce, at: datetime) -> str | None:
    if permit.state != "approved":
        return _BY_STATE.get(permit.state, "gate.permit.missing")
    if permit.zone_version_id != zone.version_id:
        return "gate.permit.other_version"
    if at < permit.valid_from:
        return "gate.permit.not_yet_valid"
    return "gate.permit.expired" if at >= permit.valid_until else None


def _nearest(problems: Collection[Reason], zone: ZoneInForce) -> Reason:
    """Return the problem that is nearest to a good permit, so that the dispatcher knows what to chase."""
    missing = reason("gate.permit.missing", zone=zone.name, zone_id=zone.zone_id)
    return min(problems, key=lambda problem: _NEAREST_FIRST.index(problem.code), default=missing)


def _unconfirmed(good: Iterable[PermitFacts], zone: ZoneInForce) -> Iterable[Reason]:
    if any(permit.conditions and not permit.conditions_confirmed for permit in good):
        yield reason("gate.permit.conditions_open", zone=zone.name, zone_id=zone.zone_id)


def _not_named(
    good: Collection[PermitFacts], zone: ZoneInForce, people: Iterable[Named], vehicle_id: UUID | None, at: datetime
) -> Iterable[Reason]:
    for person in people:
        if not any(permit.names(person.id, at) for permit in good):
            yield reason("gate.permit.person_not_named", name=person.name, person_id=person.id, zone=zone.name)
    if vehicle_id is not None and not any(permit.names(vehicle_id, at) for permit in good):
        yield reason("gate.permit.vehicle_not_named", vehicle_id=vehicle_id, zone=zone.name)
