"""Histories: what people, phones and time can do to the demo's story, in any order, on the real services.

``World`` does one thing at a time over HTTP, as the user whose business it is, and takes every answer but a fault.
``tests/app/test_histories.py`` lets Hypothesis choose what happens, and asks after each step whether all still holds.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from sqlalchemy import Select, select

from app.clock import ManualClock
from app.demo.people import PASSWORD
from app.schema.assignments import Assignment, AssignmentMember
from app.schema.crews import Crew, CrewMember
from app.schema.events import Event
from app.schema.permits import EntryPermit
from app.schema.tickets import Ticket
from app.schema.zones import Zone
from app.services.due import apply_due
from compliance.lifecycles import ACTIVE_ASSIGNMENT
from tests.support.crew_phone import DRAWN, Desk, Phone
from tests.support.story_service import StoryService

Json = dict[str, Any]

PLACES = {
    "quarantined": ((108.2165, 16.0805), 0), "at its edge": ((108.2226, 16.0800), 90),
    "flooded": ((108.178, 16.027), 0), "free": ((108.1985, 16.0585), 0),
}  # fmt: skip
"""Longitude and latitude, and within how many metres that is known."""


def _box(west: float, south: float, east: float, north: float) -> Json:
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


AREAS = {
    "as it was": _box(108.2112, 16.0755, 108.222, 16.0848), "over the city": _box(107.97, 15.97, 108.3, 16.19),
    "elsewhere": _box(108.3, 15.97, 108.31, 15.98),
}  # fmt: skip
DEMANDS: dict[str, Json] = {
    "only consent": {}, "nothing": {"permit_needed": False}, "one person": {"max_people": 1},
    "full protection": {
        "ppe_profile": "medical_full_level3", "entry_templates": ["donning"], "exit_templates": ["doffing"],
    },
    "a long hold": {"hold_after_exit_minutes": 600},
}  # fmt: skip
NEXT = {
    "assigned": "accepted", "accepted": "en_route", "en_route": "waiting_entry", "waiting_entry": "inside",
    "inside": "working", "working": "restored", "restored": "exiting", "exiting": "closed",
}  # fmt: skip
"""What a crew in a zone asks for next; elsewhere it goes from en_route to working and from restored to closed."""


OUTSIDE = {"en_route": "working", "restored": "closed"}
"""What it asks for instead where there is no zone."""
READY = {
    "en_route": ("briefing", "entry", "work"), "waiting_entry": ("briefing", "entry"), "inside": ("work",),
    "working": ("work",), "restored": ("exit", "disinfection"), "exiting": ("exit", "disinfection"),
}  # fmt: skip
"""Lists that are confirmed before the next step."""


MOST = 200
"""Actions in one push: what the protocol takes."""


class Handset(Phone):
    """A phone with a clock and a network of its own; what is done on it waits in it until it is sent."""

    def __init__(self, desk: Desk, clock: ManualClock, user: str) -> None:
        super().__init__(desk, clock, user)
        self.online, self.skew = True, timedelta()
        self.waiting: list[Json] = []
        self.sent: list[Json] = []
        self.answers: dict[str, Json] = {}
        self.packs: list[Json] = []
        self.knows: object = None
        """The newest event, and the moment, of the last pull: while both are the same, so is its answer."""

    def note(self, kind: str, entity: str, base_version: int | None = None, **body: Any) -> Json:
        noted = super().note(kind, entity, base_version, **body)
        return noted | {"device_time": (self.clock.now() + self.skew).isoformat()}

    def do(self, kind: str, entity: str, **body: Any) -> None:
        """Done by hand; sent at once where there is a network."""
        self.waiting.append(self.note(kind, entity, **body))
        self.exchange()

    def exchange(self) -> None:
        """Send what waits and fetch what changed, unless there is no network."""
        if not self.online:
            return
        while self.waiting:
            now, self.waiting = self.waiting[:MOST], self.waiting[MOST:]
            self.answers |= {each["action_id"]: each for each in self.send_all(now)}
            self.sent = [*self.sent, *now][-MOST:]
        with self.desk.work.look() as tx:
            known = (str(tx.session.scalar(select(Event.id).order_by(Event.id.desc()).limit(1))), self.clock.now())
        if known != self.knows:
            self.packs, self.knows = self.desk(self.user, "get", "/mobile/v1/sync/pull")["assignments"], known

    def replay(self) -> list[tuple[Json, Json]]:
        """Send again what was sent: each answer then, and now."""
        again = self.send_all(self.sent) if self.sent else []
        return [(self.answers[each["action_id"]], each) for each in again]

    def fill_held(self, purpose: str) -> None:
        """Confirm what is open on the lists of a purpose, by what the phone was told last."""
        for pack in self.packs:
            for checklist in pack["checklists"]:
                if checklist["purpose"] == purpose and checklist["state"] == "open":
                    self._fill(pack, checklist)
        self.exchange()

    def _fill(self, pack: Json, checklist: Json) -> None:
        given = {(each["item_key"], each.get("member_id")) for each in checklist["entries"]}
        for item in checklist["template"]["items"]:
            for member in [each["id"] for each in pack["members"]] if item["per"] == "person" else [None]:
                if (item["key"], member) not in given:
                    self.waiting.append(self._confirm(pack["id"], checklist["id"], item, member))


class World:
    """The story, its users, and the clock."""

    def __init__(self, service: StoryService, clock: ManualClock) -> None:
        self.service, self.clock, self.work = service, clock, service.work
        self.desk = Desk(service.work, service.client, service.sign_in)
        self.phones = {user: Handset(self.desk, clock, user) for user in ("worker", "worker2")}
        self.calls = 0

    def ask(self, user: str, method: str, path: str, headers: Json | None = None, **body: Any) -> Any:
        """The answer's status and body; a fault of the service is no answer."""
        signed = self.desk.headers(user) | (headers or {})
        answer = getattr(self.service.client, method)(path, headers=signed, json=body)
        assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, (method, path, body, answer.text)
        return answer.json()

    @contextmanager
    def rows(self) -> Iterator[Any]:
        """A session to look at what stands in the tables."""
        with self.work.look() as tx:
            yield tx.session

    def pick(self, query: Select[Any], index: int) -> Any:
        """One of the rows, or None where there is none."""
        with self.rows() as session:
            found: Sequence[Any] = session.scalars(query).all()
        return found[index % len(found)] if found else None

    def call(self, where: str, hazards: list[str]) -> None:
        """Somebody reports a fault."""
        self.calls += 1
        place, accuracy = PLACES[where]
        self.ask(
            "agent", "post", "/api/v1/tickets", work_type="fault_repair", hazards=hazards, accuracy_m=accuracy,
            place={"type": "Point", "coordinates": list(place)}, address=f"{self.calls} {where}",
        )  # fmt: skip

    def order(self, ticket: int, crew: str) -> None:
        """The dispatcher sends a crew."""
        row = self.pick(
            select(Ticket).where(Ticket.state.in_(("new", "assigned", "deferred"))).order_by(Ticket.id), ticket
        )
        chosen = self.pick(select(Crew).where(Crew.code == crew), 0)
        if row is not None:
            body = {"ticket_id": str(row.id), "crew_id": str(chosen.id)}
            self.ask(
                "dispatcher", "post", "/api/v1/assignments", **body, work_method="dead_line", method_reason="earthed"
            )

    def job(self, index: int) -> Assignment | None:
        """One of the jobs that are not over."""
        active = select(Assignment).where(Assignment.state.in_(ACTIVE_ASSIGNMENT)).order_by(Assignment.id)
        found: Assignment | None = self.pick(active, index)
        return found

    def desk_moves(self, index: int, to: str) -> None:
        """The desk takes a step for a crew: by radio, or takes the job back."""
        row = self.job(index)
        if row is not None:
            self.ask("dispatcher", "post", f"/api/v1/assignments/{row.id}/transitions", to=to, reason="by radio")

    def steps_on(self, user: str, index: int, to: str | None) -> None:
        """On a phone: the next step of a job as the phone knows it, or any other."""
        phone = self.phones[user]
        if phone.packs:
            pack = phone.packs[index % len(phone.packs)]
            phone.do("assignment.transition", pack["id"], to=to or NEXT.get(pack["state"], "closed"))

    def goes_well(self, user: str) -> None:
        """On a phone: one step on, with all that it needs: consent, protection, lists and signatures."""
        phone = self.phones[user]
        phone.exchange()
        if not phone.packs:
            return
        job, state = phone.packs[0]["id"], phone.packs[0]["state"]
        if state in ("en_route", "waiting_entry"):
            self._consents(job)
            self.protects(user)
        for purpose in READY.get(state, ()):
            phone.fill_held(purpose)
        self._signs(phone)
        pack = next((each for each in phone.packs if each["id"] == job), None)
        if pack is not None:
            zoned = any(zone["verdict"] != "outside" for zone in pack["zones"])
            ways = NEXT if zoned else NEXT | OUTSIDE
            phone.do("assignment.transition", job, to=ways.get(pack["state"], "closed"))

    def _consents(self, job: str) -> None:
        asked = EntryPermit.state.in_(("requested", "acknowledged"))
        with self.rows() as session:
            found = session.scalars(select(EntryPermit.id).where(asked, EntryPermit.assignment_id == job)).all()
        for permit_id in found:
            self.ask("liaison", "post", f"/api/v1/entry-permits/{permit_id}/transitions", to="approved", reason="good")

    def _signs(self, phone: Handset) -> None:
        for pack in phone.packs:
            for missing in (pack["work_permit"] or {"missing": []})["missing"]:
                held = [each for each in pack["members"] if missing["role"] in (each["role"], *each["extra_roles"])]
                if held:
                    drawn = {"role": missing["role"], "member_id": held[0]["id"], "signature": DRAWN}
                    phone.waiting.append(phone.note("work_permit.sign", pack["id"], **drawn))
        phone.exchange()

    def protects(self, user: str) -> None:
        """On a phone: everybody wears what is asked for."""
        phone = self.phones[user]
        for pack in phone.packs:
            phone.waiting += [
                phone.note("ppe.check", pack["id"], member_id=each["id"])
                for each in pack["members"]
                if not each["ppe_checked"]
            ]
        phone.exchange()

    def answers(self, index: int, to: str, user: str = "liaison") -> None:
        """The authority answers one of the requests, or takes an answer back."""
        live = EntryPermit.state.in_(("requested", "acknowledged", "approved"))
        row = self.pick(select(EntryPermit).where(live).order_by(EntryPermit.id), index)
        if row is not None:
            self.ask(user, "post", f"/api/v1/entry-permits/{row.id}/transitions", to=to, reason="as it stands")

    def zone_says(self, index: int, area: str, demand: str, minutes: int | None) -> None:
        """A zone gets a new version."""
        row = self.pick(select(Zone).order_by(Zone.id), index)
        until = None if minutes is None else (self.clock.now() + timedelta(minutes=minutes)).isoformat()
        self.ask(
            "admin", "post", f"/api/v1/zones/{row.id}/versions", {"If-Match": f'"{row.version}"'}, valid_until=until,
            geometry=AREAS[area], requirements=DEMANDS[demand], doffing_point="at the gate", level=2,
        )  # fmt: skip

    def zone_ends(self, index: int) -> None:
        """A zone is lifted."""
        row = self.pick(select(Zone).order_by(Zone.id), index)
        self.ask("admin", "post", f"/api/v1/zones/{row.id}/end", reason="over")

    def swap(self, index: int, leaves: int, comes: int) -> None:
        """Somebody else goes in a worker's place."""
        row = self.job(index)
        if row is None:
            return
        inside = select(AssignmentMember.member_id).where(
            AssignmentMember.assignment_id == row.id, AssignmentMember.active
        )
        out = self.pick(inside.order_by(AssignmentMember.member_id), leaves)
        free = select(CrewMember).where(CrewMember.active, CrewMember.id.not_in(inside)).order_by(CrewMember.id)
        new = self.pick(free, comes)
        body = {"reason": "sick", "member_out_id": str(out), "member_in_id": str(new.id)}
        self.ask("dispatcher", "post", f"/api/v1/assignments/{row.id}/swaps", **body)

    def override(self, index: int, minutes: int) -> None:
        """Dispatcher and shift leader stand in for consent."""
        row = self.job(index)
        if row is not None:
            body = {"second_username": "leader", "second_password": PASSWORD, "reason": "a life", "minutes": minutes}
            self.ask("dispatcher", "post", f"/api/v1/assignments/{row.id}/override", **body)

    def passes(self, minutes: int) -> None:
        """Time passes, and the worker does what it brings."""
        self.clock.advance(timedelta(minutes=minutes))
        apply_due(self.work)
