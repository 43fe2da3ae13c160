"""``python -m app.cluster``: env, run, scratch, start, stop, status, remove."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

from app import cluster
from app.cluster.urls import external_settings, private_settings

_USAGE = """usage: python -m app.cluster COMMAND
  run PROGRAM ...  runs a program with the settings of `env`; the cluster is up for that long
  scratch PROGRAM ...  likewise, on a cluster for tests: nothing in it outlives a crash of the machine
  env              starts the cluster and prints shell exports for tests and tools
  start            starts the cluster; it stays up
  stop             stops it
  status           says where it is and whether it runs
  remove           stops it and deletes all its data
"""


def main(arguments: list[str]) -> int:
    """Runs one command; returns the exit code (2: wrong usage)."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    try:
        if command in {"run", "scratch"} and rest:
            return _run(rest, scratch=command == "scratch")
        if command not in {"env", "start", "stop", "status", "remove"} or rest:
            sys.stderr.write(_USAGE)
            return 2
        sys.stdout.write(_answer(command) + "\n")
    except cluster.ClusterError as error:
        sys.stderr.write(f"cordon: {error}\n")
        return 1
    return 0


def _answer(command: str) -> str:
    if command == "env":
        settings = external_settings(os.environ) or private_settings(cluster.start())
        return "\n".join(f"export {name}={shlex.quote(value)}" for name, value in settings.items())
    if command == "start":
        return f"running, data in {_short(cluster.start().data_dir)}"
    if command == "stop":
        return "stopped" if cluster.stop() else "was not running"
    if command == "remove":
        return f"removed {_short(cluster.remove())}"
    seen = cluster.status()
    state = "running" if seen.running else "stopped" if seen.made else "not made yet"
    return f"{state}, data in {_short(seen.data_dir)}, socket in {_short(seen.socket_dir)}"


def _run(program: list[str], *, scratch: bool) -> int:
    external = external_settings(os.environ)
    if external:
        return _call(program, external)
    with cluster.borrow(scratch=scratch) as running:
        return _call(program, private_settings(running))


def _call(program: list[str], settings: dict[str, str]) -> int:
    child = subprocess.Popen(program, env=os.environ | settings)  # noqa: S603 what the caller typed
    while True:
        try:
            code = child.wait()
        except KeyboardInterrupt:
            continue  # the program got it too and decides
        return code if code >= 0 else 128 - code


def _short(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
