"""``python -m app.standins.messages [--host 127.0.0.1] [--port-file PATH]``."""

import argparse
import signal
import sys
import threading
from pathlib import Path

from app.standins.messages.server import running


def main() -> int:
    """Serve until told to stop; both ports, SMTP first, go to the file once they listen."""
    parser = argparse.ArgumentParser(description="A local stand-in for a mail server and for eSMS.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port-file", type=Path)
    chosen = parser.parse_args()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with running(chosen.host) as both:
        if chosen.port_file:
            partial = chosen.port_file.with_suffix(".part")
            partial.write_text(f"{both.smtp_port} {both.url.rpartition(':')[2]}\n")
            partial.replace(chosen.port_file)
        sys.stdout.write(f"SMTP at {chosen.host}:{both.smtp_port}, eSMS and the inbox at {both.url}\n")
        sys.stdout.flush()
        stop.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
