"""Who I am and what I may do."""

from uuid import UUID

from fastapi import APIRouter

from app.api.users import RoleOut
from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import people
from app.wire.common import WireOut

router = APIRouter(prefix="/api/v1/me", tags=["auth"])


class MyUnit(WireOut):
    """Where I belong."""

    id: UUID
    code: str
    name: str
    time_zone: str


class MeOut(WireOut):
    """The asker with all that they may do somewhere."""

    id: UUID
    username: str
    name: str
    locale: str
    roles: list[RoleOut]
    verbs: list[str]
    crew_id: UUID | None
    member_id: UUID | None
    unit: MyUnit | None

    @classmethod
    def of(cls, me: people.Me) -> "MeOut":
        """As the service found it."""
        user, subject = me.view.user, me.subject
        return cls(
            id=user.id,
            username=user.username,
            name=user.name,
            locale=user.locale,
            roles=[RoleOut.model_validate(each) for each in me.view.holdings],
            verbs=sorted(subject.verbs),
            crew_id=subject.crew_id,
            member_id=subject.member_id,
            unit=MyUnit.model_validate(me.unit) if me.unit else None,
        )


@router.get("")
def get_me(work: CurrentWork, subject: CurrentSubject) -> MeOut:
    """Who I am, what I may do, where I belong."""
    return MeOut.of(people.get_me(work, subject))
