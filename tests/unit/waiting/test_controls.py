"""The checks of the other modules find each mistake that an engine could make, within the cases that they look at."""

from collections.abc import Callable

import pytest

from filrouge.engines.waiting import Run
from tests.unit.waiting import broken, checker
from tests.unit.waiting.cases import Case, answered, drawn_cases
from tests.unit.waiting.checker import faults
from tests.unit.waiting.oracle import by_starting_again
from tests.unit.waiting.test_guarantees import LOOKED_AT


def first(wanted: Callable[[Case], bool]) -> Case:
    """The first of the cases that the tests of the guarantees look at for which this holds."""
    return next(case for case in drawn_cases(LOOKED_AT) if wanted(case))


@pytest.mark.parametrize(
    ("engine", "fault"),
    [
        (broken.OneTooMany, checker.TOO_MANY),
        (broken.FirstWhoFits, checker.KEPT),
        (broken.OneOvertakingMore, checker.TOO_OFTEN),
        (broken.NoMemory, checker.TOO_OFTEN),
        (broken.NoMemory, checker.COUNT),
        (broken.SilentOvertaking, checker.COUNT),
        (broken.StopsAtTheFirst, checker.IDLE),
        (broken.SplitsEverybody, checker.SPLIT),
        (broken.SplitsNobody, checker.IDLE),
        (broken.SplitsUpToTheFirstWhoDoesNotFit, checker.IDLE),
        (broken.KeepsForTheImpossible, checker.IDLE),
        (broken.KeepsAllTheirLines, checker.IDLE),
        (broken.ShortOnceAndForAll, checker.KEPT),
        (broken.AlwaysNotEnough, checker.WORD),
    ],
)
def test_the_checker_finds_the_mistake(engine: type[Run], fault: str) -> None:
    case = first(lambda case: fault in faults(case, answered(case, engine)))
    assert faults(case, answered(case)) == [], "the engine itself answers the same question well"


def differs(case: Case, engine: type[Run]) -> bool:
    """Whether the comparison with the slow way shows that the engine is broken."""
    outcome = answered(case, engine)
    seats = {verdict.party: verdict.seated for verdict in outcome.verdicts if verdict.seated}
    return (seats, outcome.overtaken) != by_starting_again(case)


@pytest.mark.parametrize(
    "engine", [broken.FirstWhoFits, broken.ShortOnceAndForAll, broken.OneOvertakingMore, broken.KeepsAllTheirLines]
)
def test_the_slow_way_finds_the_mistake(engine: type[Run]) -> None:
    case = first(lambda case: differs(case, engine))
    assert not differs(case, Run)


def test_an_engine_that_looks_at_the_order_of_lines_is_found() -> None:
    def differently(case: Case) -> bool:
        turned = Case(dict(reversed(case.free.items())), case.totals, case.policy, case.most_overtakings, case.parties)
        return answered(turned, broken.ByTheLastLine).verdicts != answered(case, broken.ByTheLastLine).verdicts

    assert len(first(differently).free) > 1
