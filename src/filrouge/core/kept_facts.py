"""Facts kept as JSON as they were on a day, and read back: what a letter or a release was set from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Facts = TypeVar("Facts")
_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def to_json(kind: type[Facts], facts: Facts) -> Any:
    """What JSON can hold of facts, a dataclass of that kind."""
    return _adapter(kind).dump_python(facts, mode="json")


def from_json(kind: type[Facts], stored: object) -> Facts:
    """Read back what `to_json` wrote; raises pydantic's ValidationError for anything else."""
    return cast(Facts, _adapter(kind).validate_python(stored))


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    # A fifth of the time of starting, for what few requests need.
    from pydantic import TypeAdapter

    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
