"""Where data about a person stands: every column that names one is exported, or says why not.

``tests/app/test_privacy_columns.py`` goes through the tables: a new column that names a person fails there by name.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from geoalchemy2 import Geometry
from sqlalchemy import Column, ColumnElement, DateTime, LargeBinary, Table, Uuid, func, or_, select
from sqlalchemy.orm import Session

from app.schema.base import Base

MEMBER, USER, NAME, CONTACT, TICKET, STAY, STAND_DOWN, EVENT = (
    "member", "user", "name", "contact", "ticket", "stay", "stand_down", "event"
)  # fmt: skip
"""By which of a person's keys rows are found: records in crews, account, sign-in name, number or address, tickets
reported, own stays, own stand-downs, events about any of them."""


@dataclass(frozen=True)
class Keys:
    """All that one person is known by."""

    member_ids: tuple[UUID, ...] = ()
    user_id: UUID | None = None
    username: str | None = None
    contacts: tuple[str, ...] = ()
    ticket_ids: tuple[UUID, ...] = ()
    names: frozenset[str] = field(default_factory=frozenset)


SOURCES: Mapping[str, Mapping[str, str]] = {
    "users": {"id": USER}, "role_grants": {"user_id": USER}, "refresh_tokens": {"user_id": USER},
    "devices": {"user_id": USER}, "pushes": {"user_id": USER}, "field_actions": {"user_id": USER},
    "idempotency_keys": {"user_id": USER}, "login_attempts": {"username": NAME},
    "crew_members": {"id": MEMBER}, "position_fixes": {"user_id": USER},
    "assignment_members": {"member_id": MEMBER}, "permit_people": {"member_id": MEMBER},
    "checklist_entries": {"member_id": MEMBER, "by_user": USER}, "evidence": {"received_from": USER},
    "exposures": {"member_id": MEMBER}, "exposure_corrections": {"exposure_id": STAY},
    "exposure_classifications": {"exposure_id": STAY},
    "exposure_contacts": {"member_id": MEMBER, "with_member_id": MEMBER}, "exposure_breaches": {"member_id": MEMBER},
    "exposure_notes": {"member_id": MEMBER}, "positive_cases": {"member_id": MEMBER},
    "stand_downs": {"member_id": MEMBER}, "stand_down_changes": {"stand_down_id": STAND_DOWN},
    "health_reads": {"member_id": MEMBER}, "ppe_movements": {"member_id": MEMBER},
    "ppe_reservations": {"member_id": MEMBER}, "ppe_sizes": {"member_id": MEMBER},
    "work_permit_signatures": {"member_id": MEMBER, "user_id": USER},
    "sign_ons": {"member_id": MEMBER}, "vehicle_checks": {"member_id": MEMBER},
    "fitness_reports": {"member_id": MEMBER},
    "help_requests": {"member_id": MEMBER, "user_id": USER},
    "hand_overs": {"given_member_id": MEMBER, "taken_member_id": MEMBER},
    "messages": {"recipient": CONTACT}, "privacy_requests": {"member_id": MEMBER, "user_id": USER},
    "privacy_holds": {"subject_id": MEMBER}, "tickets": {"id": TICKET},
    "events": {"actor_id": USER}, "event_details": {"event_id": EVENT},
}  # fmt: skip
"""Tables that hold data about a person, and the columns by which it is found. Rows that fit by any of them count."""

_ACTS = "an act on duty: `events` exports every act of the person; the row itself is about others"
_SHOWN = "a copy of the actor's name beside such an act"
_NO_PERSON = "the name of a thing or a place, of no person"

EXEMPT: Mapping[str, str] = {
    column: reason
    for reason, columns in (
        (_ACTS, (
            "assignment_members.ppe_checked_by assignments.created_by assignments.hse_approved_by "
            "assignments.method_by assignments.override_by assignments.override_second "
            "checklist_template_marks.by_user checklist_templates.published_by checklist_drafts.created_by "
            "checklist_drafts.changed_by devices.lost_by entry_permits.decided_by entry_permits.requested_by "
            "exposure_breaches.recorded_by exposure_classifications.set_by exposure_contacts.recorded_by "
            "exposure_corrections.corrected_by exposure_notes.written_by follow_ups.resolved_by "
            "health_reads.read_by hse_combinations.signed_by hse_combinations.withdrawn_by "
            "incident_operations.actor_id incidents.created_by isolation_order_terms.written_by "
            "isolation_orders.created_by pass_keys.made_by pass_keys.revoked_by permit_steps.actor_id "
            "plans.decided_by plans.made_by positive_cases.reported_by ppe_movements.by_user "
            "ppe_profiles.published_by privacy_holds.lifted_by privacy_holds.placed_by privacy_requests.answered_by "
            "privacy_requests.received_by road_closures.created_by road_closures.ended_by settlements.settled_by "
            "stand_down_changes.changed_by stand_downs.set_by ticket_wishes.changed_by ticket_zones.settled_by "
            "fitness_reports.decided_by help_requests.answered_by shift_breaks.begun_by shift_breaks.ended_by "
            "sign_ons.off_by sign_ons.on_by vehicle_defects.mended_by "
            "tickets.created_by weather_facts.created_by work_permits.created_by zone_versions.created_by "
            "zone_versions.published_by zones.created_by"
        )),
        (_SHOWN, (
            "checklist_template_marks.by_name events.actor follow_ups.resolved_name health_reads.reader "
            "hse_combinations.signed_name hse_combinations.withdrawn_name incident_operations.actor "
            "plans.made_by_name ppe_movements.by_name weather_facts.source_name work_permit_signatures.name"
        )),
        (_NO_PERSON, (
            "audit_targets.name authorities.name crews.name devices.name incidents.name isolation_order_terms.name "
            "isolation_orders.name ppe_stores.name units.name worker_heartbeats.name zone_parts.name zones.name"
        )),
        ("found by the record's own id", (
            "crew_members.user_id crew_members.person_id crew_members.name crew_members.phone "
            "users.name users.phone users.email users.username"
        )),
        ("found by the ticket, whose reporter the person is", "tickets.reporter_name tickets.reporter_phone"),
        ("a link between records, or a word for a rule", (
            "incident_operations.undone_by plans.superseded_by incident_tickets.joined_by incident_tickets.left_by "
            "tickets.deferred_by"
        )),
    )
    for column in columns.split()
}  # fmt: skip
"""Columns that name a person and by which nothing is exported, each with the reason."""

HIDDEN: Mapping[str, str] = {
    "users.password_hash": "a secret", "refresh_tokens.token_hash": "a secret", "devices.token": "a secret",
    "devices.auth": "a secret",
    "entry_passes.text": "names all people of a permit",
}  # fmt: skip
_PERSONAL = re.compile(r"(_by|_by_user|by_user|actor|actor_id|_name|by_name|reader|received_from|override_second)$")
_TEXTS = frozenset({"name", "phone", "email", "username", "recipient", "person_id", "user_id", "member_id"})
_UNREADABLE = "(another person)"


def personal_columns() -> Iterator[Column[Any]]:
    """Every column that names a person, by its foreign key or by its name."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            targets = {each.target_fullname for each in column.foreign_keys}
            if targets & {"users.id", "crew_members.id"} or _is_personal(column):
                yield column


