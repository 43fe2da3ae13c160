"""Closed lists of words on the wire: the document names every word, so that generated clients know them."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import WithJsonSchema

from compliance.lifecycles import ASSIGNMENT, PERMIT, PUSH, TICKET
from compliance.zone_parts import PART_KINDS


def _one_of(words: Iterable[str]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": sorted(words)})


TicketState = Annotated[str, _one_of(TICKET.states)]
AssignmentState = Annotated[str, _one_of(ASSIGNMENT.states)]
PermitState = Annotated[str, _one_of(PERMIT.states)]
PushState = Annotated[str, _one_of(PUSH.states)]
ChecklistState = Annotated[str, _one_of(("open", "complete", "failed", "void"))]
ZoneState = Annotated[str, _one_of(("coming", "in_force", "ended", "draft"))]
PartKindOut = Annotated[str, _one_of(PART_KINDS)]
VersionState = Annotated[str, _one_of(("draft", "published", "ended"))]
ZoneBadge = Annotated[str, _one_of(("inside", "possibly", "coming", "none"))]
WorkMethod = Annotated[str, _one_of(("live_line", "dead_line"))]
Channel = Annotated[str, _one_of(("screen", "phone", "letter"))]
IncidentState = Literal["open", "restored", "closed"]
IncidentCause = Literal["transformer", "feeder", "area", "manual"]
