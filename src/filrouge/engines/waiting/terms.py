"""The words of the waiting list: a party that waits, the policy it waits under, what it is answered."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Policy(StrEnum):
    """What happens behind a party that cannot be seated yet."""

    STRICT = "strict"
    """The lines it is short of are kept for it. Groups are never split, whatever their consent."""

    SPLIT = "split"
    """As strict, but a party that consented is seated in part: as many members, in their order, as fit."""

    BOUNDED = "bounded"
    """As split, but those behind may pass it a limited number of times before anything is kept for it."""


class Why(StrEnum):
    """Why a party is seated, or is not."""

    SEATED = "seated"
    SEATED_IN_PART = "seated_in_part"
    NOT_ENOUGH_FREE = "not_enough_free"

    BEHIND = "behind"
    """They would be seated, wholly or with their consent in part, if nothing were kept for somebody before them."""

    NEVER_FITS = "never_fits"
    """They need more of a line than its total: no withdrawal helps, the organiser has to decide."""


@dataclass(frozen=True)
class Party:
    """Some people who wait together for one thing.

    `members` holds, for each member still waiting, the lines (limits) of which they need one unit each. `overtaken`
    says how many times others were seated past the party in earlier runs.

    Raises ValueError for a party without members or with a negative `overtaken`.
    """

    key: str
    members: tuple[frozenset[str], ...]
    may_split: bool = False
    overtaken: int = 0

    def __post_init__(self) -> None:
        if not self.members:
            raise ValueError(f"party {self.key}: nobody waits in it")
        if self.overtaken < 0:
            raise ValueError(f"party {self.key}: overtaken a negative number of times")

    def needs(self, members: Iterable[int], among: Collection[str]) -> Counter[str]:
        """How many units of each of the lines `among` these members need together."""
        return Counter(line for index in members for line in self.members[index] if line in among)


@dataclass(frozen=True)
class Verdict:
    """What a party is answered by one run.

    `seated` holds the indices of the members seated now: none, some, or all. `short` holds the lines of which those
    who go on waiting need more than is free; for a party that never fits, the lines whose total is too small.
    `passed` holds the keys of the earlier parties that this seating overtakes, in line order.
    """

    party: str
    seated: tuple[int, ...]
    short: frozenset[str]
    reason: Why
    passed: tuple[str, ...] = ()
