"""The two links of a follower, each signed for its use: to confirm an address, and to be told no more."""

from uuid import UUID

from filrouge.stages.registration import links

_CONFIRM, _LEAVE = "following: confirm", "following: leave"


def to_confirm(public_id: UUID, gathering_id: int) -> str:
    """The token of the link that a mail brings to an address to see whether it is read there."""
    return links.make(public_id, gathering_id, use=_CONFIRM)


def to_leave(public_id: UUID, gathering_id: int) -> str:
    """The token of the link by which every mail can be the last one."""
    return links.make(public_id, gathering_id, use=_LEAVE)


def read_to_confirm(token: str) -> tuple[UUID, int] | None:
    """The follower and the gathering that a link to confirm stands for; None when it was not signed for that."""
    return links.read(token, use=_CONFIRM)


def read_to_leave(token: str) -> tuple[UUID, int] | None:
    """The follower and the gathering that a link to leave stands for; None when it was not signed for that."""
    return links.read(token, use=_LEAVE)
