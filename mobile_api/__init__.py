"""Everything a phone calls."""
