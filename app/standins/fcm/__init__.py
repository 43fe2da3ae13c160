"""A stand-in for Firebase Cloud Messaging: the v1 send and token endpoints over HTTP, with an inbox per token."""

from app.standins.fcm.server import Running, run_in_thread

__all__ = ["Running", "run_in_thread"]
