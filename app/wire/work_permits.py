"""Electrical work permits and orders on the wire."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field

from app.services.work_permit_views import WorkPermitView
from app.wire.common import WireOut
from app.wire.states import WorkMethod, one_of
from compliance.lifecycles import WORK_PERMIT
from compliance.wording.terms import CREW_ROLE_NAMES, DOCUMENTS, SIGNATURES

WorkPermitState = Annotated[str, one_of(WORK_PERMIT.states)]
SignatureRole = Annotated[str, one_of((*SIGNATURES, "handed_back"))]


class SignatureOut(WireOut):
    """One signature: who gave it as what, how and when, and whether it fell since."""

    role: SignatureRole
    title: str
    name: str
    means: Literal["account", "drawn", "assignment"] = Field(
        description="signed in under their own name; drawn on the crew leader's phone; given with the order to go"
    )
    drawn: str | None = Field(description="what was drawn, as the `d` of an SVG path in a box of 320 by 180")
    signed_at: datetime
    device_time: datetime | None
    place: str | None
    content_hash: str
    fell_at: datetime | None
    fell_reason: str | None


class WorkerOut(WireOut):
    """Somebody who works under the document."""

    member_id: UUID
    name: str
    roles: list[str]
    role_names: str
    safety_grade: int


class MissingOut(WireOut):
    """A signature that is still asked for."""

    role: SignatureRole
    title: str


class WorkPermitOut(WireOut):
    """An electrical work permit (`phiếu công tác`) or order (`lệnh công tác`) as it stands."""

    id: UUID
    number: str
    unit_id: UUID
    assignment_id: UUID
    kind: Literal["permit", "order"]
    title: str
    state: WorkPermitState
    work_method: WorkMethod
    voltage: str
    address: str
    scope: str
    reason: str | None
    procedure_ref: str | None
    paper_ref: str | None = Field(description="number of the document that is kept on paper beside this one")
    measures: list[str]
    workers: list[WorkerOut]
    begins_at: datetime | None
    ends_at: datetime | None
    content_hash: str
    signatures: list[SignatureOut]
    missing: list[MissingOut] = Field(description="in the order in which they are given")
    created_at: datetime
    issued_at: datetime | None
    permitted_at: datetime | None
    handed_back_at: datetime | None
    ended_at: datetime | None
    end_reason: str | None
    kept_until: datetime | None = Field(description="at least until then; nothing deletes it")
    version: int

    @classmethod
    def of(cls, view: WorkPermitView, lang: str) -> Self:
        """As the service found it."""
        row, content = view.row, view.row.content
        shown: dict[str, Any] = {name: getattr(row, name) for name in cls.model_fields if hasattr(row, name)}
        plain = ("scope", "reason", "procedure_ref", "paper_ref", "begins_at", "ends_at")
        said = {name: content.get(name) for name in plain}
        return cls(
            **(shown | said),
            title=DOCUMENTS[row.kind].get(lang),
            address=content["place"]["address"],
            measures=[each[lang] for each in content["measures"]],
            workers=[
                WorkerOut(**each, role_names=", ".join(CREW_ROLE_NAMES[role].get(lang) for role in each["roles"]))
                for each in content["workers"]
            ],
            signatures=[_signature(each, lang) for each in view.signatures],
            missing=[MissingOut(role=each, title=_title(each, lang)) for each in view.missing],
        )


def work_permit_brief(view: WorkPermitView | None, lang: str) -> WorkPermitOut | None:
    """The document of a job, where it has one."""
    return WorkPermitOut.of(view, lang) if view else None


def _signature(row: Any, lang: str) -> SignatureOut:
    shown = {name: getattr(row, name) for name in SignatureOut.model_fields if name != "title"}
    return SignatureOut(title=_title(row.role, lang), **shown)


def _title(role: str, lang: str) -> str:
    if role in SIGNATURES:
        return SIGNATURES[role].get(lang)
    return "trả phiếu, lệnh" if lang == "vi" else "handed back"
