"""Stock of protective equipment: what lies where, every movement of it, what jobs have reserved, what will be short."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, status

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import ppe_forecast, ppe_movements, ppe_stock
from app.services.ppe_forecast import MAX_HOURS
from app.services.ppe_movements import NewStore
from app.storage.ppe_stock import MovementFilter
from app.wire.common import QueryText
from app.wire.headers import OnceKey
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of
from app.wire.ppe_jobs import AllPpeHeldOut, ForecastOut, JobsStockOut, JobStockOut, PpeHeldOut, WarningOut
from app.wire.ppe_stock import (
    CountIn,
    EndIssueIn,
    IssueIn,
    MinimumIn,
    MovedOut,
    MovementOut,
    PpeStoreOut,
    ReceiveIn,
    StockOut,
    StoreIn,
    StoreStockOut,
    TransferIn,
    WriteOffIn,
    store_out,
)

router = APIRouter(prefix="/api/v1/ppe-stock", tags=["ppe"])

Hours = Annotated[int, Query(ge=1, le=MAX_HOURS)]


@router.get("")
def list_ppe_stock(work: CurrentWork, subject: CurrentSubject) -> StockOut:
    """Every store with what lies in it, by article; rooms before vehicles."""
    return StockOut(stores=[StoreStockOut.of(each) for each in ppe_stock.list_stock(work, subject)])


@router.get("/movements")
def list_ppe_movements(
    work: CurrentWork, subject: CurrentSubject, store_id: UUID | None = None,
    item: Annotated[QueryText | None, Query(max_length=80)] = None, assignment_id: UUID | None = None,
    cursor: Cursor = None, limit: Limit = 50,
) -> Page[MovementOut]:  # fmt: skip
    """Movements, the newest first."""
    before = decode_cursor(cursor, UUID)
    which = MovementFilter(store_id, item, assignment_id)
    found = ppe_stock.list_movements(work, subject, which, before=before[0] if before else None, limit=limit)
    return page_of(found, limit, MovementOut.of, lambda each: (each.row.id,))


@router.get("/jobs")
def list_ppe_jobs(work: CurrentWork, subject: CurrentSubject, limit: Limit = 100) -> JobsStockOut:
    """What jobs have reserved, are short of and have in hand; the soonest first."""
    return JobsStockOut(jobs=[JobStockOut.of(each) for each in ppe_stock.list_jobs(work, subject, limit=limit)])


@router.get("/held")
def list_ppe_held(work: CurrentWork, subject: CurrentSubject) -> AllPpeHeldOut:
    """What people have for keeps, did not bring back from a job, or what is being disinfected."""
    return AllPpeHeldOut(items=[PpeHeldOut.of_held(each) for each in ppe_stock.list_held(work, subject)])


@router.get("/forecast")
def read_ppe_forecast(work: CurrentWork, subject: CurrentSubject, hours: Hours = 24) -> ForecastOut:
    """What open tickets and planned jobs of the next hours will want, against stock and expiry."""
    return ForecastOut.of(ppe_forecast.forecast(work, subject, hours))


@router.get("/warnings")
def list_ppe_warnings(
    work: CurrentWork, subject: CurrentSubject, *, standing: bool = True, cursor: Cursor = None, limit: Limit = 100
) -> Page[WarningOut]:
    """Stores that hold too little, the newest warning first; with `standing=false` also those that were set right."""
    before = decode_cursor(cursor, UUID)
    found = ppe_forecast.list_warnings(
        work, subject, open_only=standing, before=before[0] if before else None, limit=limit
    )
    return page_of(found, limit, WarningOut.of, lambda row: (row.id,))


@router.post("/stores", status_code=status.HTTP_201_CREATED)
def create_ppe_store(body: StoreIn, work: CurrentWork, subject: CurrentSubject, once: OnceKey) -> PpeStoreOut:
    """Make a store: a room of a unit, or the vehicle that it is."""
    new = NewStore(body.unit_id, body.code, body.name, body.vehicle_id)
    return store_out(ppe_movements.create_store(work, subject, new, once))


@router.get("/stores/{store_id}/sheet")
def read_ppe_sheet(store_id: UUID, work: CurrentWork, subject: CurrentSubject) -> StoreStockOut:
    """The count sheet of a store: what the books expect, by lot."""
    return StoreStockOut.of(ppe_stock.read_sheet(work, subject, store_id))


@router.post("/stores/{store_id}/receive", status_code=status.HTTP_201_CREATED)
def receive_ppe(store_id: UUID, body: ReceiveIn, work: CurrentWork, subject: CurrentSubject, once: OnceKey) -> MovedOut:
    """Take a delivery in."""
    lines = [each.read() for each in body.lines]
    return MovedOut(id=ppe_movements.receive(work, subject, store_id, lines, body.reason, once))


@router.post("/stores/{store_id}/transfer", status_code=status.HTTP_201_CREATED)
def transfer_ppe(
    store_id: UUID, body: TransferIn, work: CurrentWork, subject: CurrentSubject, once: OnceKey
) -> MovedOut:
    """Carry pieces to another store."""
    lines = [each.read() for each in body.lines]
    return MovedOut(id=ppe_movements.transfer(work, subject, store_id, body.to_store_id, lines, body.reason, once))


@router.post("/stores/{store_id}/issue", status_code=status.HTTP_201_CREATED)
def issue_ppe_for_keeps(
    store_id: UUID, body: IssueIn, work: CurrentWork, subject: CurrentSubject, once: OnceKey
) -> MovedOut:
    """Hand somebody reusable pieces for keeps; what is for one job is issued at that job."""
    lines = [each.read() for each in body.lines]
    return MovedOut(id=ppe_movements.issue(work, subject, store_id, body.member_id, lines, once))


@router.post("/stores/{store_id}/write-off", status_code=status.HTTP_201_CREATED)
def write_off_ppe(
    store_id: UUID, body: WriteOffIn, work: CurrentWork, subject: CurrentSubject, once: OnceKey
) -> MovedOut:
    """Take pieces off the books."""
    lines = [each.read() for each in body.lines]
    return MovedOut(id=ppe_movements.write_off(work, subject, store_id, lines, body.reason, once))


@router.post("/stores/{store_id}/count", status_code=status.HTTP_201_CREATED)
def count_ppe(store_id: UUID, body: CountIn, work: CurrentWork, subject: CurrentSubject, once: OnceKey) -> MovedOut:
    """Set a store right by what was counted."""
    lines = [each.read() for each in body.lines]
    return MovedOut(id=ppe_movements.count(work, subject, store_id, lines, body.reason, once))


@router.put("/stores/{store_id}/minimums", status_code=status.HTTP_204_NO_CONTENT)
def put_ppe_minimum(store_id: UUID, body: MinimumIn, work: CurrentWork, subject: CurrentSubject) -> None:
    """Say how many good and free pieces of an article a store should hold."""
    ppe_movements.put_minimum(work, subject, store_id, body.item, body.minimum)


@router.post("/issues/{issue_id}/end", status_code=status.HTTP_201_CREATED)
def end_ppe_issue(
    issue_id: UUID, body: EndIssueIn, work: CurrentWork, subject: CurrentSubject, once: OnceKey
) -> MovedOut:
    """Take back what somebody was given, or pass it through disinfection, or note it as lost."""
    return MovedOut(id=ppe_movements.end_issue(work, subject, issue_id, body.kind, body.pieces, body.reason, once))
