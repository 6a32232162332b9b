"""What the stories of one rule have in common, as figures."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median, quantiles

from filrouge.engines.waiting.simulation.play import Story, Told


@dataclass(frozen=True)
class Figures:
    """Days for the waits of those who waited and were seated, seats and seat-days per gathering, shares in per cent.

    Seats and seat-days count as empty only while somebody waits: nobody is to blame for the others. Shares are of the
    people who still wanted a seat at the stop; `whole` is the share of the groups of which all who still wanted a seat
    have one. Overtakings are counted for the groups that had to wait.
    """

    median_wait: float
    long_wait: float
    empty: float
    idle: float
    singles: float
    members: float
    whole: float
    most_overtaken: int
    mean_overtaken: float


def figures(stories: Sequence[Story], stop: float) -> Figures:
    """The figures of several gatherings under one rule."""
    told = [told for story in stories for told in story.told.values()]
    waits = sorted(day - other.asking.at for other in told for day in other.seated_at.values() if day > other.asking.at)
    overtaken = [other.overtaken for other in told if other.is_group and other.waited]
    return Figures(
        median_wait=median(waits) if waits else 0.0,
        long_wait=quantiles(waits, n=10)[-1] if len(waits) > 1 else 0.0,
        empty=fmean(story.free if story.line else 0 for story in stories),
        idle=fmean(story.idle for story in stories),
        singles=_per_cent(_wanting(told, stop, lambda other: not other.is_group)),
        members=_per_cent(_wanting(told, stop, lambda other: other.is_group)),
        whole=_per_cent(all(seats) for seats in _by_group(told, stop)),
        most_overtaken=max(overtaken, default=0),
        mean_overtaken=fmean(overtaken) if overtaken else 0.0,
    )


def _wanting(told: Iterable[Told], stop: float, which: Callable[[Told], bool]) -> Iterable[bool]:
    return (has_seat for other in told if which(other) for has_seat in _seats(other, stop))


def _by_group(told: Iterable[Told], stop: float) -> Iterable[list[bool]]:
    return (seats for other in told if other.is_group and (seats := _seats(other, stop)))


def _seats(told: Told, stop: float) -> list[bool]:
    return [member in told.seated_at for member, day in enumerate(told.asking.leaving) if day >= stop]


def _per_cent(answers: Iterable[bool]) -> float:
    return 100 * fmean(list(answers) or [False])
