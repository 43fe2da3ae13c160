"""Electrical work permits, `phiếu công tác` and `lệnh công tác`: which work needs which, who signs what, what lacks.

What ships follows QCVN 01:2020/BCT and the utility's safety process as far as they could be read; HSE must confirm it,
and both tables are data that an administrator edits.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from compliance.crews import MemberFacts, Pairs, roles_combine
from compliance.decision import Decision, allow, from_reasons, refuse
from compliance.reasons import Reason, reason

PERMIT, ORDER = "permit", "order"

CREW_SIGNATURES: frozenset[str] = frozenset({"direct_supervisor", "electrical_safety_supervisor"})
"""Given by the crew itself: another crew has to sign anew."""

_AS_CREW_ROLE = {"issuer": "permit_issuer"}
"""What a signature is called among the roles of a crew; the others have the same name."""


@dataclass(frozen=True, slots=True)
class Signer:
    """One signature of a document: roles at a desk and roles in the crew that may give it.

    `if_in_crew`: it is asked for only where somebody in the crew has one of those roles.
    """

    role: str
    desk: frozenset[str] = frozenset()
    crew: frozenset[str] = frozenset()
    if_in_crew: bool = False


_DESK = frozenset({"dispatcher", "shift_leader"})
_LEADER = Signer("direct_supervisor", crew=frozenset({"direct_supervisor"}))

SHIPPED_NEEDS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("dead_line", "hv"): PERMIT,
        ("live_line", "hv"): PERMIT,
        ("dead_line", "lv"): ORDER,
        ("live_line", "lv"): ORDER,
    }
)
"""By method and voltage the document that the work needs at least; one that no table names needs a permit."""

SHIPPED_SIGNERS: Mapping[str, tuple[Signer, ...]] = MappingProxyType(
    {
        PERMIT: (
            Signer("issuer", _DESK, frozenset({"permit_issuer"})),
            Signer("permitter", _DESK, frozenset({"permitter"})),
            _LEADER,
            Signer("electrical_safety_supervisor", crew=frozenset({"electrical_safety_supervisor"}), if_in_crew=True),
        ),
        ORDER: (Signer("issuer", _DESK, frozenset({"permit_issuer"})), _LEADER),
    }
)


@dataclass(frozen=True, slots=True)
class Rules:
    """Which work needs which document, and who signs each."""

    needs: Mapping[tuple[str, str], str] = field(default_factory=lambda: SHIPPED_NEEDS, hash=False)
    signers: Mapping[str, tuple[Signer, ...]] = field(default_factory=lambda: SHIPPED_SIGNERS, hash=False)

    def need(self, method: str, voltage: str) -> str:
        """Return the document that this work needs at least: `order`, `permit` or `none`."""
        return self.needs.get((method, voltage), PERMIT)


SHIPPED = Rules()


@dataclass(frozen=True, slots=True)
class WorkPermitFacts:
    """A document as it stands: its state, what it was made for, and which signatures on it are good."""

    number: str
    kind: str
    state: str
    method: str
    voltage: str
    signed: frozenset[str] = frozenset()


def suffices(kind: str, need: str) -> bool:
    """Tell whether a document of this kind is enough: a permit is more than an order."""
    return need == "none" or kind in (need, PERMIT)


def needed_signatures(rules: Rules, kind: str, crew: Iterable[MemberFacts]) -> tuple[str, ...]:
    """Return the signatures that a document needs for this crew, in their order."""
    held = frozenset[str]().union(*(member.roles for member in crew))
    return tuple(each.role for each in rules.signers[kind] if not each.if_in_crew or each.crew & held)


def judge(
    rules: Rules, document: WorkPermitFacts | None, method: str, voltage: str, crew: Iterable[MemberFacts]
) -> Iterator[Reason]:
    """Yield why work may not be done under this document: none, another one, not permitted, a signature missing."""
    need = rules.need(method, voltage)
    if need == "none":
        return
    if document is None:
        yield reason("gate.work_permit.missing", document=need)
        return
    if not suffices(document.kind, need) or (document.method, document.voltage) != (method, voltage):
        yield reason("gate.work_permit.other_work", number=document.number, document=need)
        return
    missing = [each for each in needed_signatures(rules, document.kind, crew) if each not in document.signed]
    for each in missing:
        yield reason("gate.work_permit.not_signed", number=document.number, signature=each)
    if not missing and document.state != "permitted":
        yield reason("gate.work_permit.not_permitted", number=document.number, state=document.state)


@dataclass(frozen=True, slots=True)
class Signing:
    """Somebody who wants to sign: roles held at a desk, roles in the crew, and what they have signed already."""

    desk: frozenset[str] = frozenset()
    crew: frozenset[str] = frozenset()
    signed: frozenset[str] = frozenset()


def may_sign(
    rules: Rules, document: WorkPermitFacts, role: str, who: Signing, pairs: Pairs, crew: Collection[MemberFacts]
) -> Decision:
    """Decide whether this person may give this signature now.

    Signatures come in their order. Two by one person need the same leave as two roles in a crew.
    """
    signer = next((each for each in rules.signers[document.kind] if each.role == role), None)
    order = needed_signatures(rules, document.kind, crew)
    if signer is None or role not in order:
        return refuse("work_permit.signature_not_asked", signature=role, document=document.kind)
    if role in document.signed:
        return refuse("work_permit.signed_already", signature=role)
    if not (signer.desk & who.desk or signer.crew & who.crew):
        return refuse("work_permit.not_yours_to_sign", signature=role)
    before = [each for each in order[: order.index(role)] if each not in document.signed and _waits_for(each, role)]
    if before:
        return refuse("work_permit.out_of_order", signature=role, first=before[0])
    return _apart(role, who.signed, pairs)


def _waits_for(earlier: str, role: str) -> bool:
    """The crew signs in any order among itself; everybody else waits for those before."""
    return not (earlier in CREW_SIGNATURES and role in CREW_SIGNATURES)


def _apart(role: str, signed: Iterable[str], pairs: Pairs) -> Decision:
    mine = _AS_CREW_ROLE.get(role, role)
    others = ((each, _AS_CREW_ROLE.get(each, each)) for each in signed)
    against = (
        reason("work_permit.roles_apart", signature=role, first=name)
        for name, each in others
        if not roles_combine((mine, each), pairs)
    )
    return from_reasons(against)


def follows(document: WorkPermitFacts, rules: Rules, crew: Iterable[MemberFacts]) -> str | None:
    """Return the state that a document's signatures lead to, None where it stays as it is."""
    needed = set(needed_signatures(rules, document.kind, crew))
    if document.state in ("draft", "issued") and needed <= document.signed:
        return "permitted"
    if document.state == "draft" and "issuer" in document.signed:
        return "issued"
    return None


def hand_back_first(document: WorkPermitFacts | None) -> Decision:
    """Decide whether supply may come back: not while people work under a permit that was not handed back."""
    if document is not None and document.kind == PERMIT and document.state == "permitted":
        return refuse("work_permit.hand_back_first", number=document.number)
    return allow()
