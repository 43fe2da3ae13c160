"""Rules about people that are data: which roles combine, which work needs which document, who signs it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_OID, uuid5

from app.access import Subject, Verb
from app.errors import ForbiddenError, InvalidError
from app.schema.operations import ReferenceData
from app.services import people_facts, work_permit_facts
from app.services.events import About, record
from app.services.people_facts import ROLE_PAIRS
from app.services.work import Tx, Work
from app.services.work_permit_facts import NEEDS, SIGNERS
from app.storage import operations, units
from compliance.crews import ROLE_ORDER, Pairs, in_order
from compliance.duty import DutyLimits
from compliance.wording.terms import SIGNATURES
from compliance.work_permits import Rules, Signer


@dataclass(frozen=True)
class PeopleRules:
    """All of them, as they hold now."""

    pairs: Pairs
    documents: Rules
    duty: DutyLimits


def get_rules(work: Work, subject: Subject) -> PeopleRules:
    """What holds now."""
    subject.scope(Verb.CREWS_READ)
    with work.look() as tx:
        return _rules(tx)


def put_pairs(work: Work, subject: Subject, pairs: Sequence[tuple[str, str]]) -> PeopleRules:
    """Say which pairs of roles one person may hold together; every other pair may not.

    Raises:
        ForbiddenError: the subject is not over a whole utility.
        InvalidError: a pair of one role, or a role that there is not.
    """
    wanted = {frozenset(pair) for pair in pairs}
    for pair in pairs:
        if len(set(pair)) != len(pair) or not set(pair) <= set(ROLE_ORDER) - {"member"}:
            known = ", ".join(ROLE_ORDER[:-1])
            raise InvalidError.of("pairs", "unknown", "a pair holds two different roles", f"two of {known}")
    with work.begin() as tx:
        _check_whole(tx, subject)
        codes = {"+".join(in_order(pair)): sorted(pair) for pair in wanted}
        for row in operations.list_whole(tx.session, ROLE_PAIRS):
            row.active = row.code in codes
        for code, roles in codes.items():
            tx.session.merge(ReferenceData(kind=ROLE_PAIRS, code=code, body={"roles": roles}, active=True))
        tx.session.flush()
        _record(tx, subject, ROLE_PAIRS, {"pairs": sorted(codes)})
        return _rules(tx)


def put_need(work: Work, subject: Subject, method: str, voltage: str, document: str) -> PeopleRules:
    """Say which document work by this method at this voltage needs at least: permit, order or none.

    Raises:
        ForbiddenError: the subject is not over a whole utility.
    """
    with work.begin() as tx:
        _check_whole(tx, subject)
        body = {"method": method, "voltage": voltage, "document": document}
        tx.session.merge(ReferenceData(kind=NEEDS, code=f"{method}:{voltage}", body=body, active=True))
        tx.session.flush()
        _record(tx, subject, NEEDS, body)
        return _rules(tx)


def put_signers(work: Work, subject: Subject, document: str, signers: Sequence[Signer]) -> PeopleRules:
    """Say who signs a document, in which order.

    Raises:
        ForbiddenError: the subject is not over a whole utility.
        InvalidError: a signature that there is not, twice the same, or nobody who may give it; the direct supervisor
            signs always.
    """
    _check_signers(signers)
    with work.begin() as tx:
        _check_whole(tx, subject)
        told = [
            {"role": e.role, "desk": sorted(e.desk), "crew": sorted(e.crew), "if_in_crew": e.if_in_crew}
            for e in signers
        ]
        tx.session.merge(ReferenceData(kind=SIGNERS, code=document, body={"signers": told}, active=True))
        tx.session.flush()
        _record(tx, subject, SIGNERS, {"document": document, "signers": told})
        return _rules(tx)


def _check_signers(signers: Sequence[Signer]) -> None:
    roles = [each.role for each in signers]
    if len(set(roles)) != len(roles) or not set(roles) <= SIGNATURES.keys():
        raise InvalidError.of("signers", "unknown", "each signature once", f"some of {', '.join(SIGNATURES)}")
    if "direct_supervisor" not in roles or not all(each.desk or each.crew for each in signers):
        raise InvalidError.of("signers", "missing", "the direct supervisor signs, and each signature has somebody")


def _check_whole(tx: Tx, subject: Subject) -> None:
    scope = subject.scope(Verb.PEOPLE_RULES_WRITE)
    if not units.has_root(tx.session, scope.unit_ids):
        raise ForbiddenError("these rules are kept by HSE or the administrator of a whole utility")


def _rules(tx: Tx) -> PeopleRules:
    return PeopleRules(people_facts.role_pairs(tx), work_permit_facts.rules(tx), tx.house.duty)


def _record(tx: Tx, subject: Subject, kind: str, told: Mapping[str, object]) -> None:
    about = About("people_rules", uuid5(NAMESPACE_OID, kind))
    record(tx, subject, "people_rules.changed", about, payload={"kind": kind, **told})
