"""Articles, profiles and sizes of protective equipment on the wire."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from app.schema.ppe import PpeItemType, PpeProfile
from app.services.ppe_movements import MAX_PIECES
from app.wire.common import WireIn, WireOut
from compliance.ppe import ProfileItem
from compliance.text import Text

Code = Annotated[str, Field(min_length=1, max_length=80, pattern="^[a-z0-9_]+$")]
Label = Annotated[str, Field(max_length=80)]


class PpeNameIn(WireIn):
    """A name in both languages."""

    vi: Annotated[str, Field(min_length=1, max_length=200)]
    en: Annotated[str, Field(min_length=1, max_length=200)]

    def read(self) -> Text:
        """As the rules take it."""
        return Text(self.vi, self.en)


class PpeNameOut(WireOut):
    """A name in both languages."""

    vi: str
    en: str


class PpeItemIn(WireIn):
    """A kind of article."""

    code: Code
    name: PpeNameIn
    reusable: bool = False
    sizes: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=20)]], Field(max_length=40, default_factory=list)
    ]
    low_stock: Annotated[int, Field(ge=0, le=MAX_PIECES)] = 0
    active: bool = True


class PpeItemOut(WireOut):
    """A kind of article as stores keep it."""

    code: str
    name: PpeNameOut
    reusable: bool
    sizes: list[str]
    low_stock: int
    active: bool

    @classmethod
    def of(cls, row: PpeItemType) -> Self:
        """As it is stored."""
        return cls(
            code=row.code, name=PpeNameOut(**row.title), reusable=row.reusable, sizes=row.sizes,
            low_stock=row.low_stock, active=row.active,
        )  # fmt: skip


class ProfileItemIn(WireIn):
    """How much of one article a profile asks for."""

    item: Code
    count: Annotated[int, Field(ge=1, le=100)] = 1
    spare: Annotated[int, Field(ge=0, le=100)] = 0
    sized: bool = False
    replace_after_minutes: Annotated[int, Field(ge=1, le=7 * 24 * 60)] | None = None
    electrical_note: PpeNameIn | None = None

    def read(self) -> ProfileItem:
        """As the rules take it."""
        note = self.electrical_note.read() if self.electrical_note else None
        return ProfileItem(self.item, self.count, self.spare, self.sized, self.replace_after_minutes, note)


class ProfileItemOut(WireOut):
    """How much of one article a profile asks for."""

    item: str
    count: int = Field(description="pieces for each person")
    spare: int = Field(description="pieces that the crew takes along beyond that")
    sized: bool = Field(description="whether the size must be the wearer's own")
    replace_after_minutes: int | None
    electrical_note: PpeNameOut | None


class PpeProfileIn(WireIn):
    """A version of a profile to be published."""

    code: Code
    name: PpeNameIn
    items: Annotated[list[ProfileItemIn], Field(max_length=60)]
    hse_must_confirm: bool = False


class PpeProfileOut(WireOut):
    """One version of what each person wears in a kind of zone."""

    id: UUID
    code: str
    version: int
    name: PpeNameOut
    items: list[ProfileItemOut]
    hse_must_confirm: bool = Field(description="whether HSE has not confirmed yet what shipped")
    published_at: datetime

    @classmethod
    def of(cls, row: PpeProfile) -> Self:
        """As it is stored."""
        return cls(
            id=row.id, code=row.code, version=row.version_no, name=PpeNameOut(**row.title),
            items=[ProfileItemOut.model_validate(each) for each in row.items], hse_must_confirm=row.hse_must_confirm,
            published_at=row.published_at,
        )  # fmt: skip


class PpeProfilesOut(WireOut):
    """The newest version of each profile."""

    items: list[PpeProfileOut]


class PublishedProfileOut(PpeProfileOut):
    """The version that was published."""

    jobs: int = Field(description="jobs not at their place yet that reserved anew by it")


class SizeIn(WireIn):
    """The size that somebody wears of an article; null forgets it."""

    item: Code
    size: Label | None


class MemberSizesOut(WireOut):
    """The sizes that somebody wears, by article."""

    member_id: UUID
    name: str
    sizes: dict[str, str]


class CrewSizesOut(WireOut):
    """The sizes that a crew wears."""

    members: list[MemberSizesOut]


def profiles_out(rows: Sequence[PpeProfile]) -> PpeProfilesOut:
    """Versions of profiles as they are stored."""
    return PpeProfilesOut(items=[PpeProfileOut.of(row) for row in rows])
