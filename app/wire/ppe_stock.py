"""Stores, lots and movements of protective equipment on the wire."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field

from app.schema.ppe import PpeLot, PpeStore
from app.services.ppe_movements import MAX_PIECES, LotPieces, Pieces
from app.services.ppe_stock import MovementView, StockLine, StoreView
from app.storage.ppe_stock import Balance
from app.wire.common import Moment, WireIn, WireOut
from app.wire.ppe_profiles import Code, Label
from compliance.ppe_stock import Level, Supply

PieceCount = Annotated[int, Field(ge=1, le=MAX_PIECES)]
Why = Annotated[str, Field(min_length=1, max_length=2000)]


class StoreIn(WireIn):
    """A store to be made: a room of a unit, or with `vehicle_id` the vehicle that it is."""

    unit_id: UUID
    code: Annotated[str, Field(min_length=1, max_length=40)]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    vehicle_id: UUID | None = None


class PpeStoreOut(WireOut):
    """Where pieces lie."""

    id: UUID
    unit_id: UUID
    vehicle_id: UUID | None
    code: str
    name: str


class LotOut(WireOut):
    """Pieces of one lot in one store."""

    lot_id: UUID
    size: str
    lot_no: str
    expires_at: datetime | None
    on_hand: int
    reserved: int
    expired: bool

    @classmethod
    def of(cls, each: Balance, now: datetime) -> Self:
        """As the service found it."""
        lot = each.lot
        expired = lot.expires_at is not None and lot.expires_at <= now
        return cls(
            lot_id=lot.id, size=lot.size, lot_no=lot.lot_no, expires_at=lot.expires_at, on_hand=each.on_hand,
            reserved=each.reserved, expired=expired,
        )  # fmt: skip


class StockLineOut(WireOut):
    """One article in one store."""

    item: str
    on_hand: int
    expired: int
    reserved: int
    available: int = Field(description="good now and not reserved; below zero when more is reserved than there is")
    minimum: int
    level: Level
    difference: int = Field(description="pieces handed over without the books knowing of them since the last count")
    lots: list[LotOut]

    @classmethod
    def of(cls, line: StockLine, now: datetime) -> Self:
        """As the service found it."""
        return cls(
            item=line.item_code, **supply_of(line.supply), minimum=line.minimum, level=line.level,
            difference=line.difference, lots=[LotOut.of(each, now) for each in line.lots],
        )  # fmt: skip


class StoreStockOut(WireOut):
    """One store with what lies in it."""

    store: PpeStoreOut
    lines: list[StockLineOut]

    @classmethod
    def of(cls, view: StoreView) -> Self:
        """As the service found it."""
        lines = [StockLineOut.of(line, view.now) for line in view.lines]
        return cls(store=PpeStoreOut.model_validate(view.store), lines=lines)


class StockOut(WireOut):
    """All stores that the asker may see, rooms before vehicles."""

    stores: list[StoreStockOut]


class PiecesIn(WireIn):
    """Pieces of an article as the label tells them apart."""

    item: Code
    pieces: PieceCount
    size: Label = ""
    lot_no: Label = ""
    expires_at: Moment | None = None

    def read(self) -> Pieces:
        """As the service takes it."""
        return Pieces(self.item, self.pieces, self.size, self.lot_no, self.expires_at)


class CountedIn(PiecesIn):
    """How many of a lot were found; none is a number too."""

    pieces: Annotated[int, Field(ge=0, le=MAX_PIECES)]


class LotPiecesIn(WireIn):
    """Pieces of a known lot."""

    lot_id: UUID
    pieces: PieceCount

    def read(self) -> LotPieces:
        """As the service takes it."""
        return LotPieces(self.lot_id, self.pieces)


class ReceiveIn(WireIn):
    """A delivery."""

    lines: Annotated[list[PiecesIn], Field(min_length=1, max_length=500)]
    reason: Why | None = None


class CountIn(WireIn):
    """A count sheet. Lots of an article on it that it does not name are counted as none; other articles stay."""

    lines: Annotated[list[CountedIn], Field(min_length=1, max_length=2000)]
    reason: Why | None = None


class TransferIn(WireIn):
    """What is carried where."""

    to_store_id: UUID
    lines: Annotated[list[LotPiecesIn], Field(min_length=1, max_length=500)]
    reason: Why | None = None


class IssueIn(WireIn):
    """Reusable pieces that somebody gets for keeps."""

    member_id: UUID
    lines: Annotated[list[LotPiecesIn], Field(min_length=1, max_length=100)]


class WriteOffIn(WireIn):
    """What is torn, lost or past its date."""

    lines: Annotated[list[LotPiecesIn], Field(min_length=1, max_length=500)]
    reason: Why


class EndIssueIn(WireIn):
    """How pieces that are out come back: onto the shelf, to disinfection, out of it, or not at all."""

    kind: Literal["return", "disinfect", "clean", "write_off"]
    pieces: PieceCount
    reason: Why | None = None


class MinimumIn(WireIn):
    """How many good and free pieces of an article a store should hold."""

    item: Code
    minimum: Annotated[int, Field(ge=0, le=MAX_PIECES)]


class MovedOut(WireOut):
    """What was written; movements that belong together carry this id as `refers_id`."""

    id: UUID


class MovementOut(WireOut):
    """One thing that happened to pieces."""

    id: UUID
    store_id: UUID
    kind: str
    item: str
    size: str
    lot_no: str
    expires_at: datetime | None
    pieces: int
    change: int = Field(description="what it did to the shelf")
    off_shelf: bool = Field(description="pieces that the books do not know of")
    member_id: UUID | None
    member_name: str | None
    assignment_id: UUID | None
    refers_id: UUID | None
    reason: str | None
    at: datetime
    by_name: str

    @classmethod
    def of(cls, view: MovementView) -> Self:
        """As the service found it."""
        row = view.row
        same = (
            "id", "store_id", "kind", "pieces", "change", "off_shelf", "member_id", "assignment_id", "refers_id",
            "reason", "at", "by_name",
        )  # fmt: skip
        shown = {name: getattr(row, name) for name in same}
        return cls(**shown, item=row.item_code, member_name=view.member, **label_of(view.lot))


def store_out(store: PpeStore) -> PpeStoreOut:
    """A store as it is stored."""
    return PpeStoreOut.model_validate(store)


def label_of(lot: PpeLot | None) -> dict[str, Any]:
    """What stands on the label; blank where the books do not know."""
    if lot is None:
        return {"size": "", "lot_no": "", "expires_at": None}
    return {"size": lot.size, "lot_no": lot.lot_no, "expires_at": lot.expires_at}


def supply_of(supply: Supply) -> dict[str, int]:
    """The numbers of a supply that every answer shows."""
    return {name: getattr(supply, name) for name in ("on_hand", "expired", "reserved", "available")}
