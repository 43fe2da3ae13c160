"""``cordon up``, ``demo``, ``serve`` and ``worker``: the service, whole or in parts."""

import os
import signal
import socket
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from app.commands.database import home_of, open_database, service_settings
from app.commands.supervisor import ChildFailedError, Supervisor

if TYPE_CHECKING:
    from app.settings import Settings

commands = typer.Typer()

_READY_SECONDS = 60.0
_FCM_SECONDS = 20.0
_DRAIN_SECONDS = 3  # live streams never end by themselves
_OK = 200


@commands.command()
def up() -> None:
    """Run everything on this machine: database, migrations, API, worker. Ctrl-C stops it."""
    _run_all(demo=False)


@commands.command()
def demo() -> None:
    """Run everything with demo data and demo users. CORDON_DEMO_HEADLESS=1 prints the address only."""
    _run_all(demo=True)


@commands.command()
def serve() -> None:
    """Run the web service alone."""
    import uvicorn

    with service_settings() as settings:
        os.environ |= _environment(settings)
        os.environ.pop("CORDON_OWNER_DATABASE_URL", None)
        uvicorn.run(
            "app.main:create_app",
            factory=True,
            host=settings.host,
            port=settings.port,
            workers=settings.processes,
            log_config=None,  # create_app sets logging up
            access_log=False,  # it also writes one line per request
            timeout_graceful_shutdown=_DRAIN_SECONDS,
        )


@commands.command()
def worker() -> None:
    """Run the background work alone."""
    with service_settings() as settings:
        os.environ |= _environment(settings)
        os.environ.pop("CORDON_OWNER_DATABASE_URL", None)
        from app.worker import run

        run(settings)


@commands.command(hidden=True)
def heartbeat() -> None:
    """Keep the demo's board alive; `cordon demo` starts it."""
    import threading

    from app.demo.heartbeat import run
    from app.wire.trace import set_up_logs
    from app.wiring import wire_up

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with service_settings() as settings:
        set_up_logs(settings.log_level)
        wiring = wire_up(settings.model_copy(update={"database_pool": 1}))
        try:
            run(wiring.work, stop)
        finally:
            wiring.close()


def _run_all(*, demo: bool) -> None:
    from app.settings import Settings

    begun = time.monotonic()
    settings = Settings()
    settings = settings.model_copy(update={"demo": demo or settings.demo, "port": _free_port(settings)})
    quiet = bool(os.environ.get("CORDON_DEMO_HEADLESS"))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # a shell's background job ignores SIGINT
        signal.signal(number, signal.default_int_handler)
    try:
        _say("starting the database", quiet=quiet)
        with open_database(settings) as database:
            from app.storage.migrate import upgrade

            _say("bringing the tables up to date", quiet=quiet)
            upgrade(database.owner_url, service_role=settings.service_role)
            changed = {"database_url": database.service_url, "owner_database_url": None, "home": home_of(settings)}
            _supervise(settings.model_copy(update=changed), begun, quiet=quiet)
    except KeyboardInterrupt:
        _say("stopped", quiet=quiet)
    except ChildFailedError as error:
        typer.echo(f"cordon: {error}", err=True)
        raise typer.Exit(1) from None


def _supervise(settings: "Settings", begun: float, *, quiet: bool) -> None:
    supervisor = Supervisor(home_of(settings) / "log", _environment(settings))
    try:
        if not settings.fcm_endpoint and not settings.fcm_credentials:
            endpoint = _start_fcm(supervisor, home_of(settings) / "fcm.port")
            settings = settings.model_copy(update={"fcm_endpoint": endpoint})
            supervisor.set_environment(_environment(settings))
        if settings.demo and not settings.smtp_host and not settings.esms_api_key:
            settings = settings.model_copy(update=_start_messages(supervisor, home_of(settings) / "messages.port"))
            supervisor.set_environment(_environment(settings))
        if settings.demo:
            from app.demo.story import load
            from app.wiring import wire_up

            _say("loading the demo's data", quiet=quiet)
            wiring = wire_up(settings)
            try:
                load(wiring.work)
            finally:
                wiring.close()
        _say("starting the service", quiet=quiet)
        supervisor.start("api", "app.cli", "serve")
        supervisor.start("worker", "app.cli", "worker")
        if settings.demo and settings.demo_lively:
            supervisor.start("heartbeat", "app.cli", "heartbeat")
        if not supervisor.wait_for(lambda: _is_ready(settings), _READY_SECONDS):
            typer.echo(f"cordon: not ready after {_READY_SECONDS:.0f} s; run `cordon doctor`. Still trying.", err=True)
        _greet(settings, time.monotonic() - begun, quiet=quiet)
        supervisor.watch()
    finally:
        supervisor.stop()


