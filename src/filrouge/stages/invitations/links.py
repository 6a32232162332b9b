"""The secret links of this stage, each with a key of its own: an invitation, a relay to spread, a relay's own page."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from filrouge.ground import secret_links

_INVITATION, _RELAY, _RELAY_PAGE = "invitation", "relay", "relay page"


def _maker(use: str) -> Callable[[UUID], str]:
    return lambda public_id: secret_links.make(public_id, 0, use=use)


def _reader(use: str) -> Callable[[str], UUID | None]:
    def read(token: str) -> UUID | None:
        found = secret_links.read(token, use=use)
        return found[0] if found else None

    return read


for_invitation, read_invitation = _maker(_INVITATION), _reader(_INVITATION)
for_relay, read_relay = _maker(_RELAY), _reader(_RELAY)
for_relay_page, read_relay_page = _maker(_RELAY_PAGE), _reader(_RELAY_PAGE)


def invitation_address(public_id: UUID) -> str:
    """The whole address of the page on which somebody answers."""
    return settings.BASE_URL + reverse("public:invitation", args=[for_invitation(public_id)])


def relay_address(key: str, public_id: UUID) -> str:
    """The whole address that a relay body spreads: the form of the gathering, as it is for everybody."""
    return f"{settings.BASE_URL}{reverse('public:register', args=[key])}?via={for_relay(public_id)}"


def relay_page_address(public_id: UUID) -> str:
    """The whole address of a relay body's own page."""
    return settings.BASE_URL + reverse("public:relay", args=[for_relay_page(public_id)])
