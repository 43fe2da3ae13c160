"""The storm simulator: whole storms through the real services and database, in as little time as the machine needs.

Only what lies outside the software is made up: weather, roads, hands, telephones, authorities. See docs/simulator.md.
"""
