"""What the surroundings say: where data lives, which secret signs, which database, which mail server."""

import os
import secrets
from pathlib import Path


def data_directory() -> Path:
    """The folder for the database, the secret and collected files; made if it is missing."""
    default = Path.home() / ".local" / "share" / "filrouge"
    folder = Path(os.environ.get("FILROUGE_DATA_DIR") or default).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """The signing secret: from FILROUGE_SECRET_KEY, else made once and kept beside the data, owner-readable only."""
    if given := os.environ.get("FILROUGE_SECRET_KEY"):
        return given
    path = folder / "secret.key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key


def mailbox(*, starttls: bool) -> dict[str, object]:
    """The mailbox to which mails come back, read over IMAP; without a host there is none."""
    return {
        "host": os.environ.get("FILROUGE_IMAP_HOST", ""),
        "port": int(os.environ.get("FILROUGE_IMAP_PORT") or (143 if starttls else 993)),
        "user": os.environ.get("FILROUGE_IMAP_USER", ""),
        "password": os.environ.get("FILROUGE_IMAP_PASSWORD", ""),
        "password_file": os.environ.get("FILROUGE_IMAP_PASSWORD_FILE", ""),
        "starttls": starttls,
        "authorities": os.environ.get("FILROUGE_IMAP_AUTHORITIES", ""),
        "folder": os.environ.get("FILROUGE_IMAP_FOLDER", "INBOX"),
        "when_read": os.environ.get("FILROUGE_IMAP_WHEN_READ", "move").strip().lower(),
        "read_folder": os.environ.get("FILROUGE_IMAP_READ_FOLDER", "Fil rouge"),
    }


def flag(name: str) -> bool:
    """True when the variable is set to 1, true, yes or on."""
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def pairs(name: str) -> dict[str, str]:
    """The comma-separated `name=value` pairs of a variable; what is not a pair is left out."""
    found = (word.partition("=") for word in words(name))
    return {key.strip(): value.strip() for key, sign, value in found if sign}


def words(name: str) -> list[str]:
    """The comma-separated words of a variable, none when it is not set."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]
