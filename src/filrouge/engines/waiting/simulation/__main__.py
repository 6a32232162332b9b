"""Print the comparison of the policies as plain tables. Same seed, same tables."""

import sys
from argparse import ArgumentParser

from filrouge.engines.waiting import Policy
from filrouge.engines.waiting.simulation.measures import Figures, figures
from filrouge.engines.waiting.simulation.play import Rule, play
from filrouge.engines.waiting.simulation.world import Assumptions, invent

RULES = (
    Rule("strict", Policy.STRICT),
    Rule("split", Policy.SPLIT),
    Rule("bounded, 1", Policy.BOUNDED, 1),
    Rule("bounded, 2", Policy.BOUNDED, 2),
    Rule("bounded, 5", Policy.BOUNDED, 5),
    Rule("first who fits", Policy.BOUNDED, sys.maxsize),
)
GATHERINGS = {30: 200, 80: 100, 200: 40}
HEAD = ("", "wait", "wait", "empty", "empty", "seated", "seated", "groups", "passed", "passed")
HEAD_2 = ("", "median", "90th", "at stop", "seat-days", "singles", "in groups", "whole", "most", "mean")
WIDTHS = (14, 8, 8, 9, 11, 9, 11, 9, 8, 8)


def main() -> None:
    """Compare all rules on gatherings of each size."""
    parser = ArgumentParser(prog="python -m filrouge.engines.waiting.simulation", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another seed, other people (default 1)")
    parser.add_argument("--demand", type=float, default=Assumptions.demand, help="people asking for each seat")
    parser.add_argument("--consents", type=float, default=Assumptions.consents, help="share of the groups that consent")
    options = parser.parse_args()
    supposed = Assumptions(demand=options.demand, consents=options.consents)
    for seats, gatherings in GATHERINGS.items():
        print("\n".join(table(seats, gatherings, options.seed, supposed)), end="\n\n")


def table(seats: int, gatherings: int, seed: int, supposed: Assumptions) -> list[str]:
    """The lines of the table for one number of seats: every rule meets the same people."""
    people = [invent(seats, seed * 1_000 + number, supposed) for number in range(gatherings)]
    lines = [f"{seats} seats, {gatherings} gatherings, seed {seed}", _line(HEAD), _line(HEAD_2)]
    for rule in RULES:
        told = figures([play(asking, seats, rule, supposed) for asking in people], supposed.stop)
        lines.append(_line((rule.name, *_cells(told))))
    return lines


def _cells(told: Figures) -> tuple[str, ...]:
    return (
        f"{told.median_wait:.1f} d",
        f"{told.long_wait:.1f} d",
        f"{told.empty:.2f}",
        f"{told.idle:.1f}",
        f"{told.singles:.1f} %",
        f"{told.members:.1f} %",
        f"{told.whole:.1f} %",
        str(told.most_overtaken),
        f"{told.mean_overtaken:.2f}",
    )


def _line(cells: tuple[str, ...]) -> str:
    name, *rest = (f"{cell:>{width}}" for cell, width in zip(cells, WIDTHS, strict=True))
    return f"{name.strip():<{WIDTHS[0]}}" + "".join(rest)


if __name__ == "__main__":
    main()
