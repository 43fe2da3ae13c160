"""Roads as a network in memory: travel times and ways on it, and what closes them."""