def _environment(settings: "Settings") -> dict[str, str]:
    """What a child needs to come to the same settings; the owner's address is not among it."""
    inherited = {name: value for name, value in os.environ.items() if name != "CORDON_OWNER_DATABASE_URL"}
    told = {
        "CORDON_DATABASE_URL": settings.database_url,
        "CORDON_HOME": home_of(settings),
        "CORDON_HOST": settings.host,
        "CORDON_PORT": settings.port,
        "CORDON_FCM_ENDPOINT": settings.fcm_endpoint,
        "CORDON_DEMO": int(settings.demo),
        "CORDON_MESSAGES_INBOX_URL": settings.messages_inbox_url,
        "PYTHONUNBUFFERED": 1,
    }
    if settings.messages_inbox_url:  # the demo's own carriers let anybody in
        told |= {
            "CORDON_SMTP_HOST": settings.smtp_host, "CORDON_SMTP_PORT": settings.smtp_port,
            "CORDON_SMTP_SECURITY": settings.smtp_security, "CORDON_ESMS_ENDPOINT": settings.esms_endpoint,
            "CORDON_ESMS_API_KEY": "demo", "CORDON_ESMS_SECRET_KEY": "demo",
            "CORDON_ESMS_BRANDNAME": settings.esms_brandname,
        }  # fmt: skip
    return inherited | {name: str(value) for name, value in told.items() if value is not None}


def _start_fcm(supervisor: Supervisor, port_file: Path) -> str:
    port_file.unlink(missing_ok=True)
    supervisor.start("fcm", "app.standins.fcm", "--port", "0", "--port-file", str(port_file))
    if not supervisor.wait_for(lambda: port_file.exists() and port_file.read_text().strip() != "", _FCM_SECONDS):
        raise ChildFailedError("The stand-in for FCM did not say its port.")
    return f"http://127.0.0.1:{int(port_file.read_text())}"


def _start_messages(supervisor: Supervisor, port_file: Path) -> dict[str, object]:
    """A mail server and an eSMS of the demo's own, and the settings that lead to them."""
    port_file.unlink(missing_ok=True)
    supervisor.start("messages", "app.standins.messages", "--port-file", str(port_file))
    if not supervisor.wait_for(lambda: port_file.exists() and port_file.read_text().strip() != "", _FCM_SECONDS):
        raise ChildFailedError("The stand-in for email and SMS did not say its ports.")
    smtp_port, http_port = (int(each) for each in port_file.read_text().split())
    inbox = f"http://127.0.0.1:{http_port}"
    return {
        "smtp_host": "127.0.0.1", "smtp_port": smtp_port, "smtp_security": "none", "esms_endpoint": inbox,
        "esms_brandname": "CORDON", "messages_inbox_url": inbox,
    }  # fmt: skip


def _free_port(settings: "Settings") -> int:
    """The port, once it is known to be free; a free one for 0."""
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            typer.echo(
                f"cordon: {settings.host}:{settings.port} cannot be used ({error.strerror}). Stop the program that"
                " holds it (another Cordon?), or choose another with CORDON_PORT.",
                err=True,
            )
            raise typer.Exit(1) from None
        return int(probe.getsockname()[1])


def _is_ready(settings: "Settings") -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 compared, not bound
    connection = HTTPConnection(host, settings.port, timeout=5)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == _OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _greet(settings: "Settings", seconds: float, *, quiet: bool) -> None:
    address = f"http://{settings.host}:{settings.port}"
    sys.stdout.write(f"{address}\n")
    if not quiet:
        sys.stdout.write(f"Cordon is up after {seconds:.1f} s. Logs: {home_of(settings) / 'log'}. Ctrl-C stops it.\n")
        if settings.demo:
            from app.demo.story import introduction

            sys.stdout.write(f"{introduction(address)}\n")
            if settings.messages_inbox_url:
                sys.stdout.write(f"Email and SMS that it sends: {settings.messages_inbox_url}\n")
    sys.stdout.flush()


def _say(text: str, *, quiet: bool) -> None:
    if not quiet:
        typer.echo(f"  {text}", err=True)
