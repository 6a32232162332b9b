"""The files that stand on pages: kept under the digest of their content, outside every path that a server shows."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from filrouge.stages.gatherings.models import Publication

MOST_BYTES = 20 * 1024 * 1024
# What a document may be, by its ending: the type that it is served as, and how its content begins.
_ZIP, _OFFICE = b"PK\x03\x04", "application/vnd.openxmlformats-officedocument"
KINDS: dict[str, tuple[str, bytes]] = {
    "pdf": ("application/pdf", b"%PDF-"),
    "odt": ("application/vnd.oasis.opendocument.text", _ZIP),
    "odp": ("application/vnd.oasis.opendocument.presentation", _ZIP),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", _ZIP),
    "docx": (f"{_OFFICE}.wordprocessingml.document", _ZIP),
    "pptx": (f"{_OFFICE}.presentationml.presentation", _ZIP),
    "xlsx": (f"{_OFFICE}.spreadsheetml.sheet", _ZIP),
    "png": ("image/png", b"\x89PNG\r\n"),
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
}
# A file that no page names any more may still be on its way onto one.
_LEFT_ALONE = timedelta(days=1)


class NotKept(ValueError):
    """A file that cannot stand on a page; `why` is too_large, empty, unknown_kind or another_kind."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class KeptFile:
    """A file in the store: under which digest, the name that readers see, its size in bytes."""

    filename: str
    digest: str
    size: int


def keep(filename: str, chunks: Iterable[bytes]) -> KeptFile:
    """Write a file into the store; the same content is kept once. Raises NotKept."""
    ending = ending_of(filename)
    if ending not in KINDS:
        raise NotKept("unknown_kind")
    _directory().mkdir(parents=True, exist_ok=True)
    digest, size, begun = hashlib.sha256(), 0, b""
    handle, temporary = tempfile.mkstemp(dir=_directory())
    try:
        with os.fdopen(handle, "wb") as written:
            for chunk in chunks:
                size += len(chunk)
                if size > MOST_BYTES:
                    raise NotKept("too_large")
                begun = begun if len(begun) >= 16 else begun + chunk[:16]
                digest.update(chunk)
                written.write(chunk)
        if not size:
            raise NotKept("empty")
        if not begun.startswith(KINDS[ending][1]):
            raise NotKept("another_kind")
        Path(temporary).replace(path_of(digest.hexdigest()))
    finally:
        Path(temporary).unlink(missing_ok=True)
    return KeptFile(_plain_name(filename, ending), digest.hexdigest(), size)


def kept_publication(gathering_id: int, key: str) -> tuple[Path, str, str] | None:
    """Where the file of a publication lies, the name that readers see, its type; None when there is none."""
    found = Publication.objects.filter(gathering_id=gathering_id, key=key).exclude(digest="").first()
    if found is None or not path_of(found.digest).is_file():
        return None
    return path_of(found.digest), found.filename, KINDS[ending_of(found.filename)][0]


def drop_unnamed(now: datetime) -> int:
    """Drop the files that no page names any more; how many."""
    if not _directory().is_dir():
        return 0
    old = (now - _LEFT_ALONE).timestamp()
    lying = {path.name: path for path in _directory().iterdir() if path.stat().st_mtime < old}
    named = set(Publication.objects.filter(digest__in=lying).order_by("digest").values_list("digest", flat=True))
    for name in lying.keys() - named:
        lying[name].unlink(missing_ok=True)
    return len(lying.keys() - named)


def path_of(digest: str) -> Path:
    """Where content with this digest lies."""
    return _directory() / digest


def ending_of(filename: str) -> str:
    """The ending of a file's name, in small letters; jpeg is jpg."""
    ending = filename.rpartition(".")[2].lower()
    return "jpg" if ending == "jpeg" else ending


def _plain_name(filename: str, ending: str) -> str:
    stem = filename.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    kept = "".join(letter if letter.isalnum() or letter in " -_" else "-" for letter in stem).strip(" -_")
    return f"{kept[:100] or 'document'}.{ending}"


def _directory() -> Path:
    return Path(settings.PUBLICATIONS_DIR)
