"""Optimistic edits: an edit names the version it is based on."""

from app.errors import StaleError


def check_version(actual: int, expected: int) -> None:
    """Refuse an edit that is based on an older version.

    Raises:
        StaleError: somebody changed it since it was read.
    """
    if actual != expected:
        raise StaleError(f"you read version {expected}, meanwhile it is version {actual}; read it again")
