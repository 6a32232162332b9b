"""The database of this version, migrated once for a whole run by the product's own command; the others are copies.

The workers of pytest-xdist and the installations of tests/cli take one each. Whoever comes first makes it, the others
wait: migrating takes ten seconds, a copy takes none.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import psycopg

from tests.support.tree import ROOT

NAME = "migrated"


def surroundings(data: Path, database: str) -> dict[str, str]:
    """The environment of an installation: this data folder, and this database of the run's server when it has one."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FILROUGE", "DJANGO", "COV"))}
    server = kept.pop("DATABASE_URL", None)
    if server:
        kept["DATABASE_URL"] = f"{server.rpartition('/')[0]}/{quote(database)}"
    return kept | {
        "PYTHONPATH": str(ROOT / "src"),
        "FILROUGE_DATA_DIR": str(data),
        "LC_ALL": "en_GB.UTF-8",
        "DJANGO_SETTINGS_MODULE": "filrouge.config.settings",
    }


def copy_to(place: str) -> None:
    """Make a database as a copy, or make it again: `place` is its name on the run's server, or its file."""
    data = _made()
    if "DATABASE_URL" in os.environ:
        new_on_server(place, like=NAME)
    else:
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(data / "filrouge.sqlite3", place)


def new_on_server(name: str, *, like: str = "template1") -> None:
    """Make, or make again, a database of the run's server."""
    drop_on_server(name)
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')


def drop_on_server(name: str) -> None:
    """Remove a database of the run's server, whoever still uses it."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _made() -> Path:
    """The data folder of the installation to copy; made by whoever asks first."""
    data = Path(os.environ["FILROUGE_TEST_DATA"], NAME)
    data.mkdir(exist_ok=True)
    with (data / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (data / "done").exists():
            _make(data)
            (data / "done").touch()
    return data


def _make(data: Path) -> None:
    if "DATABASE_URL" in os.environ:
        new_on_server(NAME)
    done = subprocess.run(
        [sys.executable, "-m", "filrouge.cli", "migrate"],
        env=surroundings(data, NAME),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
