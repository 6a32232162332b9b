"""The story of one gathering under one policy, from the opening of registration to the stop of the waiting list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from filrouge.engines.waiting import Party, Policy, Run
from filrouge.engines.waiting.simulation.world import Asking, Assumptions

SEAT = "seat"


@dataclass(frozen=True)
class Rule:
    """A policy with its number."""

    name: str
    policy: Policy
    most_overtakings: int = 0


@dataclass
class Told:
    """What became of one single or group."""

    asking: Asking
    waiting: list[int]
    seated_at: dict[int, float] = field(default_factory=dict)
    overtaken: int = 0
    waited: bool = False

    @property
    def is_group(self) -> bool:
        """Whether they asked as a group."""
        return len(self.asking.leaving) > 1


@dataclass
class Story:
    """One gathering: everybody's fate, the seats that are free, and the seat-days empty while somebody waited."""

    told: Mapping[str, Told]
    free: int
    line: list[Told] = field(default_factory=list)
    idle: float = 0.0


def play(asking: Sequence[Asking], seats: int, rule: Rule, supposed: Assumptions) -> Story:
    """Let everybody ask and withdraw at their times, until the stop; after each such event the list is run."""
    story = Story({other.key: Told(other, list(range(len(other.leaving)))) for other in asking}, seats)
    before = 0.0
    for at, key, member in [*_events(asking, supposed), (supposed.stop, "", None)]:
        if story.line:
            story.idle += story.free * (at - before)
        before = at
        if key:
            _happen(story, story.told[key], member)
            _run(story, seats, rule, at)
    return story


def _events(asking: Sequence[Asking], supposed: Assumptions) -> list[tuple[float, str, int | None]]:
    """Arrivals (no member) and withdrawals before the stop, in the order of time."""
    events: list[tuple[float, str, int | None]] = [(other.at, other.key, None) for other in asking]
    events += [(day, other.key, member) for other in asking for member, day in enumerate(other.leaving)]
    return sorted((event for event in events if event[0] < supposed.stop), key=lambda event: event[0])


def _happen(story: Story, told: Told, member: int | None) -> None:
    if member is None:
        story.line.append(told)
    elif member in told.waiting:
        told.waiting.remove(member)
    else:
        story.free += 1


def _run(story: Story, seats: int, rule: Rule, at: float) -> None:
    run = Run({SEAT: story.free}, totals={SEAT: seats}, policy=rule.policy, most_overtakings=rule.most_overtakings)
    for told in story.line:
        if run.is_over:
            break
        if told.waiting:
            members = (frozenset({SEAT}),) * len(told.waiting)
            verdict = run.consider(Party(told.asking.key, members, told.asking.may_split, told.overtaken))
            told.seated_at |= {told.waiting[index]: at for index in verdict.seated}
            story.free -= len(verdict.seated)
            told.waiting = [who for index, who in enumerate(told.waiting) if index not in verdict.seated]
    for key, times in run.overtaken.items():
        story.told[key].overtaken = times
    story.line = [told for told in story.line if told.waiting]
    for told in story.line:
        told.waited = True