def _is_personal(column: Column[Any]) -> bool:
    named = bool(_PERSONAL.search(column.name)) or column.name in _TEXTS or column.name.startswith("reporter_")
    return named and not isinstance(column.type, DateTime)


def read(session: Session, table: str, keys: Keys) -> list[dict[str, Any]]:
    """All rows of one source about a person, as plain values; what names others is not in them.

    Sealed values come as bytes.
    """
    source = Base.metadata.tables[table]
    fits = [each for name, key in SOURCES[table].items() if (each := _fits(source.c[name], key, keys)) is not None]
    if not fits:
        return []
    shown = [_shown(each) for each in source.columns if f"{table}.{each.name}" not in HIDDEN]
    order = source.primary_key.columns.values()
    found = session.execute(select(*shown).where(or_(*fits)).order_by(*order)).mappings()
    others = [each for each in personal_columns() if each.table is source]
    return [_without_others(dict(row), others, keys) for row in found]


def _shown(column: Column[Any]) -> ColumnElement[Any]:
    return func.ST_AsText(column).label(column.name) if isinstance(column.type, Geometry) else column


def _without_others(row: dict[str, Any], columns: Collection[Column[Any]], keys: Keys) -> dict[str, Any]:
    own: set[Any] = {*keys.member_ids, keys.user_id, *keys.names, keys.username, *keys.contacts, None}
    for column in columns:
        held = row.get(column.name)
        is_reporter = column.name.startswith("reporter_") and row.get("id") in keys.ticket_ids
        if held not in own and not is_reporter and f"{column.table.name}.{column.name}" not in _NOBODY:
            row[column.name] = None if isinstance(column.type, Uuid | LargeBinary) else _UNREADABLE
    return row


_NOBODY = frozenset(column for column, reason in EXEMPT.items() if reason == _NO_PERSON) | {"health_reads.reader"}
"""Names of things; and who looked at one's health data, which everybody may know of their own."""


def _fits(column: Column[Any], key: str, keys: Keys) -> ColumnElement[bool] | None:
    """The rows that this key of the person finds; None where the person has none."""
    given: Collection[Any] = {
        MEMBER: keys.member_ids, USER: [keys.user_id] if keys.user_id else [], TICKET: keys.ticket_ids,
        NAME: [keys.username] if keys.username else [], CONTACT: keys.contacts, STAY: keys.member_ids,
        STAND_DOWN: keys.member_ids, EVENT: [*keys.member_ids, *([keys.user_id] if keys.user_id else []),
                                             *keys.ticket_ids],
    }[key]  # fmt: skip
    if not given:
        return None
    if key in (STAY, STAND_DOWN):
        parent: Table = Base.metadata.tables["exposures" if key == STAY else "stand_downs"]
        return column.in_(select(parent.c.id).where(parent.c.member_id.in_(given)))
    if key == EVENT:
        events: Table = Base.metadata.tables["events"]
        return column.in_(select(events.c.id).where(events.c.subject_id.in_(given)))
    return column.in_(given)
