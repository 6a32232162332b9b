"""`filrouge serve`: the web server and the mail worker, two children of one process in the foreground."""

import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING

from filrouge.cli.children import Children, Stopped, stop_on_signals
from filrouge.cli.prepared import remember_prepared, was_prepared
from filrouge.cli.preparing import collect_if_needed, prepare_database
from filrouge.cli.surroundings import choose_port, require_data_directory, require_free_port, start_django

if TYPE_CHECKING:
    from filrouge.cli.arguments import Options

_READY_WITHIN = 30.0


def serve(options: "Options") -> int:
    """Prepare what is missing, then serve until stopped."""
    require_free_port(options.host, choose_port(options.port))
    return run(options, announce, prepare)


def prepare() -> None:
    """Django, the database and the static files."""
    start_django()
    prepare_database()
    collect_if_needed()


def announce() -> None:
    """Say where the product answers."""
    from django.conf import settings
    from django.utils.translation import gettext

    print(gettext("Fil rouge answers at %(address)s – Ctrl-C stops it.") % {"address": settings.BASE_URL}, flush=True)


def run(options: "Options", say: Callable[[], None], make_ready: Callable[[], None]) -> int:
    """Make ready, start both children, say it once the server answers, wait. 0 when told to stop, 1 when one ended.

    Where nothing changed since the last start, the server starts while we look whether everything is there.
    """
    require_data_directory()
    children, port = Children(), choose_port(options.port)
    try:
        # From here on: a signal that comes between two starts must stop the first child too.
        stop_on_signals()
        is_early = was_prepared()
        if is_early:
            children.start("web", web_command(options, port))
        make_ready()
        _close_connections()
        remember_prepared()
        if not is_early:
            children.start("web", web_command(options, port))
        ended = children.wait(until=_answering(options.host, port))
        if ended is None:
            # Only now: while the first page is awaited, the worker would take a third of the processor from it.
            children.start("worker", [sys.executable, "-m", "filrouge.cli", "worker"])
            say()
            ended = children.wait()
        print(f"filrouge: {ended} ended, so everything is stopped", file=sys.stderr)
        return 1
    except Stopped:
        return 0
    finally:
        children.stop()


def _close_connections() -> None:
    """Children open their own; ours would hold a file or a server's slot for nothing."""
    from django.db import connections

    connections.close_all()


def web_command(options: "Options", port: int) -> list[str]:
    """Granian with blocking threads: each request has a thread and its own database connection."""
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        options.host,
        "--port",
        str(port),
        "--workers",
        str(options.workers),
        "--blocking-threads",
        str(options.threads),
        "--no-ws",
        "--workers-kill-timeout",
        "5",
        "--log-level",
        "warning",
        "filrouge.config.wsgi:application",
    ]


def _answering(host: str, port: int) -> Callable[[], bool]:
    """Whether the server answers a request; after a while it is believed, so that nobody waits for ever."""
    deadline = time.monotonic() + _READY_WITHIN
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104

    def answers() -> bool:
        if time.monotonic() > deadline:
            return True
        connection = HTTPConnection(reachable, port, timeout=0.5)
        try:
            # A page without a query; the socket takes connections long before anybody can answer them.
            connection.request("HEAD", "/accessibility/")
            connection.getresponse()
            return True
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    return answers
