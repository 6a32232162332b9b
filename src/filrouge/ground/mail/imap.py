"""An ordinary mailbox over IMAP, encrypted: what lies in it, the beginning of each mail, and putting one away.

imaplib of the standard library, with numbers that stay the same (UID). Nothing is ever expunged but what was named,
and a mail that is only looked at stays unread for the people who share the mailbox.
"""

import imaplib
import re
import ssl
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filrouge.ground.mail.enums import Trouble
from filrouge.ground.mail.reports import ENOUGH

_WAIT = 20.0


class NotReached(Exception):
    """A mailbox could not be read: why, and what the other side or the system said."""

    def __init__(self, trouble: Trouble, said: object = "") -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.said = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)


@dataclass(frozen=True)
class Account:
    """A mailbox and what becomes of mails that were read: `when_read` is move, flag or delete."""

    host: str
    port: int
    user: str
    password: str
    starttls: bool = False
    authorities: str = ""
    folder: str = "INBOX"
    when_read: str = "move"
    read_folder: str = "Fil rouge"

    @property
    def place(self) -> str:
        """Which folder of which mailbox this is."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"


def account(settings: Mapping[str, Any]) -> Account:
    """The account that the surroundings name. Raises NotReached when its password cannot be had."""
    said = dict(settings)
    file = said.pop("password_file")
    try:
        password = said.pop("password") or (Path(file).read_text(encoding="utf-8").strip("\r\n") if file else "")
    except (OSError, UnicodeDecodeError) as error:
        raise NotReached(Trouble.NO_PASSWORD, error) from error
    if not password:
        raise NotReached(Trouble.NO_PASSWORD, file)
    return Account(password=password, **said)


class Mailbox:
    """An open folder. Its methods raise NotReached through `open_mailbox`."""

    def __init__(self, client: imaplib.IMAP4, account: Account) -> None:
        self._client = client
        self._account = account
        self._can = _capabilities(client)
        kind, said = client.select(_quoted(account.folder))
        if kind != "OK":
            raise NotReached(Trouble.NO_FOLDER, said[0] or account.folder)
        self._validity = int(client.response("UIDVALIDITY")[1][0] or 0)

    def lying(self) -> Sequence[str]:
        """The marks of all mails in the folder, oldest first, but for those that somebody marked as deleted."""
        found = self._done("SEARCH", "UNDELETED")[0] or b""
        return [f"{self._validity}.{uid}" for uid in sorted(map(int, found.split()))]

    def beginning(self, mark: str) -> bytes | None:
        """The first part of a mail, which stays unread; None when it is gone."""
        found = self._done("FETCH", _uid(mark), f"(BODY.PEEK[]<0.{ENOUGH}>)")
        return next((part[1] for part in found if isinstance(part, tuple)), None)

    def put_away(self, mark: str) -> None:
        """Move a mail, or mark it as read, or delete it, as the account says."""
        match self._account.when_read:
            case "flag":
                self._flag(mark, r"(\Seen)")
            case "delete":
                self._drop(mark)
            case _:
                self._move(mark)

    def leave(self, mark: str) -> None:
        """Leave a mail to people: it stays as it is, unread."""

    def _move(self, mark: str) -> None:
        self._flag(mark, r"(\Seen)")
        if "MOVE" in self._can:
            self._into("MOVE", mark)
        elif "UIDPLUS" in self._can:
            self._into("COPY", mark)
            self._drop(mark)
        # A server that can do neither could only expunge what others have marked too: the mail stays, as read.

    def _into(self, command: str, mark: str) -> None:
        folder = _quoted(self._account.read_folder)
        kind, _ = self._client.uid(command, _uid(mark), folder)
        if kind == "OK":
            return
        self._client.create(folder)
        self._client.subscribe(folder)
        kind, said = self._client.uid(command, _uid(mark), folder)
        if kind != "OK":
            raise NotReached(Trouble.NO_FOLDER, said[0] or self._account.read_folder)

    def _drop(self, mark: str) -> None:
        self._flag(mark, r"(\Seen \Deleted)")
        if "UIDPLUS" in self._can:
            self._done("EXPUNGE", _uid(mark))

    def _flag(self, mark: str, flags: str) -> None:
        self._done("STORE", _uid(mark), "+FLAGS.SILENT", flags)

    def _done(self, command: str, *arguments: str) -> list[Any]:
        kind, said = self._client.uid(command, *arguments)
        if kind != "OK":
            raise NotReached(Trouble.BROKEN, said[0] or command)
        return said


@contextmanager
def open_mailbox(account: Account) -> Iterator[Mailbox]:
    """Open the folder of an account until the end of the block. Raises NotReached, also for what fails inside."""
    try:
        client = _connect(account)
        try:
            _sign_in(client, account)
            yield Mailbox(client, account)
        finally:
            # Never CLOSE: it would expunge what other people have marked.
            with suppress(OSError, imaplib.IMAP4.error):
                client.logout()
    except ssl.SSLCertVerificationError as error:
        raise NotReached(Trouble.NOT_TRUSTED, error) from error
    except OSError as error:
        raise NotReached(Trouble.UNREACHABLE, error) from error
    except imaplib.IMAP4.error as error:
        raise NotReached(Trouble.BROKEN, error) from error


def _connect(account: Account) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    if account.authorities:
        context.load_verify_locations(account.authorities)
    if not account.starttls:
        return imaplib.IMAP4_SSL(account.host, account.port, ssl_context=context, timeout=_WAIT)
    client = imaplib.IMAP4(account.host, account.port, timeout=_WAIT)
    try:
        client.starttls(context)
    except BaseException:
        # A failed handshake has closed the socket already.
        with suppress(OSError):
            client.shutdown()
        raise
    return client


def _sign_in(client: imaplib.IMAP4, account: Account) -> None:
    try:
        if "AUTH=PLAIN" in _capabilities(client):
            # Unlike LOGIN it takes letters with accents.
            client.authenticate("PLAIN", lambda _: f"\0{account.user}\0{account.password}".encode())
        else:
            client.login(account.user, account.password)
    except (imaplib.IMAP4.abort, OSError):
        raise
    except (imaplib.IMAP4.error, UnicodeEncodeError) as error:
        raise NotReached(Trouble.REFUSED, error) from error


def _capabilities(client: imaplib.IMAP4) -> frozenset[str]:
    """What the server can do now: more is offered once one has signed in."""
    _, said = client.capability()
    return frozenset((said[-1] or b"").decode("ascii", "replace").upper().split())


def _uid(mark: str) -> str:
    return mark.rpartition(".")[2]


def _quoted(folder: str) -> str:
    """The name of a folder as IMAP writes it: other letters than ASCII in its own UTF-7 (RFC 3501, 5.1.3)."""
    plain = re.sub(r"[^\x20-\x7e]+", lambda found: _utf7(found[0]), folder.replace("&", "&-"))
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _utf7(letters: str) -> str:
    said = b64encode(letters.encode("utf-16-be")).decode("ascii").rstrip("=").replace("/", ",")
    return f"&{said}-"
