"""Keyed hashes of addresses: they say that an address is the same one, and never which it is."""

import hmac
from collections.abc import Sequence
from hashlib import sha256

from django.conf import settings


def digests_of(organiser_id: int, address: str, *, use: str) -> Sequence[str]:
    """What stands for an address of an organiser, for one use, under the present secret and then under earlier ones.

    Without the secret nobody can try addresses out; another organiser's or another use's never looks alike.
    """
    said = f"{organiser_id}|{fold(address)}".encode()
    secrets: list[str] = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]  # type: ignore[list-item]
    return [hmac.digest(key_for(secret, use), said, "sha256").hex() for secret in secrets]


def fold(address: str) -> str:
    """An address as it is compared: without spaces around, letters alike."""
    return address.strip().casefold()


def key_for(secret: str, use: str) -> bytes:
    """The key that a use has under a secret."""
    return sha256(use.encode() + secret.encode()).digest()
