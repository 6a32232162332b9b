"""What the product does by itself as time passes: each stage names its chores, the worker does them every minute."""

import logging
from collections.abc import Callable
from datetime import datetime

Chore = Callable[[datetime], object]

logger = logging.getLogger("filrouge.chores")

_chores: dict[str, Chore] = {}


def register(name: str, chore: Chore) -> None:
    """Name a chore. It is called with the present instant, finds what is due itself, and may be called again at once.

    Raises ValueError when the name is taken by another one.
    """
    if _chores.setdefault(name, chore) is not chore:
        raise ValueError(f"there is a chore {name} already")


def do_all(now: datetime) -> tuple[str, ...]:
    """Do every chore, in the order of their names; the names of those that failed, which are logged and tried again."""
    failed = []
    for name in sorted(_chores):
        try:
            _chores[name](now)
        except Exception:
            logger.exception("the chore %s failed", name)
            failed.append(name)
    return tuple(failed)
