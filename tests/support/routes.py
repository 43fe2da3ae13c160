"""Every route of the service, and how to ask it for what some owner has."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from tests.conftest import NOON
from tests.support.estates import Estate
from tests.support.route_specs import SPECS, UNKNOWN, Json, Spec, id_of
from tests.support.web import openapi_document

PATH_IDS: Mapping[str, tuple[str, ...]] = {
    "unit_id": ("units",), "user_id": ("users", "liaisons"), "authority_id": ("authorities",), "crew_id": ("crews",),
    "permit_id": ("entry_permits",), "checklist_id": ("checklists",), "zone_id": ("zones", "draft_zones"),
    "push_id": ("pushes",),
    "order_id": ("isolation_orders",), "ticket_id": ("tickets", "job_tickets"), "assignment_id": ("assignments",),
    "device_id": ("devices",), "incident_id": ("incidents",), "plan_id": ("plans",),
    "store_id": ("ppe_stores",), "issue_id": ("ppe_movements",), "member_id": ("crew_members",),
    "exposure_id": ("exposures",), "stand_down_id": ("stand_downs",),
    "draft_id": ("checklist_drafts",), "follow_up_id": ("follow_ups",), "sha256": ("evidence",),
    "weather_id": ("weather_facts",), "combination_id": ("hse_combinations",), "work_permit_id": ("work_permits",),
    "hold_id": ("privacy_holds",), "request_id": ("privacy_requests",),
    "defect_id": ("vehicle_defects",), "help_id": ("help_requests",), "report_id": ("fitness_reports",),
    "closure_id": ("road_closures",), "crossing_id": ("zone_crossings",),
    "job_id": ("tickets", "job_tickets", "assignments"),
}  # fmt: skip
"""Which rows a parameter of this name can mean, in a path or in a query."""

ANY_ID = ("users", "crews", "entry_permits", "checklists", "draft_zones", "job_tickets", "assignments")
QUERY_IDS = PATH_IDS | {"subject_id": ANY_ID, "chain_id": ("units", "authorities")}


OPEN = frozenset({"live", "ready", "get_token", "log_out", "list_pass_keys", "get_revocation_list"})
"""Asked by whom nobody knows yet, or need know."""
STREAM = "listen"
"""Does not end by itself; it has a test of its own."""
REQUIRED = {"lon": "108.2", "lat": "16.05", "at": NOON.isoformat(), "why": "follow_up"}
"""Query parameters that must be sent."""


@dataclass(frozen=True)
class Target:
    """What a path names."""

    path: str
    table: str | None = None
    id: UUID | None = None


@dataclass(frozen=True)
class Route:
    """One operation of the OpenAPI document."""

    name: str
    method: str
    path: str
    path_params: tuple[str, ...]
    query_params: tuple[str, ...]
    has_body: bool
    needed_ids: tuple[str, ...] = ()
    """Query parameters that must name something."""

    @property
    def spec(self) -> Spec:
        """What the test knows of it; of a route that is new: nothing."""
        return SPECS.get(self.name, UNKNOWN)

    def check_known(self) -> None:
        """Check that the test knows whom the route is for and how to fill it.

        Raises:
            AssertionError: it does not.
        """
        what = f"{self.method} {self.path} ({self.name}): tell SPECS in tests/support/route_specs.py"
        assert self.name in SPECS, f"{what} of this new route"
        assert self.has_body == (self.spec.bodies is not None), f"{what} what to send"
        unknown = [each for each in self.path_params if each not in PATH_IDS]
        assert not unknown, f"{what} whose ids {unknown} are"

    @property
    def reads(self) -> bool:
        """Whether it changes nothing."""
        return self.method == "get"

    def targets(self, estate: Estate) -> Iterator[Target]:
        """Each kind of row of the estate that the path can name."""
        if not self.path_params:
            yield Target(self.path)
            return
        (param,) = self.path_params
        for table in PATH_IDS.get(param, ()):
            if estate.owns(table):
                yield Target(self.path.replace(f"{{{param}}}", id_of(estate, table)), table, estate.main[table])

    def queries(self, estate: Estate) -> Iterator[dict[str, str]]:
        """No filter, then each filter that takes an id, with each id of the estate that it can take."""
        always = {name: value for name, value in REQUIRED.items() if name in self.query_params}
        always |= {"limit": "1000"} if "limit" in self.query_params else {}
        always |= {param: id_of(estate, QUERY_IDS[param][0]) for param in self.needed_ids}
        yield always
        for param in self.query_params:
            for table in QUERY_IDS.get(param, ()):
                if estate.owns(table):
                    yield always | {param: id_of(estate, table)}

    def bodies(self, mine: Estate, theirs: Estate) -> Sequence[Json | None]:
        """What to send; None for no body."""
        return self.spec.bodies(mine, theirs) if self.spec.bodies else [None]


@cache
def all_routes() -> tuple[Route, ...]:
    """Every route that asks who is asking and ends by itself."""
    document = openapi_document()
    return tuple(
        _route(path, method, operation)
        for path, operations in document["paths"].items()  # type: ignore[attr-defined]
        for method, operation in operations.items()
        if operation["operationId"] not in OPEN | {STREAM}
    )


def _route(path: str, method: str, operation: Json) -> Route:
    named: dict[str, tuple[str, ...]] = {
        kind: tuple(each["name"] for each in operation.get("parameters", ()) if each["in"] == kind)
        for kind in ("path", "query")
    }
    asked = [each for each in operation.get("parameters", ()) if each["in"] == "query" and each.get("required")]
    needed = tuple(each["name"] for each in asked if each["name"] in QUERY_IDS)
    has_body = "requestBody" in operation
    return Route(operation["operationId"], method, path, named["path"], named["query"], has_body, needed)
