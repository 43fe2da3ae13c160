"""Electrical work permits as the rules see them, and the tables of the rules themselves: data over what ships."""

from collections.abc import Sequence
from uuid import UUID

from app.schema.operations import ReferenceData
from app.schema.work_permits import WorkPermit, WorkPermitSignature
from app.services.work import Tx
from app.storage import operations, work_permits
from compliance.work_permits import SHIPPED_NEEDS, SHIPPED_SIGNERS, Rules, Signer, WorkPermitFacts

NEEDS, SIGNERS = "work_permit_need", "work_permit_signers"
"""Kinds of the two lists that an administrator edits."""


def rules(tx: Tx) -> Rules:
    """Which work needs which document and who signs it: what ships, with what an administrator put in its place."""
    needs, signers = dict(SHIPPED_NEEDS), dict(SHIPPED_SIGNERS)
    for row in operations.list_reference(tx.session, NEEDS):
        needs[(row.body["method"], row.body["voltage"])] = row.body["document"]
    for row in operations.list_reference(tx.session, SIGNERS):
        signers[row.code] = _signers(row)
    return Rules(needs, signers)


def find(tx: Tx, assignment_id: UUID) -> WorkPermitFacts | None:
    """The document that a job is done under, None where there is none or it has ended."""
    row = work_permits.find_live(tx.session, assignment_id)
    if row is None:
        return None
    return facts_of(row, work_permits.list_signatures(tx.session, [row.id])[row.id])


def facts_of(row: WorkPermit, signatures: Sequence[WorkPermitSignature]) -> WorkPermitFacts:
    """A document with the signatures on it that are good."""
    good = frozenset(each.role for each in signatures if each.fell_at is None)
    return WorkPermitFacts(row.number, row.kind, row.state, row.work_method, row.voltage, good)


def _signers(row: ReferenceData) -> tuple[Signer, ...]:
    return tuple(
        Signer(each["role"], frozenset(each["desk"]), frozenset(each["crew"]), bool(each["if_in_crew"]))
        for each in row.body["signers"]
    )
