"""What the stages know of bodies: asked, or told, in the transaction that changes the directory.

The directory knows no gathering. Whoever shows a body, names it in a text, or would hold it twice makes itself known.
"""

from collections.abc import Callable

Hold = Callable[[int], object]
Naming = Callable[[int], str]
Join = Callable[[int, int], object]

_holders: dict[str, Hold] = {}
_namers: dict[str, Naming] = {}
_joiners: dict[str, Join] = {}


def register(name: str, *, hold: Hold | None = None, naming: Naming | None = None, join: Join | None = None) -> None:
    """Name a stage.

    `hold`, with the id of the organiser, is called before anything is written: it locks, and what was read of the
    directory is read anew. `naming`, with the id of a body, gives the title of something that names it in a text, or
    an empty one. `join`, with the ids of the body that stays and of the one that goes into it, is called before rows
    that point at the latter are moved.
    """
    if hold:
        _holders[name] = hold
    if naming:
        _namers[name] = naming
    if join:
        _joiners[name] = join


def ring(organiser_id: int) -> None:
    """Say that what is shown of the directory changes."""
    for hold in _holders.values():
        hold(organiser_id)


def named_by(body_id: int) -> str:
    """The title of something whose text names a body by its key; empty when nothing does."""
    return next(filter(None, (naming(body_id) for naming in _namers.values())), "")


def ring_for_joining(*, keep: int, drop: int) -> None:
    """Say that one body goes into another."""
    for join in _joiners.values():
        join(keep, drop)
