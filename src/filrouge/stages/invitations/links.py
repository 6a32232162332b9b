"""The secret links of this stage, each with a key of its own: an invitation, a relay to spread, a relay's own page.

Each bears the number of its link: whoever closes one and makes a new one raises the number, and the old one says so.
"""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from filrouge.ground import secret_links
from filrouge.stages.invitations.facts import RelayFacts

_INVITATION, _RELAY, _RELAY_PAGE = "invitation", "relay", "relay page"


class _Maker(Protocol):
    def __call__(self, public_id: UUID, number: int = 0) -> str: ...


def _maker(use: str) -> _Maker:
    def make(public_id: UUID, number: int = 0) -> str:
        return secret_links.make(public_id, number, use=use)

    return make


def _reader(use: str) -> Callable[[str], tuple[UUID, int] | None]:
    return lambda token: secret_links.read(token, use=use)


for_invitation, read_invitation = _maker(_INVITATION), _reader(_INVITATION)
for_relay, read_relay = _maker(_RELAY), _reader(_RELAY)
for_relay_page, read_relay_page = _maker(_RELAY_PAGE), _reader(_RELAY_PAGE)


def invitation_address(public_id: UUID, number: int) -> str:
    """The whole address of the page on which somebody answers the invitation, by its link of this number."""
    return settings.BASE_URL + reverse("public:invitation", args=[for_invitation(public_id, number)])


def relay_address(key: str, relay: RelayFacts) -> str:
    """The whole address that a relay body spreads: the form of the gathering, as it is for everybody."""
    return f"{settings.BASE_URL}{reverse('public:register', args=[key])}?via={for_relay(relay.public_id, relay.link)}"


def relay_page_address(relay: RelayFacts) -> str:
    """The whole address of a relay body's own page."""
    return settings.BASE_URL + reverse("public:relay", args=[for_relay_page(relay.public_id, relay.page_link)])
