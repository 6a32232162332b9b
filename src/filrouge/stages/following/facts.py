"""Frozen facts of the following stage: what a follower was told, and how many follow."""

from collections.abc import Mapping
from dataclasses import dataclass

from filrouge.stages.following.enums import News


@dataclass(frozen=True)
class Told:
    """What a follower knows: whether invitation and programme were told, how many moves, and which standing
    (cancelled, postponed, or None for neither).
    """

    invitation: bool = False
    programme: bool = False
    moves: int = 0
    standing: News | None = None


@dataclass(frozen=True)
class Following:
    """How many follow a gathering: confirmed addresses by kind of body, and those that nobody confirmed yet."""

    by_kind: Mapping[str, int]
    unconfirmed: int

    @property
    def confirmed(self) -> int:
        """How many will be told."""
        return sum(self.by_kind.values())
