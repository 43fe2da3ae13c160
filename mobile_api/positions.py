"""Where phones are, while on duty."""

from typing import Annotated

from fastapi import APIRouter, status
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import positions
from app.services.positions import Fix
from app.wire.common import Lang, Metres, Moment, ReasonOut, WireIn, WireOut
from geo.places import Place
from mobile_api.actions import ClockOut
from mobile_api.reasons import tell

router = APIRouter(prefix="/mobile/v1/positions", tags=["phones"])


class FixIn(WireIn):
    """Where the phone was at one moment."""

    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    accuracy_m: Annotated[Metres, Field(ge=0, le=100_000, allow_inf_nan=False)]
    device_time: Moment


class FixesIn(WireIn):
    """What the phone gathered since it last could send."""

    fixes: Annotated[list[FixIn], Field(max_length=1000)]
    sent_at: Moment | None = Field(None, description="the phone's clock now: a wrong one is corrected for")


class FixAnswer(WireOut):
    """What became of the fix in the same place of the list."""

    stored: bool
    reason: ReasonOut | None = None


class FixesOut(WireOut):
    """One answer per fix."""

    answers: list[FixAnswer]
    clock: ClockOut | None = Field(description="where the phone said by `sent_at` what its clock shows")


@router.post("", status_code=status.HTTP_202_ACCEPTED)
def store_positions(body: FixesIn, work: CurrentWork, subject: CurrentSubject, lang: Lang) -> FixesOut:
    """Keep where I was while on duty; again is harmless."""
    fixes = [Fix(Place(each.lon, each.lat), each.accuracy_m, each.device_time) for each in body.fixes]
    told = positions.store(work, subject, fixes, body.sent_at)
    answers = [FixAnswer(stored=why is None, reason=tell(why, lang) if why else None) for why in told]
    return FixesOut(answers=answers, clock=ClockOut.of(body.sent_at, work.clock.now()))
