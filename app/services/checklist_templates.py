"""Checklist templates as they are stored, and the initial contents of the lists that administrators edit."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from app.access import Subject, Verb
from app.errors import ConflictError
from app.schema.base import new_id
from app.schema.checklists import ChecklistTemplate
from app.services import exposure_levels, ppe_catalogue
from app.services.events import About, record
from app.services.work import Tx, Work
from app.storage import checklists as rows
from compliance import shipped
from compliance.cap import CAP_HAZARD_CLASSES
from compliance.checklist_values import Condition, Item, TimedBy
from compliance.checklists import Template
from compliance.isolation import DEFAULT_ALLOWED
from compliance.text import Text
from compliance.work_types import ALLOWED_UNDER_DIRECTIVE_16, HAZARDS, WORK_TYPES


def list_templates(work: Work, subject: Subject) -> list[Template]:
    """The newest version of each template, by code."""
    subject.scope(Verb.CHECKLISTS_READ)
    with work.look() as tx:
        return [template_of(row) for row in rows.list_newest_templates(tx.session)]


def newest_templates(tx: Tx) -> dict[str, ChecklistTemplate]:
    """The newest version of each template by its code."""
    return {row.code: row for row in rows.list_newest_templates(tx.session)}


def template_of(row: ChecklistTemplate) -> Template:
    """A stored template as the rules read it."""
    return Template(
        code=row.code,
        version=row.version_no,
        purpose=row.purpose,
        name=Text(**row.title),
        items=items_of(row.items),
        ordered=row.enforce_order,
        hse_must_confirm=row.hse_must_confirm,
    )


def seed(tx: Tx) -> None:
    """Load what ships. What is there already, perhaps edited by an administrator, stays."""
    for template in shipped.TEMPLATES.values():
        rows.put_template(tx.session, _stored(tx, template))
    for kind, code, body in _reference():
        rows.put_reference(tx.session, {"kind": kind, "code": code, "body": body, "active": True})
    ppe_catalogue.seed(tx)


def load_shipped(work: Work) -> None:
    """``seed`` on its own: no job can be given without the lists that ship."""
    with work.begin() as tx:
        seed(tx)


def publish(work: Work, subject: Subject, template: Template, note: str | None = None) -> None:
    """Add a version of a template; jobs given from now on take it, those that run keep theirs.

    Raises:
        ForbiddenError: the subject is not HSE.
        ConflictError: the version does not follow the newest one.
    """
    subject.task or subject.scope(Verb.TEMPLATES_WRITE)
    with work.begin() as tx:
        publish_in(tx, subject, template, note)


def publish_in(tx: Tx, subject: Subject, template: Template, note: str | None) -> ChecklistTemplate:
    """``publish`` inside an open transaction."""
    rows.lock_code(tx.session, template.code)
    expected = newest_version(tx, template.code) + 1
    if template.version != expected:
        raise ConflictError(f"the next version of {template.code} is {expected}", code="checklist.template_version")
    row = ChecklistTemplate(**_stored(tx, template), published_by=subject.name, note=note)
    tx.session.add(row)
    tx.session.flush()
    told = {"template": template.code, "version": template.version}
    record(tx, subject, "checklist.template_published", About("checklist_template", row.id), payload=told)
    return row


def newest_version(tx: Tx, code: str) -> int:
    """The number of a template's newest version, retired ones too; 0 when there is none."""
    versions = rows.list_versions(tx.session, code)
    return versions[0].version_no if versions else 0


def add_for_permit(tx: Tx, permit_id: UUID, template: Template) -> ChecklistTemplate:
    """Keep a list that the conditions of one permit make; it is in no catalogue and no other job takes it."""
    row = ChecklistTemplate(**_stored(tx, template), permit_id=permit_id)
    tx.session.add(row)
    tx.session.flush()
    return row


def _stored(tx: Tx, template: Template) -> dict[str, Any]:
    return {
        "id": new_id(),
        "code": template.code,
        "version_no": template.version,
        "purpose": template.purpose,
        "title": asdict(template.name),
        "items": items_json(template.items),
        "enforce_order": template.ordered,
        "hse_must_confirm": template.hse_must_confirm,
        "published_at": tx.now,
    }


def items_json(items: Sequence[Item]) -> list[dict[str, Any]]:
    """Items as they are stored."""
    return [_item_json(item) for item in items]


def _item_json(item: Item) -> dict[str, Any]:
    choices = [{"value": code} | asdict(text) for code, text in item.choices.items()] if item.choices else None
    condition = asdict(item.condition) if item.condition else None
    timed_by = {"item_key": by.item_key, "seconds": dict(by.seconds)} if (by := item.timed_by) else None
    plain = {name: getattr(item, name) for name in _PLAIN}
    return plain | {"text": asdict(item.text), "choices": choices, "condition": condition, "timed_by": timed_by}


_PLAIN = ("key", "kind", "per", "critical", "na_allowed", "minimum", "maximum", "unit", "min_seconds")


def items_of(stored: Sequence[dict[str, Any]]) -> tuple[Item, ...]:
    """Items as the rules read them."""
    return tuple(_item(each) for each in stored)


def _item(stored: dict[str, Any]) -> Item:
    choices, condition, timed_by = stored["choices"], stored["condition"], stored.get("timed_by")
    return Item(
        **{name: stored[name] for name in _PLAIN},
        text=Text(**stored["text"]),
        choices=_choices(choices) if choices else None,
        condition=Condition(**condition) if condition else None,
        timed_by=TimedBy(**timed_by) if timed_by else None,
    )


def _choices(stored: list[dict[str, str]] | dict[str, dict[str, str]]) -> dict[str, Text]:
    """Options in their order: a list. Versions of earlier releases hold an object, which the database has sorted."""
    if isinstance(stored, dict):
        return {code: Text(**text) for code, text in stored.items()}
    return {each["value"]: Text(each["vi"], each["en"]) for each in stored}


def _reference() -> Iterator[tuple[str, str, dict[str, Any]]]:
    yield from exposure_levels.shipped()
    for code, name in WORK_TYPES.items():
        yield "work_type", code, asdict(name) | {"allowed_under_directive_16": code in ALLOWED_UNDER_DIRECTIVE_16}
    for code, hazard in HAZARDS.items():
        yield "hazard", code, asdict(hazard.name) | {"life_safety": hazard.life_safety}
    for code, name in shipped.HAZARD_CLASSES.items():
        yield "hazard_class", code, asdict(name)
    for code, name in shipped.ISOLATION_LEVELS.items():
        allowed = sorted(DEFAULT_ALLOWED[code])
        yield "isolation_level", code, asdict(name) | {"allowed_work_types": allowed, "hse_must_confirm": True}
    for code, hazard_class in CAP_HAZARD_CLASSES.items():
        yield "cap_category", code, {"vi": code, "en": code, "hazard_class": hazard_class}
    for code, profile in shipped.PPE_PROFILES.items():
        articles = [asdict(each) for each in profile.items]
        yield "ppe_profile", code, asdict(profile.name) | {"items": articles, "hse_must_confirm": True}
    for code, way in shipped.DISINFECTION_PROFILES.items():
        times = [asdict(each) for each in way.contact_times]
        yield "disinfection_profile", code, asdict(way.name) | {"contact_times": times, "hse_must_confirm": True}
