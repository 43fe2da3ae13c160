"""Rules about people that HSE or an administrator edits."""

from typing import Annotated, Literal, Self

from fastapi import APIRouter
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import people_rules
from app.services.people_rules import PeopleRules
from app.wire.common import WireIn, WireOut
from compliance.crews import in_order
from compliance.work_permits import Signer

router = APIRouter(prefix="/api/v1/people-rules", tags=["people"])

Role = Literal["direct_supervisor", "electrical_safety_supervisor", "permit_issuer", "permitter", "lookout"]
Document = Literal["permit", "order"]
Method = Literal["live_line", "dead_line"]
Voltage = Literal["lv", "hv"]


class PairsIn(WireIn):
    """Pairs of roles that one person may hold together; every other pair may not."""

    pairs: Annotated[list[tuple[Role, Role]], Field(max_length=20)]


class NeedIn(WireIn):
    """The document that work needs at least."""

    work_method: Method
    voltage: Voltage
    document: Literal["permit", "order", "none"]


class SignerIn(WireIn):
    """One signature, and who may give it."""

    role: Literal["issuer", "permitter", "direct_supervisor", "electrical_safety_supervisor"]
    desk: Annotated[list[Literal["dispatcher", "shift_leader"]], Field(max_length=2)] = Field(default_factory=list)
    crew: Annotated[list[Role], Field(max_length=5)] = Field(default_factory=list)
    if_in_crew: bool = Field(default=False, description="asked for only where somebody in the crew has the role")


class SignersIn(WireIn):
    """Who signs a document, in their order."""

    document: Document
    signers: Annotated[list[SignerIn], Field(min_length=1, max_length=4)]


class NeedOut(WireOut):
    """The document that work needs at least."""

    work_method: str
    voltage: str
    document: str


class SignerOut(WireOut):
    """One signature, and who may give it."""

    role: str
    desk: list[str]
    crew: list[str]
    if_in_crew: bool


class PeopleRulesOut(WireOut):
    """What holds now. Hours are settings of the installation."""

    pairs: list[list[str]]
    needs: list[NeedOut]
    signers: dict[str, list[SignerOut]]
    rest_hours: float
    hours_per_day: float
    hours_per_week: float

    @classmethod
    def of(cls, rules: PeopleRules) -> Self:
        """As the service found them."""
        duty, documents = rules.duty, rules.documents
        return cls(
            pairs=sorted(list(in_order(pair)) for pair in rules.pairs),
            needs=[
                NeedOut(work_method=m, voltage=v, document=found) for (m, v), found in sorted(documents.needs.items())
            ],
            signers={kind: [_signer(each) for each in found] for kind, found in documents.signers.items()},
            rest_hours=duty.rest.total_seconds() / 3600,
            hours_per_day=duty.day.total_seconds() / 3600,
            hours_per_week=duty.week.total_seconds() / 3600,
        )


@router.get("")
def get_people_rules(work: CurrentWork, subject: CurrentSubject) -> PeopleRulesOut:
    """Role combinations, documents and signatures, hours."""
    return PeopleRulesOut.of(people_rules.get_rules(work, subject))


@router.put("/role-combinations")
def put_role_combinations(given: PairsIn, work: CurrentWork, subject: CurrentSubject) -> PeopleRulesOut:
    """Say which roles one person may hold together."""
    return PeopleRulesOut.of(people_rules.put_pairs(work, subject, given.pairs))


@router.put("/documents")
def put_document_need(given: NeedIn, work: CurrentWork, subject: CurrentSubject) -> PeopleRulesOut:
    """Say which document work by a method at a voltage needs."""
    return PeopleRulesOut.of(people_rules.put_need(work, subject, given.work_method, given.voltage, given.document))


@router.put("/signatures")
def put_document_signers(given: SignersIn, work: CurrentWork, subject: CurrentSubject) -> PeopleRulesOut:
    """Say who signs a document, in which order."""
    signers = [Signer(e.role, frozenset(e.desk), frozenset(e.crew), e.if_in_crew) for e in given.signers]
    return PeopleRulesOut.of(people_rules.put_signers(work, subject, given.document, signers))


def _signer(each: Signer) -> SignerOut:
    return SignerOut(role=each.role, desk=sorted(each.desk), crew=sorted(each.crew), if_in_crew=each.if_in_crew)
