"""The address to which a mail of a sending leads its reader: the form of the gathering, or a link of their own.

Personal links belong to a stage above (invitations), which makes its maker known here.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse

Maker = Callable[[int, Sequence[int], datetime], Mapping[int, str]]
Reader = Callable[[int, Sequence[int]], Mapping[int, str]]

_makers: list[tuple[Maker, Reader]] = []


def register(maker: Maker, reader: Reader) -> None:
    """Name who makes personal links: from a gathering's id, ids of contacts and the present instant to whole addresses;
    and who reads those that there are, and makes none.

    The maker is called in the transaction that puts a batch into the outbox, once for the whole batch.
    """
    _makers[:] = [(maker, reader)]


def personal_links(gathering_id: int, contact_ids: Sequence[int], now: datetime) -> Mapping[int, str]:
    """Personal links of contacts, by id; of nobody while no stage makes them."""
    return _makers[0][0](gathering_id, contact_ids, now) if _makers else {}


def known_links(gathering_id: int, contact_ids: Sequence[int]) -> Mapping[int, str]:
    """The personal links that contacts have by now, by id; nothing is made."""
    return _makers[0][1](gathering_id, contact_ids) if _makers else {}


def gathering_link(key: str) -> str:
    """The address of the form, for whoever has no link of their own."""
    return settings.BASE_URL + reverse("public:register", args=[key])
