"""Things named twice, and circles: a body that is part of itself, a territory inside itself."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from filrouge.stages.gatherings.file.problems import Problem
from filrouge.stages.gatherings.file.tree import Node

_LISTS = (
    "bodies",
    "territories",
    "venues",
    "parts",
    "quotas",
    "themes",
    "publications",
    "claims",
    "functions",
    "body_kinds",
    "communities",
    "instruments",
    "memberships",
    "process.phases",
    "series.editions",
    "documents.programme.sessions",
    "documents.programme.speakers",
)
_NAMED_BY = {"series.editions": "number", "claims": "subject"}


def duplicates(tree: Node) -> Iterator[Problem]:
    """A problem for everything that is named twice."""
    for name in _LISTS:
        yield from _twice(tree.select(f"{name}[]"), (_NAMED_BY.get(name, "key"),))
    yield from _twice(tree.select("roles[]"), ("body", "role"))
    for part in tree.select("parts[]"):
        yield from _twice(part.select("roles[]"), ("body", "role"))
    for edition in tree.select("series.editions[]"):
        yield from _twice(edition.select("results[]"), ("url",))
        yield from _twice(edition.select("proposals[]"), ("key",))
    for covered in tree.select("quotas[].parts"):
        yield from _twice(iter(covered.items), ("key",))
    for body in tree.select("bodies[]"):
        memberships = body.child("membership")
        yield from _twice(iter(memberships.items), ("kind",))
    yield from _twice(tree.select("parts[]"), ("uid",))
    yield from _circles(tree, "bodies", "part_of")
    yield from _circles(tree, "territories", "parent")


def _twice(nodes: Iterator[Node], fields: tuple[str, ...]) -> Iterator[Problem]:
    first: dict[tuple[str, ...], Node] = {}
    for node in nodes:
        name = (node.text,) if node.text else tuple(node.child(field).text for field in fields)
        if not all(name):
            continue
        if name in first:
            message = _("“%(name)s” is named twice; the first is on line %(line)s.")
            yield node.problem(message % {"name": " ".join(name), "line": first[name].line})
        first.setdefault(name, node)


def _circles(tree: Node, name: str, upwards: str) -> Iterator[Problem]:
    nodes = {node.child("key").text: node for node in tree.select(f"{name}[]")}
    above = {key: node.child(upwards).text for key, node in nodes.items()}
    for key, node in nodes.items():
        seen, at = {key}, above[key]
        while at in above and at not in seen:
            seen.add(at)
            at = above[at]
        if at == key:
            message = _("“%(key)s” ends up inside itself.") % {"key": key}
            yield node.child(upwards).problem(message)
