"""``python -m app.standins.fcm [--host 127.0.0.1] [--port 0] [--port-file PATH]``."""

import argparse
import sys
from pathlib import Path

from app.standins.fcm.routes import create_app
from app.standins.fcm.server import listen, make_server


def main() -> int:
    """Serve until told to stop; the port goes to the file once the socket listens."""
    parser = argparse.ArgumentParser(description="A local stand-in for Firebase Cloud Messaging.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--port-file", type=Path)
    chosen = parser.parse_args()
    bound = listen(chosen.host, chosen.port)
    bound.listen(128)
    port = bound.getsockname()[1]
    if chosen.port_file:
        partial = chosen.port_file.with_suffix(".part")
        partial.write_text(f"{port}\n")
        partial.replace(chosen.port_file)
    sys.stdout.write(f"FCM stand-in at http://{chosen.host}:{port}\n")
    sys.stdout.flush()
    make_server(create_app()).run(sockets=[bound])
    return 0


if __name__ == "__main__":
    sys.exit(main())
