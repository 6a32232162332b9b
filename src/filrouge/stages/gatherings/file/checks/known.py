"""What a file may refer to: its own keys, the shipped words, and the organiser's directory."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from filrouge.stages.gatherings.file.catalogue import shipped
from filrouge.stages.gatherings.file.tree import Node


@dataclass(frozen=True)
class Known:
    """Keys that the organiser's directory already holds."""

    bodies: frozenset[str] = field(default_factory=frozenset)
    territories: frozenset[str] = field(default_factory=frozenset)
    kinds_in_use: frozenset[str] = field(default_factory=frozenset)


def keys_in(tree: Node, pattern: str) -> frozenset[str]:
    """The keys of a list; an item may be a bare key."""
    return frozenset(node.child("key").text or node.text for node in tree.select(pattern)) - {""}


def referable(tree: Node, known: Known) -> dict[str, frozenset[str]]:
    """Every key that may be referred to, by what it is the key of."""
    words = shipped()

    def own(name: str, more: Iterable[str] = ()) -> frozenset[str]:
        return keys_in(tree, f"{name}[]") | frozenset(more)

    return {
        "bodies": own("bodies", known.bodies),
        "territories": own("territories", known.territories),
        "kinds": own("body_kinds", {*known.kinds_in_use, *words.body_kinds}),
        "body_kinds": own("body_kinds", words.body_kinds),
        "functions": own("functions", words.functions),
        "instruments": own("instruments", words.instruments),
        "memberships": frozenset(words.memberships),
        "communities": own("communities"),
        "venues": own("venues"),
        "parts": own("parts"),
        "themes": own("themes"),
        "phases": own("process.phases"),
        "sessions": own("documents.programme.sessions"),
    }
