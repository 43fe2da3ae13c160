"""Use cases; each owns its transaction and writes the event with the change."""
