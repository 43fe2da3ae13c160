"""Database addresses for tests and tools."""

import re
from collections.abc import Mapping

from app import cluster


def normalise_url(url: str) -> str:
    """Turns ``postgres://`` and ``postgresql://`` into the form that names the driver; others stay as they are."""
    return re.sub(r"^postgres(ql)?://", "postgresql+psycopg2://", url)


def external_settings(environment: Mapping[str, str]) -> dict[str, str] | None:
    """Settings for tests on the operator's own database, or None when ``CORDON_DATABASE_URL`` is not set."""
    service = environment.get("CORDON_DATABASE_URL")
    if not service:
        return None
    owner = environment.get("CORDON_OWNER_DATABASE_URL") or service
    return {"CORDON_TEST_OWNER_URL": normalise_url(owner), "CORDON_TEST_SERVICE_URL": normalise_url(service)}


def private_settings(running: "cluster.Cluster") -> dict[str, str]:
    """Settings for tests on the private cluster. Tests make databases of their own from the template."""
    return {
        "CORDON_TEST_OWNER_URL": running.owner_url,
        "CORDON_TEST_SERVICE_URL": running.service_url,
        "CORDON_TEST_TEMPLATE": cluster.BLANK,
    }
