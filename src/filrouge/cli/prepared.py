"""Whether the last start prepared this very version on this very database: told by a file, without starting Django."""

import hashlib
import os
from pathlib import Path

from filrouge import __version__
from filrouge.config import environment

_PACKAGE = Path(__file__).resolve().parent.parent


def was_prepared() -> bool:
    """Whether nothing that is prepared at a start has changed since the last one that went well."""
    stamp = _stamp()
    return stamp.exists() and stamp.read_text(encoding="ascii") == _digest()


def remember_prepared() -> None:
    """Note that everything is prepared for what is there now."""
    _stamp().write_text(_digest(), encoding="ascii")


def _stamp() -> Path:
    return environment.data_directory() / "prepared-for.sha256"


def _digest() -> str:
    """A digest of the version, the database, the migrations and the static files."""
    digest = hashlib.sha256(f"{__version__}\0{os.environ.get('DATABASE_URL', '')}".encode())
    sources = [*_PACKAGE.glob("*/*/migrations/*.py"), *(_PACKAGE / "web" / "static").rglob("*")]
    for path in sorted(sources):
        seen = path.stat()
        digest.update(f"{path.relative_to(_PACKAGE)}\0{seen.st_size}\0{seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()
