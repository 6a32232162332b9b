"""Who has answered a gathering, asked by those who write to contacts.

Answers belong to stages above (registrations, invitations): each makes its own known here.
"""

from collections.abc import Callable

Answered = Callable[[int], frozenset[str]]

_known: dict[str, Answered] = {}


def register(name: str, answered: Answered) -> None:
    """Name who knows, with a function from the id of a gathering to the folded addresses that answered it."""
    _known[name] = answered


def answered_addresses(gathering_id: int) -> frozenset[str]:
    """Every address, folded, from which a gathering was answered; a query or so for each who knows."""
    return frozenset().union(*(answered(gathering_id) for answered in _known.values()))
