"""The secret link of a registration: signed, so that nothing secret is stored, and void once its count is raised."""

import base64
import hmac
from hashlib import sha256
from uuid import UUID

from django.conf import settings

_SIGNATURE = 16
_USE = "registration link"
PASSED_ON = "passed on"


def make(public_id: UUID, link: int, *, use: str = _USE) -> str:
    """The token for the link number `link` of a registration: 48 characters that fit an address.

    With another `use` it opens something else: each use has a key of its own.
    """
    said = public_id.bytes + link.to_bytes(4, "big")
    return base64.urlsafe_b64encode(said + _signature(said, use)).decode("ascii").rstrip("=")


def read(token: str, *, use: str = _USE) -> tuple[UUID, int] | None:
    """The registration and link number that a token stands for; None when it was not signed here for this use."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        return None
    said, signature = raw[:-_SIGNATURE], raw[-_SIGNATURE:]
    if len(said) != 20 or not hmac.compare_digest(signature, _signature(said, use)):
        return None
    return UUID(bytes=said[:16]), int.from_bytes(said[16:], "big")


def _signature(said: bytes, use: str) -> bytes:
    key = sha256(use.encode() + settings.SECRET_KEY.encode()).digest()
    return hmac.digest(key, said, "sha256")[:_SIGNATURE]
