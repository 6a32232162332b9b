"""What a next edition may take over from the last one: each stage registers what it copies and what that requires.

Nobody registers people, registrations, dates or states: a new edition begins with none of them.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts

if TYPE_CHECKING:
    from filrouge.stages.gatherings.file.schema import GatheringDocument

Found = Callable[[GatheringFacts, str], Sequence[str]]
Written = Callable[["GatheringDocument", "GatheringDocument"], "GatheringDocument"]


@dataclass(frozen=True)
class Copying:
    """From which gathering to which other one, by whom and when."""

    source_id: int
    target_id: int
    actor: Actor
    now: datetime


@dataclass(frozen=True)
class Share:
    """One thing that may be taken over.

    `found` says what there is, in a language, so that it can be chosen; it is not offered when there is nothing.
    `write` puts it into the document of the new gathering (the old document, the new one); `copy` writes rows of a
    stage that the file does not hold, inside the caller's transaction. `requires`: keys of shares without which it
    makes no sense.
    """

    key: str
    label: Callable[[], str]
    found: Found
    requires: tuple[str, ...] = ()
    write: Written | None = None
    copy: Callable[[Copying], None] | None = None


_shares: dict[str, Share] = {}


def register(share: Share) -> None:
    """Offer something from now on. Raises ValueError when the key is taken, or when it requires what is not there."""
    if _shares.setdefault(share.key, share) is not share:
        raise ValueError(f"there is a share {share.key} already")
    if unknown := [key for key in share.requires if key not in _shares]:
        raise ValueError(f"{share.key} requires what nobody registered before it: {', '.join(unknown)}")


def shares() -> Sequence[Share]:
    """All that may be taken over; what another one requires stands before it."""
    return tuple(_shares.values())


def lacking(chosen: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """By the key of a chosen share, what it requires and was not chosen; empty when the choice holds together."""
    wanted = {key: tuple(one for one in _shares[key].requires if one not in chosen) for key in chosen if key in _shares}
    return {key: those for key, those in wanted.items() if those}
