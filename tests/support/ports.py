"""Free ports on loopback."""

import random
import socket

_TRIES = 100


def free_port() -> int:
    """A port of this machine that nobody listens on, below those that the system gives away by itself.

    One of the system's own could be somebody else's by the time that a process which starts slowly asks for it.
    """
    for _ in range(_TRIES):
        port = random.randint(15_000, 32_000)  # noqa: S311 - nothing secret
        with socket.socket() as asking:
            try:
                asking.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise RuntimeError("there is no free port")
