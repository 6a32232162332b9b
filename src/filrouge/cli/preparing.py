"""Database and static files, brought up to date when they are not; a second start finds nothing to do."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from filrouge.cli.surroundings import require_database, start_django

if TYPE_CHECKING:
    from filrouge.cli.arguments import Options


def migrate(_options: "Options") -> int:
    """The sub-command: migrate and say whether there was anything to do."""
    start_django()
    require_database()
    from django.utils.translation import gettext

    done = migrate_if_needed()
    print(gettext("The database has been brought up to date.") if done else gettext("The database is up to date."))
    return 0


def prepare_database() -> None:
    """A database that answers and has the form that this version needs."""
    require_database()
    migrate_if_needed()


def migrate_if_needed() -> bool:
    """Apply what is missing; whether anything was."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True


def collect_if_needed() -> bool:
    """Collect static files when one of them is another one than last time; whether it was done."""
    from django.conf import settings
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    stamp = root / "collected-from.sha256"
    found = _digest_of_static_files()
    if stamp.exists() and stamp.read_text(encoding="ascii") == found:
        return False
    root.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(found, encoding="ascii")
    return True


def _digest_of_static_files() -> str:
    """A digest of name, size and time of every file that collecting would look at."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list(["*.sha256"]):
            seen = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{seen.st_size}\0{seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()
