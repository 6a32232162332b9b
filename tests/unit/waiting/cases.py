"""One question to the engine and its answer, as plain values, and generated questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from hypothesis import strategies as st

from filrouge.engines.waiting import Party, Policy, Run, Verdict

LINES = ("evening", "host_region", "part", "quota")


@dataclass(frozen=True)
class Case:
    """A line of parties and what is free for them."""

    free: Mapping[str, int]
    totals: Mapping[str, int]
    policy: Policy
    most_overtakings: int
    parties: tuple[Party, ...]

    @property
    def bound(self) -> int:
        """After how many overtakings something is kept."""
        return self.most_overtakings if self.policy is Policy.BOUNDED else 0


@dataclass(frozen=True)
class Outcome:
    """What an engine answered."""

    verdicts: tuple[Verdict, ...]
    overtaken: Mapping[str, int]
    kept: Mapping[str, tuple[str, ...]]


def answered(case: Case, kind: type[Run] = Run) -> Outcome:
    """The answer of the engine, or of one derived from it."""
    run = kind(case.free, totals=case.totals, policy=case.policy, most_overtakings=case.most_overtakings)
    verdicts = tuple(run.consider(party) for party in case.parties)
    return Outcome(verdicts, run.overtaken, run.kept)


def group(key: str, size: int, *lines: str, may_split: bool = False, overtaken: int = 0) -> Party:
    """A party whose members all need the same lines."""
    return Party(key, (frozenset(lines),) * size, may_split, overtaken)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Few lines and little free, so that parties get in each other's way; capacity may have been lowered below use."""
    lines = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=3, unique=True))
    totals = {line: draw(st.integers(0, 6)) for line in lines}
    free = {line: draw(st.integers(-2, totals[line])) for line in lines}
    policy, most = draw(st.sampled_from(Policy)), draw(st.integers(0, 3))
    need = st.frozensets(st.sampled_from((*lines, "no_limit")), min_size=1)
    alike = st.builds(lambda lines, size: (lines,) * size, need, st.integers(1, 5))
    members = st.one_of(need.map(lambda lines: (lines,)), alike, st.lists(need, min_size=2, max_size=4).map(tuple))
    drawn = draw(st.lists(st.tuples(members, st.booleans(), st.integers(0, most)), min_size=1, max_size=7))
    return Case(free, totals, policy, most, tuple(Party(f"p{place}", *party) for place, party in enumerate(drawn)))


def drawn_cases(number: int) -> Iterator[Case]:
    """So many cases, always the same, made much faster than Hypothesis makes them, and never made smaller."""
    random = Random(20230414)
    for _ in range(number):
        lines = random.sample(LINES, random.choice((1, 1, 2, 3)))
        totals = {line: random.choice((0, 2, 4, 6)) for line in lines}
        free = {line: random.choice((0, 1, 2, 3, totals[line])) for line in lines}
        policy, most = random.choice([*Policy, Policy.BOUNDED]), random.choice((0, 1, 1, 2))
        parties = tuple(_drawn_party(random, f"p{place}", lines, most) for place in range(random.randint(2, 7)))
        yield Case(free, totals, policy, most, parties)


def _drawn_party(random: Random, key: str, lines: list[str], most: int) -> Party:
    size = random.choice((1, 1, 2, 3, 4))
    needs = [frozenset(random.sample([*lines, "no_limit"], random.choice((1, 1, 2)))) for _ in range(size)]
    alike = random.random() < 0.7
    return Party(key, (needs[0],) * size if alike else tuple(needs), random.random() < 0.4, random.randint(0, most))
