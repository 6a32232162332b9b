"""Lists that mean only some people besides their rule: a stage above keeps whom, and makes it known here."""

from collections.abc import Callable, Collection, Mapping

Only = Callable[[int], frozenset[int] | None]
Names = Callable[[Collection[int]], Mapping[int, str]]

_known: list[tuple[Only, Names]] = []


def register(only: Only, names: Names) -> None:
    """Name who knows: from the id of a list to the ids of the only contacts that it means (None: no such limit); and
    from the ids of lists to the names of the sendings whose readers they are.
    """
    _known[:] = [(only, names)]


def only_in(list_id: int) -> frozenset[int] | None:
    """The ids of the only contacts that a list means; None when its rule alone says it."""
    return _known[0][0](list_id) if _known else None


def readers_named(list_ids: Collection[int]) -> Mapping[int, str]:
    """Of these lists, those that mean the readers of a sending alone, with its name; one query."""
    return _known[0][1](list_ids) if _known else {}
