"""A stand-in for routing servers: the parts of OSRM's and Valhalla's HTTP APIs that Cordon uses, on one port."""

from app.standins.routing.server import Running, run_in_thread

__all__ = ["Running", "run_in_thread"]
