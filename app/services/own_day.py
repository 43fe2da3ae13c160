"""A worker's own shift: to sign on to, and to look back at before going home; own jobs, own stays, own ways."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from shapely import Point

from app.access import Subject
from app.errors import NotFoundError
from app.schema.assignments import Assignment
from app.schema.crews import Crew, CrewMember, Shift
from app.schema.exposure import Exposure
from app.schema.tickets import Ticket
from app.schema.vehicle_checks import VehicleCheck
from app.services import crew_days, crew_lists, ppe_catalogue, sign_ons
from app.services.crew_days import CrewDay
from app.services.crew_duty import OnDuty, own_crew
from app.services.crew_lists import CrewLists
from app.services.work import Tx, Work
from app.storage import fitness, hand_overs, help_requests, stand_downs
from app.storage import own_day as rows
from app.storage import sign_ons as sign_on_rows
from app.storage.hand_overs import Found as HandedOver
from app.storage.help_requests import Found as Asked
from app.storage.ppe_jobs import InHand
from app.storage.stand_downs import StandDownRow
from compliance.reasons import Reason
from compliance.sign_ons import OPENS
from compliance.text import Text
from geo.places import Place, distance_m

LOOK_BACK = timedelta(days=2)
"""A shift that somebody has not signed off from is shown this long."""
MOST_STAND_DOWNS = 50
MOST_ACCURACY_M = 100
"""A fix that is less exact says nothing about how far somebody drove."""


@dataclass(frozen=True)
class Track:
    """Own fixes of a shift, and how far it was, metres."""

    fixes: Sequence[tuple[float, float, float, datetime]]
    distance_m: float


@dataclass(frozen=True)
class OwnDay:
    """All that the phone shows of a shift; most of it is empty where there is no shift near.

    Attributes:
        member: the worker.
        day: the crew's shift; None where none runs or begins soon.
        unfit: whether the worker said that they are not well, undecided.
        checks: looks at vehicles during it.
        kept: own equipment in hand for keeps.
        jobs: own jobs of the shift.
        stays: own stays with the zones' names.
        stand_downs: own that are not over.
        distance_m: how far the own phone was moved.
        against: why the worker may not sign off yet.
        asked: the crew's calls for help.
        handed_over: what was handed over to the crew's jobs, and what it hands over.
        lists: what may be chosen from.
        articles: what may be called for, by code.
        now: the moment.
    """

    member: CrewMember
    day: CrewDay | None
    unfit: bool
    checks: Sequence[VehicleCheck]
    kept: Sequence[InHand]
    jobs: Sequence[tuple[Assignment, Ticket]]
    stays: Sequence[tuple[Exposure, str]]
    stand_downs: Sequence[StandDownRow]
    distance_m: float
    against: Sequence[Reason]
    asked: Sequence[Asked]
    handed_over: Sequence[HandedOver]
    lists: CrewLists
    articles: Mapping[str, Text]
    now: datetime


def get_own(work: Work, subject: Subject) -> OwnDay:
    """The worker's own shift.

    Raises:
        ForbiddenError: not a worker of a crew.
    """
    with work.look() as tx:
        me, members = own_crew(tx, subject)
        shift = _shift(tx, me)
        day = crew_days.days_of(tx, [(shift, tx.session.get_one(Crew, me.crew_id))])[0] if shift else None
        since, until = _span(tx, shift, day)
        against = sign_ons.may_go(tx, OnDuty(shift, me, members), [me]).reasons if shift else ()
        track = _track(tx, subject, since, until)
        return OwnDay(
            member=me,
            day=day,
            unfit=fitness.find_open(tx.session, me.id) is not None,
            checks=crew_days.checks_of(tx, day) if day else (),
            kept=sign_ons.kept_ppe(tx, [me.id]),
            jobs=rows.list_jobs(tx.session, me.id, since, until),
            stays=rows.list_stays(tx.session, me.id, since, until),
            stand_downs=_stand_downs(tx, subject),
            distance_m=track.distance_m,
            against=against,
            asked=help_requests.list_of_crew(tx.session, me.crew_id, since),
            handed_over=hand_overs.list_of_crew(tx.session, me.crew_id, since),
            lists=crew_lists.read(tx),
            articles={code: item.name for code, item in ppe_catalogue.items_by_code(tx).items()},
            now=tx.now,
        )


def get_track(work: Work, subject: Subject) -> Track:
    """Where the worker's own phones were during the shift.

    Raises:
        ForbiddenError: not a worker of a crew.
        NotFoundError: there is no shift near.
    """
    with work.look() as tx:
        me, _ = own_crew(tx, subject)
        shift = _shift(tx, me)
        if shift is None:
            raise NotFoundError("there is no shift of yours near")
        since, until = _span(tx, shift, None)
        return _track(tx, subject, since, until)


def _stand_downs(tx: Tx, subject: Subject) -> list[StandDownRow]:
    own = stand_downs.list_of_user(tx.session, subject.user_id, MOST_STAND_DOWNS) if subject.user_id else []
    return [each for each in own if each.until > tx.now]


def _shift(tx: Tx, me: CrewMember) -> Shift | None:
    """The shift that the worker has not signed off from, else the one that runs or begins soon."""
    left = sign_on_rows.find_left_open(tx.session, me.id, tx.now - LOOK_BACK)
    if left is not None and left.crew_id == me.crew_id:
        return left
    return sign_on_rows.find_present(tx.session, me.crew_id, tx.now, tx.now + OPENS)


def _span(tx: Tx, shift: Shift | None, day: CrewDay | None) -> tuple[datetime, datetime]:
    """From the first of sign-on and beginning, up to now."""
    if shift is None or shift.during.lower is None:
        return tx.now - timedelta(hours=12), tx.now
    came = [each.signed_on_at for each in day.sign_ons] if day else []
    return min([shift.during.lower, *came]), tx.now


def _track(tx: Tx, subject: Subject, since: datetime, until: datetime) -> Track:
    fixes = rows.list_fixes(tx.session, subject.user_id, since, until) if subject.user_id else []
    exact = [(lon, lat) for lon, lat, accuracy_m, _ in fixes if accuracy_m <= MOST_ACCURACY_M]
    return Track(fixes, sum(distance_m(Place(*one), Point(other)) for one, other in pairwise(exact)))
