"""The demo's heartbeat: a few crews and tickets of its own, so that the board lives while somebody looks at it.

The simulator's crews in real time, at a gentle multiple of its speed. It touches its own tickets and crews only; the
visitor's, T1 first of all, are left alone. It takes no reports while enough are open, and none after a day's work.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog

from app.clock import Clock
from app.demo.background import Background, keep_on_duty, prepare
from app.demo.calls import said
from app.demo.shapes import FLOOD, QUARANTINE, TERRITORY, area
from app.services import ticket_intake, tickets
from app.services.jobpacks import JobPack
from app.services.work import Work
from app.simulation.agenda import Agenda, Bell, Pace, Pause, Process
from app.simulation.chance import Chance
from app.simulation.crews import Crew
from app.simulation.desks import PAGE, Desk, new_ticket
from app.simulation.generator import anywhere, make_call
from app.simulation.phones import Phone
from app.storage.tickets import TicketFilter
from geo.places import Place
from geo.travel import great_circle_m

SOURCE = "demo-heartbeat"
MOST_OPEN = 5
"""Reports are taken only while fewer of its tickets are open."""
MOST_TICKETS = 200
"""In all since it was started; then it rests."""
FIRST_S, BETWEEN_S = 5.0, 75.0
"""Before the first report; between two."""
LOOK_S = 30.0
"""Between two looks of a crew at its phone, and of its dispatcher at the board."""
REPORT_S = 10.0
"""Between two positions of a driving crew."""
QUIET_M = 3500.0
"""So far around the quarantine zone and the flood nothing of it happens: that ground is the tour's."""
AGAIN_S = 15.0
SHIFT_LOOK_S = 600.0
HILLS_LON = 108.06
"""West of it there are hills, and nobody sees a crew on the map."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class InTime:
    """Time passes by itself; ``stop`` ends the wait."""

    clock: Clock
    stop: threading.Event

    def come(self, moment: datetime) -> bool:
        """Wait until then; False when told to stop."""
        return not self.stop.wait(max(0.0, (moment - self.clock.now()).total_seconds()))


@dataclass(frozen=True)
class Hurried:
    """What the world does to a crew of the heartbeat: as in a storm, ``pace`` times as fast."""

    chance: Chance
    pace: float

    def reaction_s(self, ticket: str) -> float:
        """From the push to setting off."""
        return self.chance.around(90.0, 0.5, "reaction", ticket) / self.pace

    def road_factor(self, ticket: str) -> float:
        """Time on the road, divided by what the travel times say."""
        return self.chance.around(1.0, 0.1, "road", ticket) / self.pace

    def work_s(self, ticket: str) -> float:
        """From begun work to supply."""
        return self.chance.around(1800.0, 0.4, "work", ticket) / self.pace

    def item_s(self, ticket: str) -> float:
        """For one line of a checklist."""
        return self.chance.around(15.0, 0.3, "item", ticket) / self.pace


def run(work: Work, stop: threading.Event) -> None:
    """Beat until ``stop``; what fails is logged, and everything is taken up again a little later."""
    while not stop.is_set():
        try:
            beat(work, InTime(work.clock, stop))
        except Exception as error:  # noqa: BLE001 - the demo goes on without its heartbeat
            _log.warning("heartbeat.again", error=repr(error))
            stop.wait(AGAIN_S)


def beat(work: Work, pace: Pace, hours: float = 24 * 365, seed: int | None = None) -> None:
    """Let crews and tickets live for some hours, or until the pace says that it is over.

    Args:
        work: the demo's services.
        pace: how time passes.
        hours: how long.
        seed: of all chance; another one each time if left out.
    """
    agenda = Agenda(work.clock, pace)
    chance = Chance(uuid4().int % 2**32 if seed is None else seed)
    cast = prepare(work)
    desk = Desk(work, agenda, cast.dispatcher, Bell(agenda))
    crews = _crews(work, agenda, cast, Hurried(chance, work.settings.demo_pace), desk.bell)
    for crew in crews.values():
        agenda.start(crew.live())
    agenda.start(_listen(crews))
    agenda.start(_dispatch(desk, crews))
    agenda.start(_keep_on_duty(work, cast))
    agenda.start(_take_reports(work, cast, chance, desk.bell), FIRST_S)
    agenda.run(agenda.now + timedelta(hours=hours))


def _crews(work: Work, agenda: Agenda, cast: Background, nature: Hurried, board: Bell) -> dict[UUID, Crew]:
    found = {}
    for crew_id, leader in cast.leaders.items():
        phone = Phone(work, leader, None, agenda.now)
        place = cast.places[crew_id]
        found[crew_id] = Crew(work, agenda, nature, phone, Bell(agenda), place, board.ring, _is_own, REPORT_S)
    return found


def _is_own(pack: JobPack) -> bool:
    return pack.view.ticket.source == SOURCE


def _listen(crews: dict[UUID, Crew]) -> Process:
    """Have every crew look at its phone now and then: no push comes to a phone that is not registered."""
    while True:
        yield Pause(LOOK_S)
        for crew in crews.values():
            crew.phone.told = True
            crew.bell.ring()


def _dispatch(desk: Desk, crews: dict[UUID, Crew]) -> Process:
    """Send the nearest free crew of its own to each ticket of its own."""
    while True:
        yield Pause(LOOK_S, desk.bell)
        free = {view.crew.id for view in desk.crews() if view.crew.id in crews and view.load.state is None}
        for view in desk.waiting() if free else ():
            if view.ticket.source != SOURCE:
                continue
            fitting = [each for each in desk.candidates(view.ticket.id).candidates if each.crew.id in free]
            for each in sorted(fitting, key=lambda one: one.way.distance_m)[:1]:
                if desk.assign(view.ticket.id, each.crew.id):
                    free.discard(each.crew.id)
                    crews[each.crew.id].bell.ring()


def _keep_on_duty(work: Work, cast: Background) -> Process:
    """Begin a new shift where one is over."""
    while True:
        yield Pause(SHIFT_LOOK_S)
        keep_on_duty(work, cast.dispatcher)


def _take_reports(work: Work, cast: Background, chance: Chance, board: Bell) -> Process:
    """Take a report now and then, unless enough of them are open."""
    for number in range(MOST_TICKETS):
        while _count_open(work, cast) >= MOST_OPEN:
            yield Pause(BETWEEN_S)
        key = f"{chance.seed:08x}-{number}"
        call = make_call(chance, key, 0.0, quiet_place(chance, key))
        words = said(chance.of("words", key), call.asset_kind)
        ticket_intake.take_report(work, cast.agent, new_ticket(call, SOURCE, words=words))
        board.ring()
        yield Pause(chance.around(BETWEEN_S, 0.5, "between", number))


def _count_open(work: Work, cast: Background) -> int:
    found = tickets.list_tickets(work, cast.dispatcher, TicketFilter(open_only=True), after=None, limit=PAGE)
    return sum(view.ticket.source == SOURCE for view in found)


def quiet_place(chance: Chance, key: str) -> Place:
    """A place of the territory, far enough from the tour's zones."""
    draw = chance.of("place", key)
    corners = [*QUARANTINE, *FLOOD]
    while True:
        place = anywhere(draw, area(TERRITORY))
        if place.lon >= HILLS_LON and float(great_circle_m([[place.lon, place.lat]], corners).min()) >= QUIET_M:
            return place
