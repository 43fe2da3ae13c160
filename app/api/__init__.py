"""HTTP for agents, dispatchers, liaisons and administrators."""
