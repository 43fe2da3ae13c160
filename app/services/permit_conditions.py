"""Conditions of permits in service: checklists of the job, void with the permit or with a change of the conditions."""

from collections.abc import Collection

from app.access import Subject
from app.schema.assignments import Assignment
from app.schema.authorities import Authority
from app.schema.permits import EntryPermit
from app.services import checklists
from app.services.checklist_templates import add_for_permit
from app.services.work import Tx
from app.storage import permits as rows
from compliance.lifecycles import AT_THE_PLACE
from compliance.permit_conditions import ENTRY, EXIT, code_of, make_templates
from compliance.text import Text

CHANGED = "permit.conditions_changed"
"""Why checklists that were made from other conditions no longer count."""


def put(tx: Tx, subject: Subject, permit: EntryPermit, assignment: Assignment) -> None:
    """Lay out what the conditions of an approved permit ask for, in place of what was laid out before."""
    if not (permit.conditions or permit.exit_conditions or permit.conditions_no):
        return
    checklists.void_lists(tx, subject, assignment, _codes(permit), CHANGED)
    permit.conditions_no += 1
    authority = rows.load(tx.session, Authority, permit.authority_id)
    made = make_templates(
        permit.number,
        Text(authority.name, authority.name_en or authority.name),
        permit.conditions_no,
        before_entry=permit.conditions,
        at_exit=permit.exit_conditions,
    )
    tx.session.flush()
    checklists.give(tx, subject, assignment, [add_for_permit(tx, permit.id, template) for template in made])


def lapse(tx: Tx, subject: Subject, permit: EntryPermit, assignment: Assignment, reason: str) -> None:
    """Make the lists of a permit that ended void; a crew that is in there still has to leave as it was told."""
    if not permit.conditions_no:
        return
    codes = _codes(permit)
    if assignment.state in AT_THE_PLACE:
        codes = codes - {code_of(permit.number, EXIT)}
    checklists.void_lists(tx, subject, assignment, codes, reason)


def confirmed(permit: EntryPermit, done: Collection[str]) -> bool:
    """Whether all that had to be met before entry was confirmed; ``done`` are codes of complete checklists."""
    return not permit.conditions or code_of(permit.number, ENTRY) in done


def _codes(permit: EntryPermit) -> frozenset[str]:
    return frozenset({code_of(permit.number, ENTRY), code_of(permit.number, EXIT)})
