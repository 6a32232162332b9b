"""The secret link of a referent, signed with a key of its own: no personal link opens a delegation, nor the reverse."""

from uuid import UUID

from filrouge.stages.registration import links

_USE = "delegation link"


def make(public_id: UUID, link: int) -> str:
    """The token for the link number `link` of a delegation: 48 characters that fit an address."""
    return links.make(public_id, link, use=_USE)


def read(token: str) -> tuple[UUID, int] | None:
    """The delegation and link number that a token stands for; None when it was not signed here."""
    return links.read(token, use=_USE)
