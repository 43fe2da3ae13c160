"""Evidence in an object store: S3 and what speaks its protocol, one object for each hash."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import obstore
from obstore.exceptions import BaseError
from obstore.store import ObjectStore, from_url

from app.errors import InvalidError, UnavailableError
from app.settings import Settings
from compliance.evidence import is_hash

TIMEOUT = timedelta(seconds=30)
_FOLDER = "evidence"


def open_objects(settings: Settings) -> "EvidenceObjects":
    """The store that the settings name.

    Raises:
        InvalidError: the address or an option is unknown.
    """
    told = {name: value.get_secret_value() for name, value in settings.evidence_store_options.items()}
    plain = any(value.startswith("http://") for value in told.values())
    options: dict[str, Any] = {
        "config": told,
        "client_options": {"timeout": TIMEOUT, "allow_http": plain},
        "retry_config": {"max_retries": 2, "retry_timeout": TIMEOUT},
    }
    try:
        store = from_url(str(settings.evidence_store_url), **options)
    except (BaseError, ValueError, TypeError) as error:
        raise InvalidError(f"CORDON_EVIDENCE_STORE_URL: {error}") from error
    return EvidenceObjects(store)


@dataclass(frozen=True)
class EvidenceObjects:
    """Keeps bytes under their own hash; an object is there whole or not at all."""

    store: ObjectStore

    def put(self, sha256: str, content: bytes) -> None:
        """Keep; written again it is as good as new for a sweep that is under way.

        Raises:
            UnavailableError: the store does not take it now.
        """
        try:
            obstore.put(self.store, _path(sha256), content, use_multipart=False)
        except (BaseError, OSError) as error:
            raise UnavailableError("the store of evidence does not answer; nothing was kept") from error

    def get(self, sha256: str) -> bytes | None:
        """The bytes; None when there are none under this hash.

        Raises:
            UnavailableError: the store does not answer now.
        """
        try:
            return bytes(obstore.get(self.store, _path(sha256)).bytes())
        except FileNotFoundError:
            return None
        except (BaseError, OSError) as error:
            raise UnavailableError("the store of evidence does not answer") from error

    def delete(self, sha256: str) -> None:
        """Forget; harmless when there is nothing.

        Raises:
            UnavailableError: the store does not answer now.
        """
        try:
            obstore.delete(self.store, _path(sha256))
        except FileNotFoundError:
            return
        except (BaseError, OSError) as error:
            raise UnavailableError("the store of evidence does not answer") from error

    def list_old(self, age: timedelta) -> Iterator[str]:
        """Hashes of what was last put longer ago than ``age``, by the store's clock and this machine's."""
        until = datetime.now(UTC) - age
        for page in obstore.list(self.store, _FOLDER, chunk_size=1000):
            for meta in page:
                name = str(meta["path"]).rpartition("/")[2]
                if is_hash(name) and meta["last_modified"] < until:
                    yield name

    def delete_old(self, sha256: str, age: timedelta) -> bool:
        """Forget unless it was put again within ``age``; whether it is gone."""
        try:
            put_at = obstore.head(self.store, _path(sha256))["last_modified"]
        except FileNotFoundError:
            return False
        if put_at >= datetime.now(UTC) - age:
            return False
        self.delete(sha256)
        return True


def _path(sha256: str) -> str:
    return f"{_FOLDER}/{sha256[:2]}/{sha256}"
