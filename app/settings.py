"""Settings, read from the environment (``CORDON_...``)."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from compliance.checkins import CheckinRules
from compliance.duty import DutyLimits
from compliance.house import HouseRules
from compliance.push_following import FollowingRules
from compliance.retention import check_days
from compliance.sign_ons import BreakRules
from geo.matching.objective import Weights
from geo.travel import ROAD_CLASSES, RoadClass, StraightLineByClass

OFFICE_HOURS: Mapping[str, Any] = {
    "weekly": [{"day": day, "opens": "07:30", "closes": "17:00"} for day in range(1, 6)], "special_days": []
}  # fmt: skip


class Settings(BaseSettings):
    """Everything an operator may set. Names in the environment carry the prefix ``CORDON_``."""

    model_config = SettingsConfigDict(env_prefix="CORDON_", extra="ignore", hide_input_in_errors=True)

    database_url: str | None = Field(None, repr=False)  # may hold a password
    """PostgreSQL with PostGIS; unset means the private cluster."""
    owner_database_url: str | None = Field(None, repr=False)
    """Role that owns the tables and runs migrations; unset means ``database_url``."""
    service_role: str = "cordon_service"
    """Role the service works as; it owns no table."""
    host: str = "127.0.0.1"
    port: int = 8000
    processes: int = Field(1, ge=1)
    """Web processes that share the port; one for each core is a good number."""
    home: Path | None = None
    """Where the private cluster and keys live; unset means ``.cordon`` in the checkout."""
    demo: bool = False
    """Show the demo's sign-in hints and the stand-ins' inboxes."""
    demo_contact_seconds: int = Field(20, ge=1)
    """How long the demo's disinfectant stays on, so that the tour takes five minutes. What ships says ten minutes."""
    demo_lively: bool = True
    """Crews and tickets of its own keep the demo's board alive; the visitor's are left alone."""
    demo_pace: float = Field(6.0, gt=0, le=60)
    """How many times as fast as in life they work."""
    secret_key: SecretStr | None = None
    """Signs access tokens; unset means a key made at first start and kept in ``home``."""
    seal_key: SecretStr | None = None
    """Seals the private keys that stand in the database; unset means a key made at first start and kept in ``home``.
    The same on all machines that share a database. Once it is lost, the next pass is signed by a new key pair."""
    access_token_seconds: int = Field(900, ge=60)
    refresh_token_hours: int = Field(24 * 14, ge=72)
    """A phone may be offline for three days."""
    refresh_grace_seconds: int = Field(60, ge=0)
    """A refresh token just rotated stays good this long: a lost answer is not theft."""
    login_attempts: int = Field(10, ge=1)
    login_window_seconds: int = Field(300, ge=1)
    secure_cookies: bool = False
    database_pool: int = Field(10, ge=1)
    trace_days: float = Field(3.0, gt=0, le=60)
    """How far back a trace looks that does not say it."""
    planning_horizon_hours: int = Field(24, ge=1)
    """Zones that begin within this time are shown as coming."""
    routing: Literal["straight", "roads", "osrm", "valhalla"] = "straight"
    """Where travel times come from; see ``docs/routing.md``. Whatever fails is stood in for by the straight line."""
    roads_file: Path | None = None
    """For ``routing=roads``: what ``cordon routing build`` wrote."""
    routing_url: str | None = None
    """For ``routing=osrm`` and ``valhalla``: the server's base address."""
    routing_vehicle: Literal["truck", "car", "motorbike"] = "truck"
    """For ``routing=valhalla``: which vehicle it is asked about."""
    routing_timeout_seconds: float = Field(5.0, gt=0, allow_inf_nan=False)
    """How long one question to a routing server may take in all."""
    routing_probe: tuple[float, float] = (108.2208, 16.0678)
    """Longitude and latitude that ``cordon doctor`` asks a routing server about; a place on its roads."""
    routing_table_size: int = Field(100, ge=1)
    """Most origins, and most destinations, that the server takes in one request."""
    travel_classes: tuple[RoadClass, ...] = ROAD_CLASSES
    """For the straight line: speed and circuity by how far a journey has come, as JSON."""
    travel_speed_kmh: float = Field(30.0, gt=0)
    travel_circuity: float = Field(1.3, ge=1)
    """One mean speed and circuity, for rough figures where no source of travel times is asked."""
    briefing_minutes: int = Field(10, ge=0)
    donning_minutes: int = Field(15, ge=0)
    exit_minutes: int = Field(25, ge=0)
    """Doffing and disinfection after work inside a zone."""
    rest_hours: float = Field(12.0, ge=0, le=24)
    """Rest of each person between two duties, whichever crew it is with. HSE must confirm this and the next three."""
    duty_hours_day: float = Field(12.0, gt=0, le=24)
    """Most hours of one person within any 24 hours."""
    duty_hours_week: float = Field(60.0, gt=0, le=168)
    """Most hours of one person within any seven days."""
    break_after_hours: float = Field(6.0, gt=0, le=24)
    """A crew that has worked so long without a break shall begin one. HSE must confirm this and the next."""
    break_minutes: float = Field(30.0, gt=0, le=240)
    """How long a break lasts at least."""
    sign_on_grace_minutes: float = Field(15.0, ge=0, le=720)
    """So long after a shift's beginning a crew of whom nobody has signed on is told of."""
    unsigned_crew_refused: bool = False
    """Whether such a crew is not offered for work at all."""
    cohort_days: float = Field(3.0, ge=0, le=60)
    """So long after a stay in a zone people of different crews and classes of zone are not mixed."""
    weather_minutes: float = Field(180.0, gt=0, le=1440)
    """How long a word on the weather holds that does not say for how long."""
    checkin_minutes: float = Field(30.0, ge=1, le=24 * 60)
    """How long a crew inside a zone may be silent before dispatchers are told. HSE must confirm."""
    checkin_minutes_by_hazard: dict[str, Annotated[float, Field(ge=1, le=24 * 60)]] = Field(default_factory=dict)
    """Shorter or longer where a zone's hazard class asks for it, as JSON."""
    work_permit_keep_days: int = Field(31, ge=31)
    """How long electrical work permits are kept after they end; at least a month."""
    ppe_shortage_refuses: bool = False
    """Whether a crew whose vehicle and unit store are short of protective equipment is refused, not only warned of."""
    plan_horizon_hours: int = Field(12, ge=1, le=48)
    """How far ahead a plan looks for shifts, zones and orders that begin."""
    plan_overtime_minutes: int = Field(60, ge=0)
    """How long after its shift a plan may keep a crew at work; it counts against the plan."""
    plan_retime_minutes: int = Field(5, ge=0)
    """A job that begins earlier or later by less than this is told to nobody as a change."""
    plan_weights: dict[str, float] = Field(default_factory=dict)
    """Weights of the objective by name (``geo.matching.objective``), as JSON; those left out have their default."""
    plan_solves: int = Field(1, ge=1)
    """Searches that one process runs at the same time; each uses all cores."""
    plan_wait_seconds: float = Field(5.0, ge=0)
    """How long a request waits for its turn to search before it is told to come back."""
    incident_span_minutes: float = Field(120.0, gt=0, allow_inf_nan=False)
    """Tickets of one transformer or feeder have one cause when no pause between their reports is longer."""
    incident_feeder_transformers: int = Field(2, ge=2)
    """From so many transformers of one feeder on, the feeder is the likely cause."""
    incident_near_m: float = Field(250.0, gt=0, allow_inf_nan=False)
    incident_near_minutes: float = Field(60.0, gt=0, allow_inf_nan=False)
    incident_min_reports: int = Field(3, ge=2)
    """So many tickets without a known transformer, so near each other, are one incident."""
    incident_widest_m: float = Field(1000.0, gt=0, allow_inf_nan=False)
    """Radius of the widest crowd of tickets that counts as one cause."""
    pass_list_hours: float = Field(24.0, ge=1, le=168)
    """How long a guard may rely on a revocation list; a new pass key is shown for as long before it signs."""
    pass_zones_ahead_hours: int = Field(48, ge=0)
    """Zones that begin within this time can be chosen by guards."""
    public_requests_per_minute: int = Field(120, ge=1)
    """How often one address may ask for what needs no account; what comes above it waits."""
    public_url: str | None = None
    """Address under which people reach the pages, for links in letters; unset means ``host`` and ``port``."""
    smtp_host: str | None = None
    """Server that takes letters; unset means there is no email."""
    smtp_port: int = Field(587, ge=1, le=65535)
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    """How the line to it is encrypted; ``none`` is for a server on this machine."""
    smtp_ca_file: Path | None = None
    """Certificates that it is known by; unset means those of the system."""
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_timeout_seconds: float = Field(15.0, gt=0, allow_inf_nan=False)
    mail_from: str = "Cordon <cordon@localhost>"
    """What stands as the sender of letters."""
    esms_api_key: SecretStr | None = None
    """Account at eSMS.vn; unset means there are no short messages."""
    esms_secret_key: SecretStr | None = None
    esms_brandname: str = ""
    """Registered name that short messages come from."""
    esms_endpoint: str = "https://rest.esms.vn"
    esms_sandbox: bool = False
    """Let eSMS check messages without sending them."""
    esms_timeout_seconds: float = Field(15.0, gt=0, allow_inf_nan=False)
    messages_inbox_url: str | None = None
    """Where the demo's stand-in for both shows what arrived."""
    push_ttl_seconds: int = Field(1800, ge=1)
    push_wait_seconds: dict[str, int] = Field(default_factory=dict)
    """How long a push may stay unanswered before the next step, by urgency, as JSON; see ``docs/pushes.md``."""
    push_urgency: dict[str, str] = Field(default_factory=dict)
    """How urgent kinds of pushes are, where a utility sees it otherwise than what ships, as JSON."""
    web_push_contact: str | None = None
    """Whom push services of browsers may write to, ``mailto:`` or ``https:``; unset means there is no web push."""
    web_push_private: bool = False
    """Whether push services of browsers may lie in private networks, and be reached without TLS there."""
    web_push_proxy: str | None = Field(None, repr=False)  # may hold a password
    """Proxy through which they are reached; it decides itself where it connects to."""
    fcm_endpoint: str | None = None
    """Base address of a stand-in that speaks FCM's protocol; unset means Google's."""
    fcm_credentials: Path | None = None
    """Service account file; unset with no ``fcm_endpoint`` means pushes wait for the phones to pull."""
    fcm_project: str = "cordon"
    map_tiles_url: str | None = None
    """Address of map tiles with ``{z}``, ``{x}`` and ``{y}``, which phones prefetch around their jobs; unset means that
    only the base map inside the pages is drawn. Its operator must allow prefetching."""
    web_dist: Path | None = None
    """Built pages; unset means those in the wheel or in ``web/dist``."""
    evidence_folder: Path | None = None
    """Where photos and signatures are kept, by their hash; unset means ``evidence`` in ``home``. Several machines that
    share a database share this folder too."""
    evidence_store_url: str | None = None
    """Object store that keeps them instead, as ``s3://bucket/prefix``."""
    evidence_store_options: dict[str, SecretStr] = Field(default_factory=dict, repr=False)
    """Its options as JSON: ``endpoint``, ``region``, ``access_key_id``, ``secret_access_key``."""
    evidence_max_mib: int = Field(16, ge=1, le=64)
    """The largest photo that is taken."""
    uploads_folder: Path | None = None
    """Where uploads wait that are not whole yet; unset means ``uploads`` in ``home``. Several machines that serve the
    same phones share this folder, or see that a phone comes back to the same machine."""
    device_stale_days: int = Field(270, ge=30)
    """A phone that was not heard of for so long gets no pushes any more; its token is forgotten."""
    device_token_days: int = Field(30, ge=1)
    """How old a push token may become before the phone is asked for a new one."""
    retention_days: dict[str, int] = Field(default_factory=dict)
    """How long kinds of personal data are kept, by their code, as JSON; see ``docs/privacy.md`` for what ships."""
    privacy_hours: dict[str, Any] = Field(default_factory=lambda: dict(OFFICE_HOURS))
    """Working days that the time to answer data subjects is counted in: ``weekly`` and ``special_days`` (holidays) as
    for an authority's opening hours; the time zone is each unit's own."""
    old_seal_keys: tuple[SecretStr, ...] = ()
    """Keys that sealed before ``seal_key``, as JSON, until ``cordon vault rotate`` has sealed everything anew."""
    audit_key: SecretStr | None = None
    """Ed25519 private key (PEM) that signs checkpoints; unset means one made at first start and kept in ``home``."""
    audit_checkpoint_minutes: int = Field(10, ge=1)
    """A checkpoint is made after this time, if anything was sealed since the last one."""
    audit_checkpoint_links: int = Field(1000, ge=1)
    """And as soon as so many events were sealed."""
    audit_store_url: str | None = None
    """Object store that takes every checkpoint, as ``s3://bucket/prefix``; see ``docs/audit.md``."""
    audit_store_options: dict[str, SecretStr] = Field(default_factory=dict, repr=False)
    """Its options as JSON: ``endpoint``, ``region``, ``access_key_id``, ``secret_access_key``."""
    audit_syslog: str | None = None
    """Syslog collector that takes every checkpoint: ``tcp://host:601`` or ``udp://host:514`` (RFC 5424)."""
    log_level: str = "INFO"

    @property
    def house_rules(self) -> HouseRules:
        """What people may do here, and how long papers are kept.

        The demo's few people are on duty whenever somebody looks at it.
        """
        hours = (0.0, 24.0, 168.0) if self.demo else (self.rest_hours, self.duty_hours_day, self.duty_hours_week)
        limits = DutyLimits(*(timedelta(hours=each) for each in hours))
        return HouseRules(
            limits,
            timedelta(days=self.cohort_days),
            timedelta(days=self.work_permit_keep_days),
            timedelta(minutes=self.weather_minutes),
            checkins=self._checkins,
            pushes=self.push_rules,
            breaks=BreakRules(timedelta(hours=self.break_after_hours), timedelta(minutes=self.break_minutes)),
            sign_on_grace=timedelta(minutes=self.sign_on_grace_minutes),
            unsigned_refused=self.unsigned_crew_refused,
        )

    @property
    def push_rules(self) -> FollowingRules:
        """How long pushes may stay unanswered."""
        return FollowingRules(self.push_wait_seconds, self.push_urgency, texts=self.sends_sms)

    @property
    def sends_sms(self) -> bool:
        """Whether there is an account for short messages."""
        return bool(self.esms_api_key and self.esms_secret_key)

    @property
    def _checkins(self) -> CheckinRules:
        by_hazard = {hazard: timedelta(minutes=each) for hazard, each in self.checkin_minutes_by_hazard.items()}
        return CheckinRules(timedelta(minutes=self.checkin_minutes), by_hazard)

    @property
    def base_url(self) -> str:
        """Where links in letters lead."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @field_validator("travel_classes")
    @classmethod
    def _check_classes(cls, given: tuple[RoadClass, ...]) -> tuple[RoadClass, ...]:
        StraightLineByClass(given)
        return given

    @field_validator("push_wait_seconds")
    @classmethod
    def _check_waits(cls, given: dict[str, int]) -> dict[str, int]:
        FollowingRules(waits=given)
        return given

    @field_validator("push_urgency")
    @classmethod
    def _check_urgencies(cls, given: dict[str, str]) -> dict[str, str]:
        FollowingRules(urgencies=given)
        return given

    @field_validator("web_push_contact")
    @classmethod
    def _check_contact(cls, given: str | None) -> str | None:
        if given is not None and not given.startswith(("mailto:", "https:")):
            raise ValueError("it begins with mailto: or https:")
        return given

    @field_validator("retention_days")
    @classmethod
    def _check_retention(cls, given: dict[str, int]) -> dict[str, int]:
        check_days(given)
        return given

    @field_validator("plan_weights")
    @classmethod
    def _check_weights(cls, given: dict[str, float]) -> dict[str, float]:
        names = {each.name for each in fields(Weights)}
        if unknown := sorted(set(given) - names):
            raise ValueError(f"no such weights: {', '.join(unknown)}; there are {', '.join(sorted(names))}")
        Weights(**given)
        return given
