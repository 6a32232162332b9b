"""The keys of the vault: from the environment, else from a file beside the data that its owner alone may read."""

import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet
from django.conf import settings


class KeysUnreadable(Exception):
    """A key of the vault has not the form of a key; `place` says where it stands."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} holds something that is not a key of 32 bytes in base64")
        self.place = place


def are_ours() -> bool:
    """Whether the keys stand in our own file, so that we may change them; else the environment holds them."""
    return not settings.NEEDS_KEYS


def current() -> tuple[str, ...]:
    """All keys, the one that seals first. The file is made when it is missing, and read again when it has changed:
    a process that runs for weeks follows a rotation that another one does. Raises KeysUnreadable.
    """
    if settings.NEEDS_KEYS:
        return _sound(tuple(settings.NEEDS_KEYS), "FILROUGE_NEEDS_KEYS")
    path = Path(settings.NEEDS_KEYS_FILE)
    try:
        found = path.stat()
    except FileNotFoundError:
        _make(path)
        found = path.stat()
    return _read(path, found.st_ino, found.st_mtime_ns, found.st_size)


def new_key() -> str:
    """A fresh key."""
    return Fernet.generate_key().decode("ascii")


def replace(keys: tuple[str, ...]) -> None:
    """Write the file anew, wholly or not at all."""
    path = Path(settings.NEEDS_KEYS_FILE)
    written = _beside(path, keys)
    owner = path.stat()
    if owner.st_uid != os.geteuid():
        os.chown(written, owner.st_uid, owner.st_gid)  # done as root, it must stay readable for the product
    written.replace(path)
    _flush(path.parent)


def _make(path: Path) -> None:
    """The file with its first key. When two processes start at once, the first one's file counts for both."""
    written = _beside(path, (new_key(),))
    try:
        os.link(written, path)
    except FileExistsError:
        pass
    finally:
        written.unlink()
    _flush(path.parent)


def _beside(path: Path, keys: tuple[str, ...]) -> Path:
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write("".join(f"{key}\n" for key in keys))
        file.flush()
        os.fsync(file.fileno())
    return draft


def _flush(folder: Path) -> None:
    """A name that is not on the disk yet would be lost with the current, and with it what the key has sealed."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@lru_cache(maxsize=4)
def _read(path: Path, _inode: int, _changed: int, _size: int) -> tuple[str, ...]:
    lines = tuple(line.strip() for line in path.read_text(encoding="ascii", errors="replace").splitlines())
    return _sound(tuple(line for line in lines if line), str(path))


def _sound(keys: tuple[str, ...], place: str) -> tuple[str, ...]:
    try:
        for key in keys:
            Fernet(key)
    except ValueError:
        raise KeysUnreadable(place) from None
    if not keys:
        raise KeysUnreadable(place)
    return keys
