"""Which version of the field protocol this service speaks; what that promises stands in ``docs/field-protocol.md``."""

PROTOCOL = 1
"""Grows when something changes that a phone of the version before would misunderstand; additions do not count."""
