"""Who wants to know that mails have left: whoever keeps for how long nobody was written to.

Told once for each batch, after the other side's server has taken the mails.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from filrouge.ground.mail.models import OutgoingMail

Listener = Callable[[Sequence[OutgoingMail], datetime], None]

_listeners: dict[str, Listener] = {}


def register(name: str, listener: Listener) -> None:
    """Name who is told of mails that have left."""
    _listeners[name] = listener


def tell(mails: Sequence[OutgoingMail], now: datetime) -> None:
    """Tell of mails that have left just now."""
    for listener in _listeners.values() if mails else ():
        listener(mails, now)
