"""The running service: HTTP, use cases, storage and the outside world."""

import gc

gc.set_threshold(50_000, 20, 50)
"""Loading makes a million small things that stay, and a request some thousand that go by themselves: looked through as
often as by default, they cost a fifth of the start."""
