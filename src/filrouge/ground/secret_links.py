"""Secret links: signed, so that nothing secret is stored. Each use has a key of its own and opens nothing else."""

import base64
import hmac
from hashlib import sha256
from uuid import UUID

from django.conf import settings

_SIGNATURE = 16


def make(public_id: UUID, number: int, *, use: str) -> str:
    """The token for the link number `number` of something, for one use: 48 characters that fit an address."""
    said = public_id.bytes + number.to_bytes(4, "big")
    return base64.urlsafe_b64encode(said + _signature(said, use)).decode("ascii").rstrip("=")


def read(token: str, *, use: str) -> tuple[UUID, int] | None:
    """The identifier and number that a token stands for; None when it was not signed here for this use."""
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
