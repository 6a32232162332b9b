"""Invented people who want seats: when they ask, with how many, and when which of them withdraw."""

from dataclasses import dataclass
from random import Random

GROUP_SIZES = (2, 3, 4, 5, 6, 7, 8)


@dataclass(frozen=True)
class Assumptions:
    """What is supposed of the people. Times are days since registration opened; shares are between 0 and 1."""

    days: float = 60
    stop: float = 59
    """From here on nobody moves up: one day before the part."""
    demand: float = 1.5
    """People who ask, for each seat."""
    groups: float = 0.25
    """Share of those who ask that are groups. A group has 2 to 8 members, small ones more often."""
    group_weights: tuple[float, ...] = (30, 20, 15, 12, 10, 8, 5)
    consents: float = 0.5
    """Share of the groups that consent to be split."""
    leaves: float = 0.2
    """Share of the people who withdraw by themselves, most of them near the end."""
    leaves_together: float = 0.05
    """Share of the groups that withdraw as a whole."""


@dataclass(frozen=True)
class Asking:
    """A single or a group: when they ask, and for each member when they withdraw (after the end: never)."""

    key: str
    at: float
    may_split: bool
    leaving: tuple[float, ...]


def invent(seats: int, seed: int, supposed: Assumptions) -> list[Asking]:
    """Everybody who asks for one of the seats, in the order in which they ask. Same seed, same people."""
    random = Random(f"{seats} {seed}")  # noqa: S311 (invented people, no secret)
    asking: list[Asking] = []
    wanted = seats * supposed.demand
    while sum(len(other.leaving) for other in asking) < wanted:
        asking.append(_invent_one(random, f"{len(asking)}", supposed))
    return sorted(asking, key=lambda other: other.at)


def _invent_one(random: Random, key: str, supposed: Assumptions) -> Asking:
    size = 1
    if random.random() < supposed.groups:
        size = random.choices(GROUP_SIZES, supposed.group_weights)[0]
    at = supposed.stop * random.betavariate(1.0, 1.5)
    together = _leaving(random, at, supposed.leaves_together if size > 1 else 0, supposed)
    alone = [_leaving(random, at, supposed.leaves, supposed) for _ in range(size)]
    return Asking(key, at, random.random() < supposed.consents, tuple(min(together, day) for day in alone))


def _leaving(random: Random, at: float, share: float, supposed: Assumptions) -> float:
    leaves, late = random.random() < share, random.betavariate(3.0, 1.0)
    return at + (supposed.days - at) * late if leaves else supposed.days + 1
