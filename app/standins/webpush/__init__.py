"""A stand-in for a browser and its push service: it checks what RFC 8030 and 8292 ask for, and really decrypts."""

from app.standins.webpush.browsers import Letter
from app.standins.webpush.server import Running, run_in_thread

__all__ = ["Letter", "Running", "run_in_thread"]
