"""Weather in service: told for a unit and all below, read by method and gate, another one voids the briefing."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from app.access import system
from app.clock import ManualClock
from app.services import weather
from app.services.due import apply_due
from app.services.work import Work
from tests.support.crew_phone import Desk, Phone, codes, ordered

LIVE = {"work_method": "live_line", "reason": "bệnh viện không được mất điện", "procedure_ref": "QT-07"}


def tell(desk: Desk, kind: str, user: str = "dispatcher", **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = desk(user, "post", "/api/v1/weather", expect=201, kind=kind, **more)
    return made


def choose(desk: Desk, job: str, expect: int = 200, **method: Any) -> dict[str, Any]:
    found: dict[str, Any] = desk("dispatcher", "put", f"/api/v1/assignments/{job}/method", expect=expect, **method)
    return found


@pytest.fixture
def job(desk: Desk) -> str:
    """A crew on its way to a fault outside zones."""
    return ordered(desk)


def to_work(desk: Desk, clock: ManualClock, job: str) -> Phone:
    """The crew works on live parts."""
    phone = Phone(desk, clock)
    for step in ("accepted", "en_route"):
        phone.go(job, step)
    for purpose in ("briefing", "work"):
        phone.fill(purpose)
    started = phone.go(job, "working")
    assert started["outcome"] == "applied", started
    return phone


def pushed(desk: Desk, job: str) -> list[str]:
    return [each["kind"] for each in desk("dispatcher", "get", f"/api/v1/assignments/{job}")["pushes"]]


def test_without_anybody_s_word_nobody_works_on_live_parts(desk: Desk, job: str) -> None:
    assert codes(choose(desk, job, 409, **LIVE)) == {"method.weather_unknown"}
    assert choose(desk, job, work_method="dead_line", reason="x")["work_method"] == "dead_line"


def test_a_calm_word_opens_live_line_work_and_a_storm_shuts_it(desk: Desk, job: str) -> None:
    tell(desk, "calm")
    assert choose(desk, job, **LIVE)["work_method"] == "live_line"
    tell(desk, "lightning", "leader")
    assert codes(choose(desk, job, 409, **LIVE)) == {"method.storm"}
    gate = desk("dispatcher", "get", f"/api/v1/assignments/{job}/gate")
    assert "method.storm" in codes(gate)


def test_what_is_seen_at_the_place_never_makes_it_milder(desk: Desk, job: str) -> None:
    tell(desk, "storm")
    assert codes(choose(desk, job, 409, **LIVE, weather="calm")) == {"method.storm"}
    tell(desk, "calm")
    assert codes(choose(desk, job, 409, **LIVE, weather="storm")) == {"method.storm"}


def test_a_word_for_the_unit_above_holds_below(desk: Desk, job: str) -> None:
    root = next(each for each in desk("admin", "get", "/api/v1/units")["items"] if each["code"] == "MT")
    tell(desk, "storm", "admin", unit_id=root["id"])
    tell(desk, "calm")
    assert codes(choose(desk, job, 409, **LIVE)) == {"method.storm"}


def test_storm_stops_a_crew_that_works_on_live_parts_and_tells_it_at_once(
    desk: Desk, clock: ManualClock, job: str
) -> None:
    tell(desk, "calm", valid_until=(clock.now() + timedelta(hours=12)).isoformat())
    choose(desk, job, **LIVE)
    to_work(desk, clock, job)
    (seen,) = desk("dispatcher", "post", "/api/v1/weather/preview", kind="storm")
    assert (seen["assignment_id"], seen["stops"]["code"]) == (job, "weather.storm_at_work")
    tell(desk, "storm")
    now = desk("dispatcher", "get", f"/api/v1/assignments/{job}")
    assert now["notice"] == "weather.storm_at_work"
    assert "weather.stop" in pushed(desk, job)
    briefing = next(each for each in now["checklists"] if each["purpose"] == "briefing")
    assert briefing["state"] == "open"  # the one that was signed is void


def test_a_word_that_expires_stops_live_line_work_once(work: Work, desk: Desk, clock: ManualClock, job: str) -> None:
    tell(desk, "calm", valid_until=(clock.now() + timedelta(hours=2)).isoformat())
    choose(desk, job, **LIVE)
    to_work(desk, clock, job)
    clock.advance(timedelta(hours=2))
    apply_due(work)
    apply_due(work)
    assert desk("dispatcher", "get", f"/api/v1/assignments/{job}")["notice"] == "weather.unknown_at_work"
    assert pushed(desk, job).count("weather.stop") == 2  # one for each of the two in the crew


def test_other_weather_voids_the_briefing_of_a_crew_that_has_not_begun(
    desk: Desk, clock: ManualClock, job: str
) -> None:
    choose(desk, job, work_method="dead_line", reason="x")
    phone = Phone(desk, clock)
    for step in ("accepted", "en_route"):
        phone.go(job, step)
    for purpose in ("briefing", "work"):
        phone.fill(purpose)
    tell(desk, "calm")
    assert desk("dispatcher", "post", "/api/v1/weather/preview", kind="calm") == []
    tell(desk, "rain")
    assert "gate.briefing.incomplete" in codes(phone.go(job, "working"))
    phone.fill("briefing")
    assert phone.go(job, "working")["outcome"] == "applied"


def test_a_word_may_be_taken_back(desk: Desk, job: str) -> None:
    said = tell(desk, "storm")
    assert desk("agent", "get", "/api/v1/weather/current")[0]["weather"]["id"] == said["id"]
    desk("dispatcher", "post", f"/api/v1/weather/{said['id']}/end")
    assert all(each["weather"] is None for each in desk("agent", "get", "/api/v1/weather/current"))


def test_machines_say_who_they_are_and_forecasts_are_refused(desk: Desk, clock: ManualClock) -> None:
    assert tell(desk, "wind", machine="trạm Sơn Trà")["source"] == "machine"
    later = (clock.now() + timedelta(hours=1)).isoformat()
    desk("dispatcher", "post", "/api/v1/weather", expect=422, kind="storm", observed_at=later)


def test_agents_and_workers_do_not_make_the_weather(desk: Desk) -> None:
    for user in ("agent", "worker", "hse"):
        desk(user, "post", "/api/v1/weather", expect=403, kind="calm")


def test_two_workers_tell_of_an_expiry_once(work: Work, desk: Desk, clock: ManualClock) -> None:
    fact_id = UUID(tell(desk, "calm")["id"])
    clock.advance(timedelta(hours=4))
    done: list[bool] = []
    for _ in range(2):
        with work.begin() as tx:
            done.append(weather.expire(tx, system("test"), fact_id))
    assert done == [True, False]
