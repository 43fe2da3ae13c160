"""Closed lists of words on the wire: the document names every word, so that generated clients know them."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import WithJsonSchema

from compliance.lifecycles import ASSIGNMENT, MESSAGE, PERMIT, PUSH, TICKET
from compliance.push_following import Urgency
from compliance.zone_parts import PART_KINDS


def one_of(words: Iterable[str]) -> WithJsonSchema:
    """Name every word that a text may hold."""
    return WithJsonSchema({"type": "string", "enum": sorted(words)})


TicketState = Annotated[str, one_of(TICKET.states)]
AssignmentState = Annotated[str, one_of(ASSIGNMENT.states)]
PermitState = Annotated[str, one_of(PERMIT.states)]
PushState = Annotated[str, one_of(PUSH.states)]
PushUrgency = Annotated[str, one_of(Urgency)]
PushService = Annotated[str, one_of(("fcm", "webpush"))]
MessageState = Annotated[str, one_of(MESSAGE.states)]
ChecklistState = Annotated[str, one_of(("open", "complete", "failed", "void"))]
ZoneState = Annotated[str, one_of(("coming", "in_force", "ended", "draft"))]
PartKindOut = Annotated[str, one_of(PART_KINDS)]
VersionState = Annotated[str, one_of(("draft", "published", "ended"))]
ZoneBadge = Annotated[str, one_of(("inside", "possibly", "coming", "none"))]
WorkMethod = Annotated[str, one_of(("live_line", "dead_line"))]
Channel = Annotated[str, one_of(("screen", "phone", "letter"))]
IncidentState = Literal["open", "restored", "closed"]
IncidentCause = Literal["transformer", "feeder", "area", "manual"]
