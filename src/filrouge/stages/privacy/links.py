"""Keyed hashes of addresses, and two tokens: to want no more mails, and to see what is held on one's own address."""

import base64
import hmac
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings

from filrouge.ground import address_digests, secret_links

# How long a link works that was sent to an address, and how soon another one may be asked for.
PROVEN_FOR = timedelta(days=1)
ASKED_AGAIN_AFTER = timedelta(minutes=15)
_OWN_ADDRESS = "own address"
_SIGNATURE = 16
_DIGEST = sha256().digest_size


def digest_of(organiser_id: int, address: str) -> str:
    """What stands for an address in the list of objections: without the secret nobody can try addresses out."""
    return digests_of(organiser_id, address)[0]


def digests_of(organiser_id: int, address: str) -> Sequence[str]:
    """The same under the present secret and, after it was replaced, under earlier ones."""
    return address_digests.digests_of(organiser_id, address, use="objection")


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
    return hmac.digest(address_digests.key_for(settings.SECRET_KEY, "objection link"), said, "sha256")[:_SIGNATURE]


def to_own_data(public_id: UUID, gathering_id: int) -> str:
    """The token of the link by which whoever reads a mailbox sees what is held on its address."""
    return secret_links.make(public_id, gathering_id, use=_OWN_ADDRESS)


def read_own_data(token: str) -> tuple[UUID, int] | None:
    """The proof and the gathering that such a link stands for; None when it was not signed for that."""
    return secret_links.read(token, use=_OWN_ADDRESS)
