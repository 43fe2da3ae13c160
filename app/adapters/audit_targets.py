"""Places outside the database that take checkpoints: object stores, and syslog by RFC 5424."""

import os
import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import SplitResult, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import ObjectStore, from_url

from app.errors import InvalidError
from app.services.audit_checkpoints import Target, TargetError
from app.settings import Settings

TIMEOUT = timedelta(seconds=10)

_FACILITY_AUDIT, _NOTICE = 13, 5
_PRIORITY = _FACILITY_AUDIT * 8 + _NOTICE
_SYSLOG_PORTS = {"tcp": 601, "udp": 514}
_UDP_MOST = 60_000
"""Bytes of the largest message for UDP; a datagram holds 65,507."""
_ADDRESS = re.compile(r"https?://[^\s)]+")


class TargetSettingsError(InvalidError):
    """The settings name a target that cannot be."""


def open_targets(settings: Settings) -> tuple[Target, ...]:
    """The targets that the settings name.

    Raises:
        TargetSettingsError: an address of the wrong form.
    """
    targets: list[Target] = []
    if settings.audit_store_url:
        targets.append(StoreTarget(open_store(settings)))
    if settings.audit_syslog:
        targets.append(SyslogTarget.at(settings.audit_syslog))
    return tuple(targets)


def open_store(settings: Settings) -> ObjectStore:
    """The object store that the settings name: S3 and what speaks its protocol, Google's, Azure's, a folder.

    Raises:
        TargetSettingsError: the address or an option is unknown.
    """
    told = {name: value.get_secret_value() for name, value in settings.audit_store_options.items()}
    plain = any(value.startswith("http://") for value in told.values())
    options: dict[str, Any] = {"client_options": {"timeout": TIMEOUT, "allow_http": plain}}
    if not str(settings.audit_store_url).startswith(("file:", "memory:")):
        retries = {"max_retries": 1, "retry_timeout": TIMEOUT}  # we try again ourselves
        options |= {"config": told, "retry_config": retries}
    else:
        options = {}
    try:
        return from_url(str(settings.audit_store_url), **options)
    except (BaseError, ValueError, TypeError) as error:
        raise TargetSettingsError(f"CORDON_AUDIT_STORE_URL: {_told(error)}") from error


@dataclass(frozen=True)
class StoreTarget:
    """One object a checkpoint; to forbid that it is replaced is the bucket's part (object lock)."""

    store: ObjectStore
    name: str = "store"

    def write(self, number: int, line: str) -> None:
        """Put the object; the same again is harmless."""
        try:
            obstore.put(self.store, _object(number), line.encode() + b"\n", mode="overwrite", use_multipart=False)
        except (BaseError, OSError) as error:
            raise TargetError(f"the object store refuses it: {_told(error)}") from error


def stored_lines(store: ObjectStore) -> Iterator[str]:
    """Every checkpoint of an object store in order.

    Raises:
        TargetError: the store does not answer.
    """
    try:
        for page in obstore.list(store, _FOLDER, chunk_size=1000):
            for path in sorted(str(meta["path"]) for meta in page):
                yield bytes(obstore.get(store, path).bytes()).decode().rstrip("\n")
    except (BaseError, OSError) as error:
        raise TargetError(f"the object store cannot be read: {_told(error)}") from error


_FOLDER = "checkpoints"


def _object(number: int) -> str:
    """Names that sort as numbers do: an object store lists by name."""
    return f"{_FOLDER}/{number:012d}.json"


@dataclass(frozen=True)
class SyslogTarget:
    """A collector of RFC 5424 messages: over TCP each with its length before it (RFC 6587), over UDP one a datagram."""

    protocol: str
    host: str
    port: int
    name: str = "syslog"
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    @classmethod
    def at(cls, address: str) -> "SyslogTarget":
        """From ``tcp://host:port`` or ``udp://host:port``.

        Raises:
            TargetSettingsError: it is no such address.
        """
        parts = _split(address)
        if parts is None or parts.scheme not in _SYSLOG_PORTS or not parts.hostname:
            raise TargetSettingsError("CORDON_AUDIT_SYSLOG: write it as tcp://host:601 or udp://host:514")
        return cls(parts.scheme, parts.hostname, parts.port or _SYSLOG_PORTS[parts.scheme])

    def write(self, number: int, line: str) -> None:
        """Send the message; over TCP wait until the collector has closed, so that a dead one is noticed."""
        message = self._message(number, line)
        try:
            if self.protocol == "udp":
                self._send_datagram(message)
            else:
                self._send_framed(message)
        except OSError as error:
            raise TargetError(f"the syslog collector cannot be reached: {error.strerror or error}") from error

    def _message(self, number: int, line: str) -> bytes:
        at = self.now().astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
        host = re.sub(r"[^\x21-\x7e]", "-", socket.gethostname()) or "-"
        head = f"<{_PRIORITY}>1 {at} {host} cordon {os.getpid()} checkpoint"
        return f'{head} [checkpoint@32473 number="{number}"] {line}'.encode()

    def _send_datagram(self, message: bytes) -> None:
        if len(message) > _UDP_MOST:
            raise TargetError("the checkpoint is too long for a datagram; use tcp://")
        family, kind, protocol, _, address = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_DGRAM)[0]
        with socket.socket(family, kind, protocol) as opened:
            opened.sendto(message, address)

    def _send_framed(self, message: bytes) -> None:
        with socket.create_connection((self.host, self.port), TIMEOUT.total_seconds()) as opened:
            opened.sendall(f"{len(message)} ".encode() + message)
            opened.shutdown(socket.SHUT_WR)
            while opened.recv(1024):
                pass


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _told(error: Exception) -> str:
    """An error's first sentence, without addresses: theirs may hold credentials."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return _ADDRESS.sub("the store", lines[0])[:200]
