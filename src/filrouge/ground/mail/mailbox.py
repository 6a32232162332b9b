"""Reading the mailboxes in which mails come back: each mail is recorded once, then put away or left to people."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from django.conf import settings

from filrouge.ground.mail import imap, returns
from filrouge.ground.mail.enums import Found, Trouble, Way
from filrouge.ground.mail.imap import NotReached
from filrouge.ground.mail.maildir import Maildir
from filrouge.ground.mail.models import ReturnWay
from filrouge.ground.mail.reports import read_mail
from filrouge.ground.mail.returns import Recorder

logger = logging.getLogger("filrouge.bounces")

_AT_ONCE = 200
_PUT_AWAY = frozenset({Found.TAKEN, Found.AUTOMATIC})


class Folder(Protocol):
    """Where mails lie."""

    def lying(self) -> Sequence[str]:
        """Marks of the mails that lie there."""

    def beginning(self, mark: str) -> bytes | None:
        """The first part of one."""

    def put_away(self, mark: str) -> None:
        """Done with one."""

    def leave(self, mark: str) -> None:
        """One is for people."""


@dataclass(frozen=True)
class Reading:
    """What one reading came to: new mails by what they were, or why nothing could be read."""

    way: Way
    found: Counter[Found] = field(default_factory=Counter)
    trouble: Trouble | None = None
    said: str = ""


def ways() -> tuple[Way, ...]:
    """The mailboxes that the surroundings name."""
    named = {Way.IMAP: settings.IMAP["host"], Way.MAILDIR: settings.BOUNCES_MAILDIR}
    return tuple(way for way, place in named.items() if place)


def read_due(record: Recorder, *, now: datetime, at_once: bool = False) -> Sequence[Reading]:
    """Read each mailbox that is due, or every one `at_once`; not one that somebody else reads just now."""
    return [done for way in ways() if (done := _read(way, record, now, at_once))]


def _read(way: Way, record: Recorder, now: datetime, at_once: bool) -> Reading | None:
    row = returns.claim(way, now=now, at_once=at_once)
    if row is None:
        return None
    found: Counter[Found] = Counter()
    try:
        with _OPENERS[way]() as (place, folder):
            is_all = _read_folder(row, place, folder, record, now, found)
    except NotReached as error:
        returns.failed(row, error.trouble, error.said, now=now)
        return Reading(way, found, error.trouble, error.said)
    except BaseException:
        returns.give_back(row)
        raise
    returns.went_well(row, now=now, next_at=now + _pause(way) if is_all else now)
    return Reading(way, found)


def _read_folder(
    row: ReturnWay, place: str, folder: Folder, record: Recorder, now: datetime, found: Counter[Found]
) -> bool:
    """Take what is new, at most `_AT_ONCE`; whether that was all."""
    lying = folder.lying()
    known, pending = returns.marks(row, place, lying)
    # Seen by a reader that died, or that could not put them away because their folder was not there.
    for mark, became in pending:
        _settle(row, folder, mark, became)
    new = [mark for mark in lying if mark not in known]
    for mark in new[:_AT_ONCE]:
        raw = folder.beginning(mark)
        if raw is not None:
            became = _take(row, mark, raw, record, now)
            found[became] += 1
            _settle(row, folder, mark, became)
    return len(new) <= _AT_ONCE


def _take(row: ReturnWay, mark: str, raw: bytes, record: Recorder, now: datetime) -> Found:
    try:
        return returns.take(row, mark, read_mail(raw), record, now=now)
    except Exception:
        # One mail must not keep the others from being read: it is left to people. Without a database this fails too.
        logger.exception("what a returned mail says could not be written down")
        returns.see(row, mark, Found.UNREADABLE)
        return Found.UNREADABLE


def _settle(row: ReturnWay, folder: Folder, mark: str, became: Found) -> None:
    (folder.put_away if became in _PUT_AWAY else folder.leave)(mark)
    returns.settle(row, mark)


def _pause(way: Way) -> timedelta:
    return timedelta(minutes=settings.IMAP_MINUTES) if way is Way.IMAP else timedelta()


@contextmanager
def _imap() -> Iterator[tuple[str, Folder]]:
    account = imap.account(settings.IMAP)
    with imap.open_mailbox(account) as folder:
        yield account.place, folder


@contextmanager
def _maildir() -> Iterator[tuple[str, Folder]]:
    try:
        yield settings.BOUNCES_MAILDIR, Maildir(settings.BOUNCES_MAILDIR)
    except OSError as error:
        raise NotReached(Trouble.UNREACHABLE, error) from error


_OPENERS: dict[Way, Callable[[], AbstractContextManager[tuple[str, Folder]]]] = {Way.IMAP: _imap, Way.MAILDIR: _maildir}
