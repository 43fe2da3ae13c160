"""Imports: rows of a file become units, authorities, zones, crews and tickets, all in one transaction.

Adapters read the file; what comes in here are rows as values. A row is read by itself first (``reading``), outside any
transaction; what is right then goes in (``run``), each subject by its own module; what is not comes back in the report.
"""
