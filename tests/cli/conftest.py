"""The command line as a person uses it: real processes, a data folder and a database of their own."""

import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from tests.support.tree import ROOT

Run = Callable[..., "subprocess.CompletedProcess[str]"]
EXAMPLES = ROOT / "src" / "filrouge" / "stages" / "gatherings" / "examples"
FILROUGE = [sys.executable, "-m", "filrouge.cli"]


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the processes of these tests keep compiled modules, whatever the shell says: each starts twice as fast."""
    return str(tmp_path_factory.mktemp("compiled"))


@pytest.fixture
def surroundings(tmp_path: Path, compiled: str) -> Iterator[dict[str, str]]:
    """The environment of an installation: on PostgreSQL when this run is."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FILROUGE", "DJANGO", "COV"))}
    environment = kept | {
        "PYTHONPATH": str(ROOT / "src"),
        "FILROUGE_DATA_DIR": str(tmp_path / "data"),
        "PORT": str(free_port()),
        "LC_ALL": "en_GB.UTF-8",
        "PYTHONPYCACHEPREFIX": compiled,
        "PYTHONDONTWRITEBYTECODE": "",
        "DJANGO_SETTINGS_MODULE": "filrouge.config.settings",
    }
    server = environment.pop("DATABASE_URL", None)
    if server is None:
        yield environment
        return
    name = f"cli_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield environment | {"DATABASE_URL": f"{server.rpartition('/')[0]}/{quote(name)}"}
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def run(surroundings: dict[str, str]) -> Run:
    """A function that runs one sub-command to its end."""

    def to_the_end(*arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*FILROUGE, *arguments], env=surroundings | more, capture_output=True, text=True, timeout=120, check=False
        )

    return to_the_end


@pytest.fixture
def inside(surroundings: dict[str, str]) -> Callable[[str], str]:
    """A function that runs Python inside the installation and gives what it printed."""

    def execute(code: str) -> str:
        script = f"import django; django.setup()\n{code}"
        done = subprocess.run(
            [sys.executable, "-c", script], env=surroundings, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return execute


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
