"""The command line as a person uses it: real processes, a data folder and a database of their own."""

import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import migrated
from tests.support.tree import ROOT

Run = Callable[..., "subprocess.CompletedProcess[str]"]
EXAMPLES = ROOT / "src" / "filrouge" / "stages" / "gatherings" / "examples"
FILROUGE = [sys.executable, "-m", "filrouge.cli"]


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the processes of these tests keep compiled modules, whatever the shell says: each starts twice as fast."""
    return os.environ.get("PYTHONPYCACHEPREFIX") or str(tmp_path_factory.mktemp("compiled"))


@pytest.fixture
def surroundings(tmp_path: Path, compiled: str) -> Iterator[dict[str, str]]:
    """The environment of an installation where nothing was started yet: on PostgreSQL when this run is."""
    name = f"cli_{secrets.token_hex(6)}"
    environment = migrated.surroundings(tmp_path / "data", name) | {
        "PORT": str(free_port()),
        "PYTHONPYCACHEPREFIX": compiled,
        "PYTHONDONTWRITEBYTECODE": "",
    }
    if "DATABASE_URL" not in environment:
        yield environment
        return
    migrated.new_on_server(name)
    try:
        yield environment
    finally:
        migrated.drop_on_server(name)


@pytest.fixture
def in_use(surroundings: dict[str, str]) -> None:
    """The installation was started before: for what is not about a first start, which takes ten seconds."""
    address = surroundings.get("DATABASE_URL")
    file = Path(surroundings["FILROUGE_DATA_DIR"], "filrouge.sqlite3")
    migrated.copy_to(address.rpartition("/")[2] if address else str(file))


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
