"""Incidents: tickets with one cause."""

from app.services.incident_views import IncidentBrief, of_tickets

__all__ = ["IncidentBrief", "of_tickets"]
