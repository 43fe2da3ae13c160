"""HSE's list of electrical methods and medical or chemical PPE that may be combined; kept as data."""

from app.access import Subject, Verb
from app.schema.operations import ReferenceData
from app.services.events import About, record
from app.services.work import Tx, Work
from app.storage import operations
from compliance.gate_facts import PpeCombination

KIND = "hse_combination"


def sign_off(work: Work, subject: Subject, combination: PpeCombination, note: str) -> None:
    """Put a combination on the list for good, as HSE's word.

    Raises:
        ForbiddenError: the subject is not HSE.
    """
    subject.task or subject.scope(Verb.ASSIGNMENTS_HSE)
    code = f"{combination.ppe_profile}:{combination.method}"
    with work.begin() as tx:
        body = {"ppe_profile": combination.ppe_profile, "method": combination.method, "note": note, "by": subject.name}
        tx.session.merge(ReferenceData(kind=KIND, code=code, body=body, active=True))
        who = subject.user_id
        if who is not None:
            record(tx, subject, "hse.combination_signed", About("user", who), payload={"code": code})


def list_signed(tx: Tx) -> frozenset[PpeCombination]:
    """The combinations that HSE signed off for every job."""
    rows = operations.list_reference(tx.session, KIND)
    return frozenset(PpeCombination(row.body["ppe_profile"], row.body["method"]) for row in rows)
