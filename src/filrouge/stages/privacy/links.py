"""Keyed hashes of addresses, and the token by which somebody says, from a mail, that they want no more of them."""

import base64
import hmac
from collections.abc import Sequence
from hashlib import sha256

from django.conf import settings

_SIGNATURE = 16
_DIGEST = sha256().digest_size


def digest_of(organiser_id: int, address: str) -> str:
    """What stands for an address in the list of objections: without the secret nobody can try addresses out."""
    return digests_of(organiser_id, address)[0]


def digests_of(organiser_id: int, address: str) -> Sequence[str]:
    """The same under the present secret and, after it was replaced, under earlier ones."""
    said = f"{organiser_id}|{fold(address)}".encode()
    secrets: list[str] = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]  # type: ignore[list-item]
    return [hmac.digest(_key(secret, "objection"), said, "sha256").hex() for secret in secrets]


def fold(address: str) -> str:
    """An address as it is compared: without spaces around, letters alike."""
    return address.strip().casefold()


def make(organiser_id: int, address: str) -> str:
    """A token for a link in a mail, by which its reader objects to more; it does not show the address."""
    said = organiser_id.to_bytes(8, "big") + bytes.fromhex(digest_of(organiser_id, address))
    return base64.urlsafe_b64encode(said + _sign(said)).decode("ascii").rstrip("=")


def read(token: str) -> tuple[int, str] | None:
    """The organiser and the digest that a token stands for; None when it was not signed here."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        return None
    said, signature = raw[:-_SIGNATURE], raw[-_SIGNATURE:]
    if len(said) != 8 + _DIGEST or not hmac.compare_digest(signature, _sign(said)):
        return None
    return int.from_bytes(said[:8], "big"), said[8:].hex()


def _sign(said: bytes) -> bytes:
    return hmac.digest(_key(settings.SECRET_KEY, "objection link"), said, "sha256")[:_SIGNATURE]


def _key(secret: str, use: str) -> bytes:
    return sha256(use.encode() + secret.encode()).digest()
