"""`filrouge worker`: deliver mail and do the chores as they come due, until stopped."""

import logging
import os
import signal
import threading
import time
from typing import TYPE_CHECKING

from filrouge.cli.surroundings import require_database, start_django

if TYPE_CHECKING:
    from filrouge.cli.arguments import Options

logger = logging.getLogger("filrouge.worker")

# Claims last ten minutes: even if every mail of a batch runs into the timeout of a silent server, none lapses.
_BATCH = 20
_SOON, _LATER, _AFTER_A_FAILURE = 1.0, 3.0, 10.0
_IDLE_ROUNDS = 30
# In a rush, people who wait for a page come before mails that may arrive a few seconds later.
_COURTESY = 5
_CHORES_EVERY = 60.0


def worker(_options: "Options") -> int:
    """Run until SIGTERM or SIGINT; the mail under way is finished first."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    os.nice(_COURTESY)
    start_django()
    require_database()
    idle = 0
    chores_due = time.monotonic()
    while not stop.is_set():
        if time.monotonic() >= chores_due:
            _do_chores()
            chores_due = time.monotonic() + _CHORES_EVERY
        delivered = _one_round(stop)
        idle = 0 if delivered else idle + 1
        stop.wait(_pause(delivered, idle))
    return 0


def _do_chores() -> None:
    """Give back what was held too long, erase what is due, tell who asked to be told."""
    from datetime import UTC, datetime

    from django.db import close_old_connections

    from filrouge.ground import chores

    if chores.do_all(datetime.now(UTC)):
        close_old_connections()


def _one_round(stop: threading.Event) -> int | None:
    """Deliver what is due; how many were tried, None when the database did not answer."""
    from datetime import UTC, datetime

    from django.db import DatabaseError, InterfaceError, close_old_connections

    from filrouge.ground.mail.delivery import deliver_due

    try:
        return deliver_due(now=datetime.now(UTC), batch=_BATCH, stopped=stop.is_set)
    except (DatabaseError, InterfaceError):
        # A database that restarts is no reason to die: the connection is dropped and the next round opens another.
        logger.exception("the outbox could not be read")
        close_old_connections()
        return None


def _pause(delivered: int | None, idle: int) -> float:
    if delivered is None:
        return _AFTER_A_FAILURE
    if delivered >= _BATCH:
        return 0.0
    return _LATER if idle > _IDLE_ROUNDS else _SOON
