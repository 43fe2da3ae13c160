"""A stand-in for a mail server and for eSMS: real SMTP, eSMS's JSON, and one inbox that shows what arrived."""

from app.standins.messages.inbox import Arrived, Inbox
from app.standins.messages.server import Running, running

__all__ = ["Arrived", "Inbox", "Running", "running"]
