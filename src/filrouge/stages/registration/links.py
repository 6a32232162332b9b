"""The secret link of a registration: signed, so that nothing secret is stored, and void once its count is raised."""

from uuid import UUID

from filrouge.ground import secret_links

_USE = "registration link"
PASSED_ON = "passed on"
DIARY = "diary"


def make(public_id: UUID, link: int, *, use: str = _USE) -> str:
    """The token for the link number `link` of a registration: 48 characters that fit an address.

    With another `use` it opens something else: each use has a key of its own.
    """
    return secret_links.make(public_id, link, use=use)


def read(token: str, *, use: str = _USE) -> tuple[UUID, int] | None:
    """The registration and link number that a token stands for; None when it was not signed here for this use."""
    return secret_links.read(token, use=use)
