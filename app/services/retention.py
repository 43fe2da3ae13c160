"""Retention: personal data goes when its time is over, unless it is held.

What is due is derived from the tables, taken in batches, each in a transaction of its own; two workers take
different rows. What was taken away is an event with counts, in which nobody is named. Words about people in the trail
go with what they were about; the chain covers their hashes only and stays whole.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

import structlog

from app.access import Subject, Verb, system
from app.schema.events import Event
from app.services import fitness, positions
from app.services.erasure import erase_details
from app.services.events import About, record
from app.services.evidence import Store
from app.services.work import Tx, Work
from app.storage import hand_overs
from app.storage import retention as rows
from app.storage.retention import Taken
from compliance.retention import KINDS, DataKind, period_of

VERB = "retention.applied"
BATCH = 500
MOST_BATCHES = 200
"""Of one kind in one round; the rest is there at the next."""
ORPHAN_AGE = timedelta(days=1)
"""Bytes without a row are younger than this while a photo is just being taken."""
_NAMES = UUID("6f1f1f0e-3b7c-4c56-9a53-1d3f6b1a7f10")
_SUBJECT = system("retention")
_log = structlog.get_logger(__name__)

Take = Callable[[Tx, datetime], Sequence[Taken]]


@dataclass(frozen=True)
class Rule:
    """One kind of data as it is kept here."""

    kind: DataKind
    period: timedelta


def list_rules(work: Work) -> list[Rule]:
    """Every kind with the period that holds here."""
    days = work.settings.retention_days
    return [Rule(kind, period_of(kind, days)) for kind in KINDS.values()]


def apply_due(work: Work, store: Store | None) -> int:
    """Take away all that is due; how much it was. What fails is logged and tried again at the next round.

    Args:
        work: what use cases work with.
        store: where photos lie; None where this process has none: their rows then stay until one that has comes by.
    """
    done = 0
    _make_days(work)
    for rule in list_rules(work):
        if rule.kind.code == "evidence" and store is None:
            continue
        try:
            done += _apply(work, rule, store)
        except Exception as error:  # noqa: BLE001 - one kind that fails must not hold up the others
            _log.error("retention.failed", kind=rule.kind.code, exc_info=error)
    return done


def _make_days(work: Work) -> None:
    try:
        positions.make_days(work)
    except Exception as error:  # noqa: BLE001 - likewise; what comes meanwhile goes to the rest
        _log.error("retention.no_days", exc_info=error)


def _apply(work: Work, rule: Rule, store: Store | None) -> int:
    done = 0
    for _ in range(MOST_BATCHES):
        with work.begin() as tx:
            taken = _TAKES[rule.kind.code](tx, tx.now - rule.period)
            _tell(tx, rule.kind.code, tx.now - rule.period, taken)
        _forget_bytes(work, store, [name for each in taken for name in each.hashes])
        done += sum(each.amount for each in taken)
        if not taken:
            break
    return done


def _tell(tx: Tx, kind: str, before: datetime, taken: Sequence[Taken]) -> None:
    """One event a unit: how many of what, from before when."""
    units: dict[UUID | None, Counter[str]] = {}
    for each in taken:
        units.setdefault(each.unit_id, Counter())[each.what] += each.amount
    for unit_id, counts in sorted(units.items(), key=lambda item: str(item[0])):
        told = {"kind": kind, "before": before.isoformat(), "counts": dict(sorted(counts.items()))}
        record(tx, _SUBJECT, VERB, About("retention", subject_id_of(kind), unit_id), payload=told)


def _forget_bytes(work: Work, store: Store | None, hashes: Iterable[str]) -> None:
    """Bytes leave after their row: what is left behind by a crash the sweep finds."""
    if store is None or not (given := set(hashes)):
        return
    with work.look() as tx:
        gone = rows.list_unkept(tx.session, given)
    for each in gone:
        store.delete(each)


def sweep_orphans(work: Work, store: Store) -> int:
    """Forget bytes that no row names and that have lain there for a day; how many."""
    old = list(store.list_old(ORPHAN_AGE))
    gone = 0
    for start in range(0, len(old), BATCH):
        with work.look() as tx:
            unkept = rows.list_unkept(tx.session, old[start : start + BATCH])
        gone += sum(store.delete_old(each, ORPHAN_AGE) for each in unkept)
    return gone


def list_applied(work: Work, subject: Subject, limit: int) -> list[Event]:
    """What retention did in the subject's units and in what is no unit's, the newest first."""
    scope = subject.scope(Verb.PRIVACY_READ)
    with work.look() as tx:
        return rows.list_applied(tx.session, [subject_id_of(code) for code in KINDS], scope.unit_ids, limit)


def subject_id_of(kind: str) -> UUID:
    """What events about one kind of data are about."""
    return uuid5(_NAMES, kind)


def _positions(tx: Tx, before: datetime) -> list[Taken]:
    rows.clear_crew_positions(tx.session, before)
    whole = rows.drop_days(tx.session, before, tx.now)
    return whole + rows.forget(tx.session, "positions", before, tx.now, BATCH * 10)


def _exposures(tx: Tx, before: datetime) -> list[Taken]:
    taken = rows.forget(tx.session, "exposures", before, tx.now, BATCH)
    _erase_words(tx, [UUID(str(each.id)) for each in taken], "retention.exposures")
    ticks = [Taken("fitness", row.id, row.unit_id) for row in fitness.clear_due(tx, before, BATCH)]
    return taken + ticks


def _evidence(tx: Tx, before: datetime) -> list[Taken]:
    photos = rows.take_evidence(tx.session, before, tx.now, BATCH)
    return photos + rows.forget(tx.session, "evidence", before, tx.now, BATCH)


def _reporters(tx: Tx, before: datetime) -> list[Taken]:
    taken = rows.clear_reporters(tx.session, before, tx.now, BATCH)
    _erase_words(tx, [UUID(str(each.id)) for each in taken], "retention.reporters")
    return taken


def _messages(tx: Tx, before: datetime) -> list[Taken]:
    """Addresses of messages; and what answers to phones said of both sides."""
    taken = rows.clear_messages(tx.session, before, BATCH)
    return taken + rows.clear_answers(tx.session, before, BATCH)


def _words(tx: Tx, before: datetime) -> list[Taken]:
    due = rows.list_words(tx.session, before, tx.now, BATCH)
    erase_details(tx, _SUBJECT, due, "retention.trail_words")
    return [Taken("words", each, None) for each in due]


def _signatures(tx: Tx, before: datetime) -> list[Taken]:
    drawn = hand_overs.clear_signatures(tx.session, before, tx.now)
    taken = rows.clear_signatures(tx.session, before, tx.now, BATCH)
    return taken + [Taken("hand_over_signatures", *each) for each in drawn]


def _erase_words(tx: Tx, subject_ids: Sequence[UUID], reason: str) -> None:
    if subject_ids:
        erase_details(tx, _SUBJECT, rows.list_words_about(tx.session, subject_ids), reason)


_TAKES: Mapping[str, Take] = {
    "positions": _positions,
    "exposures": _exposures,
    "evidence": _evidence,
    "reporters": _reporters,
    "messages": _messages,
    "passes": lambda tx, before: rows.clear_passes(tx.session, before, tx.now, BATCH),
    "sign_ins": lambda tx, before: rows.take_sign_ins(tx.session, before, BATCH),
    "signatures": _signatures,
    "trail_words": _words,
    "health_reads": lambda tx, before: rows.forget(tx.session, "health_reads", before, tx.now, BATCH),
}
