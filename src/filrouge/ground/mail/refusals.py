"""Who wants to know that a mail server refused an address for good while we were sending.

Whoever keeps addresses stands above the outbox: it makes itself known here.
"""

from collections.abc import Callable
from datetime import datetime

from filrouge.ground.mail.bounces import answer_of, in_one_line
from filrouge.ground.mail.enums import Answer

Listener = Callable[[int, str, str, datetime], None]

_known: list[Listener] = []


def register(listener: Listener) -> None:
    """Name who is told of an organiser, an address, why it was refused, and when."""
    _known[:] = [listener]


def tell(organiser_id: int | None, address: str, code: int, said: bytes | str, *, now: datetime) -> None:
    """Tell of a refusal at the door if it is about the address, not about this mail or its sender."""
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    reason = in_one_line(f"{code} {words}")
    if organiser_id is not None and answer_of("", reason) is Answer.HARD:
        for listener in _known:
            listener(organiser_id, address, reason, now)
