"""`filrouge serve`: the web server and the mail worker, two children of one process in the foreground."""

import socket
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from filrouge.cli.children import Children, Stopped, stop_on_signals
from filrouge.cli.preparing import collect_if_needed, prepare_database
from filrouge.cli.surroundings import choose_port, require_free_port, start_django

if TYPE_CHECKING:
    from filrouge.cli.arguments import Options

_READY_WITHIN = 30.0


def serve(options: "Options") -> int:
    """Prepare what is missing, then serve until stopped."""
    port = choose_port(options.port)
    require_free_port(options.host, port)
    start_django()
    prepare()
    return run(options, announce)


def prepare() -> None:
    """Database and static files."""
    prepare_database()
    collect_if_needed()


def announce() -> None:
    """Say where the product answers."""
    from django.conf import settings
    from django.utils.translation import gettext

    print(gettext("Fil rouge answers at %(address)s – Ctrl-C stops it.") % {"address": settings.BASE_URL}, flush=True)


def run(options: "Options", say: Callable[[], None]) -> int:
    """Start both children, say it once the server answers, wait. 0 when we are told to stop, 1 when a child ended."""
    from django.db import connections

    # Children open their own; ours would hold a file or a server's slot for nothing.
    connections.close_all()
    children, port = Children(), choose_port(options.port)
    try:
        # From here on: a signal that comes between two starts must stop the first child too.
        stop_on_signals()
        children.start("web", web_command(options, port))
        children.start("worker", [sys.executable, "-m", "filrouge.cli", "worker"])
        ended = children.wait(until=_answering(options.host, port))
        if ended is None:
            say()
            ended = children.wait()
        print(f"filrouge: {ended} ended, so everything is stopped", file=sys.stderr)
        return 1
    except Stopped:
        return 0
    finally:
        children.stop()


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
    """Whether the server takes connections; after a while it is believed, so that nobody waits for ever."""
    deadline = time.monotonic() + _READY_WITHIN
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104

    def answers() -> bool:
        if time.monotonic() > deadline:
            return True
        try:
            with socket.create_connection((reachable, port), timeout=0.5):
                return True
        except OSError:
            return False

    return answers
