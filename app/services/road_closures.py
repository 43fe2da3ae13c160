"""Road closures: set and ended by dispatchers, followed by every process that has roads in memory."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from geoalchemy2.shape import from_shape
from shapely.geometry.base import BaseGeometry
from sqlalchemy.orm import Session, sessionmaker

from app.access import Subject, Verb
from app.clock import Clock
from app.errors import ConflictError, InvalidError, NotFoundError
from app.schema.base import SRID
from app.schema.road_closures import RoadClosure
from app.services.events import About, record
from app.services.idempotency import Once, find_made, remember
from app.services.work import Tx, Work, again
from app.storage import road_closures as closures
from app.storage import units
from geo.roads.closures import Closures


@dataclass(frozen=True)
class NewClosure:
    """A road to be closed."""

    unit_id: UUID
    shape: BaseGeometry
    """A point on it, a line along it, or an area; WGS 84."""
    reason: str
    valid_from: datetime | None = None
    """None means from now on."""
    valid_until: datetime | None = None


def list_closures(work: Work, subject: Subject, *, after: UUID | None, limit: int) -> Sequence[RoadClosure]:
    """Closures that are not over, the oldest first; one more than ``limit`` if there are more."""
    scope = subject.scope(Verb.ROADS_READ)
    with work.look() as tx:
        return closures.list_page(tx.session, scope, tx.now, after=after, limit=limit + 1)


@again
def create_closure(work: Work, subject: Subject, new: NewClosure, once: Once | None = None) -> RoadClosure:
    """Close a road.

    Raises:
        InvalidError: an unknown unit, or a period that is none.
    """
    scope = subject.scope(Verb.ROADS_WRITE)
    with work.begin() as tx:
        if new.unit_id not in scope.unit_ids or units.find_by_id(tx.session, new.unit_id) is None:
            raise InvalidError.of("unit_id", "unknown", "there is no such unit", "name a unit that you dispatch for")
        begins = new.valid_from or tx.now
        if new.valid_until is not None and new.valid_until <= max(begins, tx.now):
            raise InvalidError.of(
                "valid_until", "period", "the road would be open before it is closed", "give a later end"
            )
        made = find_made(tx, subject, once)
        if made is not None:
            return _found(closures.find_by_id(tx.session, made))
        closure = RoadClosure(
            unit_id=new.unit_id, geometry=from_shape(new.shape, srid=SRID), reason=new.reason, valid_from=begins,
            valid_until=new.valid_until, created_at=tx.now, created_by=subject.user_id,
        )  # fmt: skip
        tx.session.add(closure)
        tx.session.flush()
        _tell(tx, subject, closure, "road_closure.created")
        remember(tx, subject, once, closure.id)
        return closure


@again
def end_closure(work: Work, subject: Subject, closure_id: UUID, reason: str) -> RoadClosure:
    """Open a road again; why stands in the event.

    Raises:
        NotFoundError: none that the subject may end.
        ConflictError: it is open already.
    """
    scope = subject.scope(Verb.ROADS_WRITE)
    with work.begin() as tx:
        closure = _found(closures.find(tx.session, scope, closure_id, for_update=True))
        over = closure.valid_until is not None and closure.valid_until <= tx.now
        if closure.ended_at is not None or over:
            raise ConflictError("the road is open already", code="road_closure.ended")
        closure.ended_at, closure.ended_by = tx.now, subject.user_id
        tx.session.flush()
        _tell(tx, subject, closure, "road_closure.ended", ended_because=reason)
        return closure


@dataclass(frozen=True)
class ClosedRoads:
    """What is closed now, for roads in memory: closures, and zones that nobody drives through without a permit."""

    sessions: sessionmaker[Session]
    clock: Clock

    def key(self) -> Hashable:
        """Equal as long as the same is closed: rows that are in force, whose places never change."""
        with self.sessions() as session:
            return self._ids(session)

    def read(self) -> Closures:
        """All that is closed now."""
        with self.sessions() as session:
            roads, versions = self._ids(session)
            return Closures(closures.shapes_of_closures(session, roads), closures.shapes_of_versions(session, versions))

    def _ids(self, session: Session) -> tuple[frozenset[UUID], frozenset[UUID]]:
        now = self.clock.now()
        return closures.list_closed(session, now), closures.list_without_transit(session, now)


def _tell(tx: Tx, subject: Subject, closure: RoadClosure, verb: str, **more: str) -> None:
    payload = {
        "reason": closure.reason,
        "valid_from": closure.valid_from.isoformat(),
        "valid_until": closure.valid_until.isoformat() if closure.valid_until else None,
        **more,
    }
    record(tx, subject, verb, About("road_closure", closure.id, closure.unit_id), payload=payload)


def _found(closure: RoadClosure | None) -> RoadClosure:
    if closure is None:
        raise NotFoundError("there is no such road closure")
    return closure
