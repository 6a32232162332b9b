"""The command line: start the product, load and export files, deliver mail."""

import sys
from collections.abc import Sequence

from filrouge.cli import arguments
from filrouge.cli.surroundings import Refusal


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command; its exit code. What can be said in words is said in words, without a traceback."""
    options = arguments.parser().parse_args(argv)
    try:
        return options.run(options) or 0
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return refusal.code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0
