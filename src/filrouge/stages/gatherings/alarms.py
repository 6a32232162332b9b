"""What later stages do at once, in the same transaction, when a gathering is called off, put off, or moves.

Mails about it may lie in the outbox that say what is not true any more: whoever put them there takes them back. First
every stage locks its own rows, in the order of the stages, and then the mails are touched: whoever erases somebody at
that moment locks in the same order.
"""

from collections.abc import Callable
from datetime import datetime

Hold = Callable[[int], object]
Alarm = Callable[[int, datetime], None]

_known: dict[str, tuple[Hold, Alarm]] = {}


def register(name: str, hold: Hold, alarm: Alarm) -> None:
    """Name what is locked and what is done. Both are called with the id of the gathering, whose row is locked, and what
    is done with the present instant too.
    """
    _known[name] = (hold, alarm)


def ring(gathering_id: int, now: datetime) -> None:
    """Let every stage do it, in the order in which they made themselves known: that of the stages."""
    for hold, _ in _known.values():
        hold(gathering_id)
    for _, alarm in _known.values():
        alarm(gathering_id, now)
