"""Crews and jobs of a board as geo sees them: places, seconds and weights."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from app.services.board import BoardTicket
from app.services.board_crews import BoardCrew
from app.services.board_rules import impossible
from app.services.board_setting import FAR_S, Setting
from app.services.work_under_way import free_s
from app.storage.board import HeldRow
from compliance.lifecycles import AT_THE_PLACE
from compliance.priority import prioritise
from compliance.reasons import Reason, reason
from compliance.zones import MergedRequirements
from geo.matching.values import OUTSIDE, Crew, Job, Surroundings, Window
from geo.places import Place

_MOMENT = timedelta(seconds=1)


def crew_of(setting: Setting, crew: BoardCrew) -> Crew | None:
    """The crew from when and where it is free; None where it cannot go anywhere within the horizon."""
    if crew.duty is None or setting.rules.against_crew(crew):
        return None
    free_at, place, inside = _free(setting, crew)
    start_s = max(setting.seconds(crew.duty[0]), setting.seconds(free_at), 0)
    end_s = setting.seconds(crew.duty[1])
    if start_s >= end_s:
        return None
    hold_class, hold_until_s = _hold(setting, crew)
    return Crew(
        key=crew.id,
        start=place,
        duty=Window(start_s, end_s),
        overtime_s=setting.work.settings.plan_overtime_minutes * 60,
        skills=frozenset().union(*(member.skills for member in crew.facts.members)),
        people=len(crew.facts.members),
        breaks=tuple(Window(setting.seconds(begins), setting.seconds(ends)) for begins, ends in crew.breaks),
        inside=inside,
        hold_class=hold_class,
        hold_until_s=hold_until_s,
    )


def _free(setting: Setting, crew: BoardCrew) -> tuple[datetime, Place, Surroundings]:
    """When and where the crew is free, and the zone that it has to leave then.

    A crew on its way is so where it drives to, unless it may turn round.
    """
    row, now, driving = crew.row, setting.now, setting.under_way.get(crew.id)
    if driving is not None:
        if crew.id in setting.turning:
            return now, driving.place, OUTSIDE
        return now + timedelta(seconds=driving.remaining_s), driving.there, OUTSIDE
    here = next((each for each in setting.of_crew[crew.id] if each.state in AT_THE_PLACE), None)
    if here is None:
        return now, Place(row.lon, row.lat), OUTSIDE
    ticket = setting.board.tickets[here.ticket_id]
    around = setting.around(ticket.merged_at(now))
    ends_s = setting.seconds(here.planned.upper or now) - around.leave_s
    free_at = now + timedelta(seconds=free_s(here.state, ends_s))
    return free_at, Place(ticket.row.lon, ticket.row.lat), around


def _hold(setting: Setting, crew: BoardCrew) -> tuple[int, int | None]:
    """The class in which a crew in stand-down may go on, and until when it lasts, seconds.

    None is open while somebody may go nowhere at all; the rules look again at each planned entry.
    """
    held = [each for each in crew.facts.members if each.stand_down_until and each.stand_down_until > setting.now]
    standing = [(each.stand_down_until, each.stand_down_class) for each in held if each.stand_down_until]
    if not standing:
        return 0, None
    nowhere = any(each.stand_down_all_until and each.stand_down_all_until > setting.now for each in held)
    kinds = frozenset(() if nowhere else (kind for _, kind in standing if kind is not None))
    return setting.zone_class(kinds), setting.seconds(max(until for until, _ in standing))


def job_of(setting: Setting, ticket: BoardTicket, crews: Collection[UUID]) -> Job | tuple[Reason, ...] | None:
    """What is left to do for a ticket.

    Returns:
        None where it needs nobody more; reasons where nobody may go.
    """
    row, there = ticket.row, setting.of_ticket[ticket.id]
    bound = sum(_is_bound(setting, each, crews) for each in there)
    wanted = (row.crews_needed if row.id in setting.board.own else len(there)) - bound
    if wanted <= 0 or row.state == "restored":
        return None
    against = () if any(setting.stays(each) for each in there) else _against(setting, ticket, there)
    if against:
        return against
    merged = setting.merged(ticket)
    release_s, due_s, latest_s = _times(setting, ticket)
    if not any(setting.board.permits.get(each.id) for each in there):
        release_s = max(release_s, response_s(setting, merged))
    if latest_s < max(release_s, -setting.briefing_s):
        return (reason("plan.too_late"),)
    customers = setting.board.customers(ticket)
    agreed = any(setting.comes_first(each) for each in there)
    return Job(
        key=row.id,
        place=Place(row.lon, row.lat),
        service_s=setting.briefing_s + row.service_minutes * 60,
        weight=prioritise(row.priority_class, customers, row.reported_at, setting.now).value,
        release_s=release_s,
        due_s=due_s,
        window=Window(-FAR_S, latest_s) if latest_s < FAR_S and not agreed else None,
        skills_all=frozenset() if agreed and wanted == 1 else frozenset(row.required_skills),
        crews_needed=wanted,
        customers=customers,
        around=setting.around(merged),
    )


def _is_bound(setting: Setting, each: HeldRow, crews: Collection[UUID]) -> bool:
    """Whether an assignment stands whatever the plan: at the place, or with a crew that is not ours to plan."""
    away = each.crew_id not in crews
    return each.state in AT_THE_PLACE or (away and (each.crew_id not in setting.ours or setting.stays(each)))


def _against(setting: Setting, ticket: BoardTicket, there: Collection[HeldRow]) -> tuple[Reason, ...]:
    lead = setting.board.covered_by(ticket)
    if lead is not None and not there:
        return (reason("plan.incident_covered", ticket=lead),)
    return impossible(setting.board, ticket)


def _times(setting: Setting, ticket: BoardTicket) -> tuple[int, int | None, int]:
    """Earliest, wished and latest beginning, seconds."""
    wish, forbidden = setting.board.wishes.get(ticket.id), setting.rules.forbidden_from(ticket)
    latest_s = FAR_S if forbidden is None else setting.begin_s(forbidden - _MOMENT)
    if wish is None:
        return -FAR_S, None, latest_s
    if wish.must_start_by:
        latest_s = min(latest_s, setting.begin_s(wish.must_start_by))
    release_s = setting.begin_s(wish.not_before) if wish.not_before else -FAR_S
    return release_s, setting.begin_s(wish.due_at) if wish.due_at else None, latest_s


def response_s(setting: Setting, merged: MergedRequirements) -> int:
    """From when an entry can be had that is asked for now, seconds."""
    minutes = [setting.board.response_minutes[zone.authority_id] for zone in merged.permit_zones]
    return max(minutes) * 60 - setting.briefing_s if minutes else -FAR_S


def permitted_s(setting: Setting, held: HeldRow, merged: MergedRequirements) -> int:
    """From when all that an assignment was given or has asked for lets it in, seconds."""
    latest = -FAR_S
    permits = setting.board.permits.get(held.id, ())
    for zone in merged.permit_zones:
        mine = next((each for each in permits if each.zone_version_id == zone.version_id), None)
        if mine is None:
            entry_s = response_s(setting, merged)
        elif mine.state == "approved" and mine.valid_from is not None:
            entry_s = setting.begin_s(mine.valid_from)
        else:
            entry_s = max(setting.begin_s(mine.respond_by or setting.now), -setting.briefing_s)
        latest = max(latest, entry_s)
    return latest
