"""What a stay comes to: the rule proposes a level from what is known, and the stand-down that follows begins."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from app.access import Subject
from app.schema.exposure import Exposure
from app.schema.exposure_records import ExposureClassification
from app.services import exposure_levels, stand_downs
from app.services.events import About, record
from app.services.stand_downs import NewStandDown
from app.services.work import Tx
from app.storage import exposure_records as rows
from app.storage import stand_downs as stand_down_rows
from compliance.exposure import minutes_inside
from compliance.exposure_levels import BreachFacts, ContactFacts, Level, StayFacts, levels_of, propose


def judge_all(tx: Tx, subject: Subject, stays: Sequence[Exposure], cause: str | None = None) -> None:
    """Let the rule propose a level for stays of which more is known now; one that is worse than what stands is kept.

    What a person set is overtaken by new facts that are worse, never by the same or better ones.

    Args:
        tx: the transaction of the new facts.
        subject: who told them.
        stays: stays of any workers.
        cause: breach or contact, where that is what is new: the stand-down of the level begins; None at the exit,
            where the zone's own hold does.
    """
    if not stays:
        return
    levels = exposure_levels.all_levels(tx)
    facts = _facts(tx, stays)
    standing = rows.newest_classifications(tx.session, facts)
    news: list[NewStandDown] = []
    for stay in stays:
        known = levels_of(levels, stay.hazard_class)
        found, before = propose(known, facts[stay.id]), standing.get(stay.id)
        ranks = {each.code: each.rank for each in known}
        if found is None or (before is not None and ranks.get(before.level, 0) >= found.rank):
            continue
        put(tx, subject, stay, before, found, proposed=True)
        if cause is not None:
            news += _stand_down(tx, stay, found, cause)
    stand_downs.begin_all(tx, subject, news)


def put(
    tx: Tx, subject: Subject, stay: Exposure, before: ExposureClassification | None, level: Level, *, proposed: bool,
    follow_up: str = "none",
) -> ExposureClassification:  # fmt: skip
    """Write a level behind the one that stands, with its event."""
    row = ExposureClassification(
        exposure_id=stay.id, number=before.number + 1 if before else 1, level=level.code, proposed=proposed,
        follow_up=follow_up, set_by=None if proposed else subject.user_id, set_at=tx.now,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    told = {"member_id": str(stay.member_id), "proposed": proposed}
    record(tx, subject, "exposure.classified", about(stay), payload=told, erasable={"level": level.code})
    return row


def about(stay: Exposure) -> About:
    """Through which ids the readers of a stay's events find it."""
    return About("exposure", stay.id, stay.unit_id, crew_id=stay.crew_id, assignment_id=stay.assignment_id)


def class_of(level: Level, hazard_class: str) -> str | None:
    """Inside zones of which class work goes on in the stand-down of a level; None: nowhere."""
    return hazard_class if level.same_class_open else None


def _stand_down(tx: Tx, stay: Exposure, level: Level, cause: str) -> Iterator[NewStandDown]:
    until = level.hold_until(tx.now)
    if until is None:
        return
    held = stand_down_rows.list_of_exposure(tx.session, stay.id)
    if not any(each.row.cause == cause and each.until >= until for each in held):
        yield NewStandDown(stay.member_id, cause, until, class_of(level, stay.hazard_class), stay.id)


def _facts(tx: Tx, stays: Sequence[Exposure]) -> dict[UUID, StayFacts]:
    ids = [each.id for each in stays]
    contacts, breaches = rows.list_contacts(tx.session, ids), rows.list_breaches(tx.session, ids)
    return {
        stay.id: StayFacts(
            minutes=minutes_inside(stay.entered_at, stay.left_at, max(tx.now, stay.entered_at)),
            ppe_profile=stay.ppe_profile,
            contacts=tuple(
                ContactFacts(each.band, each.minutes, each.indoor, each.masked)
                for each in contacts
                if each.exposure_id == stay.id and each.kind != "none"
            ),
            breaches=tuple(BreachFacts(each.item, each.action) for each in breaches if each.exposure_id == stay.id),
        )
        for stay in stays
    }
