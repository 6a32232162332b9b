"""What must be right around us before Django starts, said in words when it is not."""

import os
import socket
import tempfile
from pathlib import Path


class Refusal(Exception):
    """Something that the person at the keyboard can put right."""

    def __init__(self, words: str, code: int = 1) -> None:
        super().__init__(words)
        self.code = code


def start_django() -> None:
    """Set Django up on the data folder and the database that the environment names."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filrouge.config.settings")
    require_data_directory()
    import django

    django.setup()
    _speak()


def _speak() -> None:
    """Words in the language of the terminal, French where it names none of ours."""
    from django.conf import settings
    from django.utils import translation

    said = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    language = said[:2].lower()
    translation.activate(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)


def require_data_directory() -> None:
    """Refuse a data folder that cannot be written, before anything fails half-way."""
    from filrouge.config import environment

    try:
        folder = environment.data_directory()
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        place = os.environ.get("FILROUGE_DATA_DIR") or str(Path.home() / ".local/share/filrouge")
        raise Refusal(
            f"Le dossier des données {place} ne peut pas être écrit ({error.strerror}). Indiquez-en un autre : "
            "FILROUGE_DATA_DIR=…\n"
            f"The data folder {place} cannot be written ({error.strerror}). Name another one: FILROUGE_DATA_DIR=…"
        ) from None


def require_database() -> None:
    """Refuse a database that does not answer."""
    from django.conf import settings
    from django.db import OperationalError, connection

    try:
        connection.ensure_connection()
    except OperationalError as error:
        known = settings.DATABASES["default"]
        place = f"{known.get('HOST') or ''}{known['NAME']}"
        raise Refusal(
            f"La base de données {place} ne répond pas. Vérifiez DATABASE_URL et FILROUGE_DATA_DIR.\n"
            f"The database {place} does not answer. Check DATABASE_URL and FILROUGE_DATA_DIR.\n{error}"
        ) from None


def choose_port(asked: int | None) -> int:
    """The port that was asked for, in the option or in PORT, else 8000; told to the settings through PORT."""
    said = str(asked if asked is not None else os.environ.get("PORT") or 8000)
    if not said.isdigit() or not 0 < int(said) < 65536:
        raise Refusal(f"PORT={said} n’est pas un port. / PORT={said} is not a port.", code=2)
    os.environ["PORT"] = said
    return int(said)


def require_free_port(host: str, port: int) -> None:
    """Refuse a port that another program holds, with the way out."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, proto) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise Refusal(
            f"Le port {port} de {host} n’est pas libre ({error.strerror}). Choisissez-en un autre : PORT={port + 1}\n"
            f"Port {port} of {host} is not free ({error.strerror}). Choose another one: PORT={port + 1}"
        ) from None
