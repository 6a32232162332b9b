"""The tree of a file: nodes that remember their line and path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from filrouge.stages.gatherings.file.problems import Problem


@dataclass(frozen=True)
class Node:
    """A value of the file. A scalar stays the text as written (no YAML guess turns 17:15 into 1035); empty is None."""

    value: dict[str, Node] | list[Node] | str | None = None
    line: int | None = None
    path: str = ""

    def child(self, name: str) -> Node:
        """The value under this key; a node without value when there is none."""
        found = self.value.get(name) if isinstance(self.value, dict) else None
        return found or Node(None, self.line, f"{self.path}.{name}" if self.path else name)

    @property
    def items(self) -> list[Node]:
        """The items of a list, empty for anything else."""
        return self.value if isinstance(self.value, list) else []

    @property
    def entries(self) -> dict[str, Node]:
        """The entries of a mapping, empty for anything else."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def text(self) -> str:
        """The text of a scalar, empty for anything else."""
        return self.value.strip() if isinstance(self.value, str) else ""

    @property
    def texts(self) -> list[Node]:
        """The scalars of a list, or the one scalar itself."""
        return [node for node in (self.items or [self]) if node.text]

    def select(self, pattern: str) -> Iterator[Node]:
        """Every node at a pattern such as `parts[].roles[].body`; `*` stands for every key of a mapping."""
        step, _dot, rest = pattern.partition(".")
        name = step.removesuffix("[]")
        found = list(self.entries.values()) if name == "*" else [self.child(name)]
        if step.endswith("[]"):
            found = [item for node in found for item in node.items]
        for node in found:
            yield from node.select(rest) if rest else [node]

    def problem(self, message: str) -> Problem:
        """A problem at this place."""
        return Problem(self.line, self.path, message)

    def plain(self) -> Any:
        """Plain data; empty values of mappings are left out, since an empty field is one that was not filled in."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items() if node.value is not None}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def at(self, location: tuple[int | str, ...]) -> Node:
        """The node at this location, or the nearest one around it."""
        node = self
        for step in location:
            inner = node.value
            found = inner.get(str(step)) if isinstance(inner, dict) else None
            if isinstance(inner, list) and isinstance(step, int) and step < len(inner):
                found = inner[step]
            if found is None:
                break
            node = found
        return node


def path_of(location: tuple[int | str, ...]) -> str:
    """A location as a path: `parts[1].when`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return "".join(steps).removeprefix(".")
