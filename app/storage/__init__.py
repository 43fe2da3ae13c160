"""Queries only, one file per subject; every readable query starts from a scope."""
