"""Hands real things to the web service and the worker: database, clock, job queue, travel times, keys."""

import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Self

from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.orm import Session, sessionmaker

from app.adapters.audit_targets import open_targets
from app.adapters.evidence_folder import EvidenceFolder
from app.adapters.evidence_objects import open_objects
from app.adapters.jobs import ProcrastinateJobs
from app.adapters.pictures import PillowPictures
from app.adapters.routing import make_router
from app.adapters.upload_folder import UploadFolder
from app.adapters.vault import AesVault, name_of
from app.adapters.zone_files import OfficeFiles
from app.auth.audit_keys import open_key
from app.auth.identify import Auth
from app.auth.tokens import AccessTokens, kept_secret, make_key
from app.clock import SystemClock
from app.cluster import default_home, ensure
from app.cluster.urls import normalise_url
from app.errors import ConflictError
from app.services.audit_checkpoints import Outside
from app.services.checkpoint_file import CheckpointFile
from app.services.evidence import Room
from app.services.road_closures import ClosedRoads
from app.services.work import Work
from app.services.zone_files import ZoneFiles
from app.settings import Settings
from geo.matching.warm import warm

_POOL_WAIT_SECONDS = 10
SEAL_KEY, OLD_KEYS = "seal.key", "old-seal-keys"
"""Where keys of the vault are kept in ``home``: the one that seals, and the folder of those before it."""


@dataclass(frozen=True)
class Wiring:
    """Everything real, put together once per process."""

    work: Work
    auth: Auth
    engine: Engine | None = None
    """What ``close`` ends; None where somebody else keeps the connection."""
    close_router: Callable[[], None] = lambda: None
    """Gives back what the source of travel times holds."""
    files: ZoneFiles = field(default_factory=OfficeFiles)
    """Reads and writes files of zones."""

    @property
    def evidence(self) -> Room:
        """Where photos and signatures are kept."""
        return make_evidence(self.work.settings)

    @property
    def uploads(self) -> UploadFolder:
        """Where uploads wait that are not whole yet."""
        return make_uploads(self.work.settings)

    @classmethod
    def around(cls, work: Work) -> Self:
        """The rest, made to fit a unit of work that is there already."""
        return cls(work, make_auth(work.settings))

    def close(self) -> None:
        """Give all connections back."""
        self.close_router()
        if self.engine is not None:
            self.engine.dispose()


def wire_up(settings: Settings) -> Wiring:
    """Put together what ``settings`` say; starts the private cluster when they name no database.

    Raises:
        ClusterError: the private cluster cannot be started.
        RoutingSettingsError: the source of travel times lacks its address or file.
        RoadFileError: the road file cannot be used.
    """
    engine = make_engine(settings)
    sessions, clock = make_sessions(engine), SystemClock()
    made = make_router(settings, ClosedRoads(sessions, clock))
    work = Work(sessions, clock, ProcrastinateJobs(), settings, made.router, make_vault(settings))
    return Wiring(work, make_auth(settings), engine, made.close)


def warm_matching() -> None:
    """Read the compiled matching engine from disk beside everything else, so that the first plan need not wait."""
    Thread(target=warm, name="warm-matching", daemon=True).start()


def make_engine(settings: Settings) -> Engine:
    """A pool of connections that work as the service's role, in UTC. Nothing connects before the first use."""
    url = make_url(normalise_url(settings.database_url or ensure(_home(settings)).service_url))
    options = ["-c timezone=UTC"]
    if url.username != settings.service_role:
        options.append(f"-c role={settings.service_role}")
    return create_engine(
        url,
        pool_size=settings.database_pool,
        max_overflow=settings.database_pool,
        pool_timeout=_POOL_WAIT_SECONDS,
        hide_parameters=True,  # else names and telephone numbers would stand in the log
        connect_args={"options": " ".join(options), "application_name": "cordon", "connect_timeout": 10},
    )


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    """Sessions whose rows stay readable after the commit, so that a route can show what a service changed."""
    return sessionmaker(engine, expire_on_commit=False)


def make_auth(settings: Settings) -> Auth:
    """How askers are known, with the key of this installation."""
    secret = settings.secret_key.get_secret_value() if settings.secret_key else kept_secret(_home(settings))
    return Auth(AccessTokens(make_key(secret), timedelta(seconds=settings.access_token_seconds)))


def make_vault(settings: Settings) -> AesVault:
    """What seals secrets in the database, with the keys of this installation: the newest, and those before it."""
    given = settings.seal_key
    newest = given.get_secret_value() if given else kept_secret(_home(settings), SEAL_KEY)
    before = [each.get_secret_value() for each in settings.old_seal_keys]
    return AesVault(newest, *before, *(each.read_text() for each in sorted((_home(settings) / OLD_KEYS).glob("*.key"))))


def turn_seal_key(settings: Settings) -> str:
    """Make a new key that seals from now on, where the key is kept in ``home``; the name of the one before.

    Raises:
        ConflictError: the key comes from the settings.
    """
    if settings.seal_key is not None:
        detail = "the key comes from CORDON_SEAL_KEY: set that anew, and add the old one to CORDON_OLD_SEAL_KEYS"
        raise ConflictError(detail, code="vault.key_set")
    home = _home(settings)
    before = name_of(kept_secret(home, SEAL_KEY)).hex()
    (home / OLD_KEYS).mkdir(mode=0o700, exist_ok=True)
    (home / SEAL_KEY).rename(home / OLD_KEYS / f"{before}.key")
    kept_secret(home, SEAL_KEY)
    return before


def make_evidence(settings: Settings) -> Room:
    """Where this installation keeps evidence, a folder or an object store, and who reads pictures.

    Raises:
        InvalidError: the settings name an object store that cannot be.
    """
    folder = settings.evidence_folder or _home(settings) / "evidence"
    store = open_objects(settings) if settings.evidence_store_url else EvidenceFolder(folder)
    return Room(store, PillowPictures(), settings.evidence_max_mib << 20)


def make_uploads(settings: Settings) -> UploadFolder:
    """The folder in which uploads wait that are not whole yet."""
    return UploadFolder(settings.uploads_folder or _home(settings) / "uploads")


def make_outside(settings: Settings) -> Outside:
    """Where this host writes checkpoints of the audit trail, and with which key.

    Raises:
        InvalidError: the audit key is none.
        TargetSettingsError: a target's address is of the wrong form.
    """
    home = _home(settings)
    key = open_key(home, settings.audit_key.get_secret_value() if settings.audit_key else None)
    return Outside(key, CheckpointFile.inside(home), open_targets(settings), socket.gethostname())


def _home(settings: Settings) -> Path:
    return settings.home.expanduser().absolute() if settings.home else default_home()
