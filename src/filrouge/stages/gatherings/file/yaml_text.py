"""YAML text → the tree of a file. Safe by construction: no tags, anchors or aliases, no guesses about types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from django.utils.translation import gettext as _

from filrouge.stages.gatherings.file.problems import FileRefused, Problem
from filrouge.stages.gatherings.file.tree import Node

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
# Controls, lone surrogates and odd line breaks; tab and line feed are fine.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
_NULL = {"", "~", "null", "Null", "NULL"}
# The C parser is ten times faster; wheels have it, some systems do not.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_tree(text: str) -> Node:
    """The tree of a YAML text. Raises FileRefused when it is too large or not plain YAML."""
    text = text.removeprefix("\ufeff")
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise FileRefused([Problem(None, "", _("The file is larger than 2 MB."))])
    builder = _Builder()
    try:
        return builder.document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        message = _("This is not valid YAML: %(problem)s.") % {"problem": error.problem or error.context}
        raise FileRefused([*builder.problems, Problem(line, "", message)]) from None
    except (yaml.YAMLError, UnicodeError):
        message = _("The file holds characters that a text file cannot hold.")
        raise FileRefused([*builder.problems, Problem(None, "", message)]) from None


def decode(data: bytes) -> str:
    """The text of a file. Raises FileRefused when it is not UTF-8 or too large."""
    if len(data) > MAX_BYTES:
        raise FileRefused([Problem(None, "", _("The file is larger than 2 MB."))])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileRefused([Problem(line, "", _("The file is not encoded in UTF-8. Save it again as UTF-8."))]) from None


class _Builder:
    """Builds nodes from YAML events and collects what it refuses."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.events: Iterator[Any] = iter(())

    def document(self, events: Iterator[Any]) -> Node:
        self.events = (event for event in events if not isinstance(event, yaml.StreamStartEvent | yaml.StreamEndEvent))
        root = Node({}, 1)
        for number, event in enumerate(self.events):
            if number:
                self._refuse(event, "", _("A file holds one gathering: remove the line “---” and what follows."))
                break
            root = self._node(next(self.events), "", None, 0)
            next(self.events)
        if self.problems:
            raise FileRefused(self.problems)
        if not isinstance(root.value, dict):
            raise FileRefused([Problem(1, "", _("The file must begin with “filrouge: gathering/1”."))])
        return root

    def _node(self, event: Any, path: str, line: int | None, depth: int) -> Node:
        line = line or event.start_mark.line + 1
        self._refuse_tricks(event, path)
        if depth > MAX_DEPTH:
            raise FileRefused([*self.problems, Problem(line, path, _("Too many levels inside each other."))])
        if isinstance(event, yaml.MappingStartEvent):
            return Node(self._mapping(path, depth), line, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(self._sequence(path, depth), line, path)
        if isinstance(event, yaml.ScalarEvent):
            return Node(self._scalar(event, path), line, path)
        return Node(None, line, path)

    def _mapping(self, path: str, depth: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            key = self._node(event, path, line, depth + 1)
            if not isinstance(key.value, str):
                self._refuse(event, path, _("A key must be a word."))
            name = key.text
            inner = f"{path}.{name}" if path else name
            node = self._node(next(self.events), inner, line, depth + 1)
            if name in found:
                message = _("“%(key)s” is written twice; the first is on line %(line)s.")
                self._refuse(event, inner, message % {"key": name, "line": found[name].line})
            found.setdefault(name, node)
        return found

    def _sequence(self, path: str, depth: int) -> list[Node]:
        found: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self._node(event, f"{path}[{len(found)}]", None, depth + 1))
        return found

    def _scalar(self, event: Any, path: str) -> str | None:
        if event.implicit[0] and event.value in _NULL:
            return None
        if bad := _UNPRINTABLE.search(event.value):
            message = _("The text holds the unprintable character U+%(code)s.")
            self._refuse(event, path, message % {"code": f"{ord(bad[0]):04X}"})
        return str(event.value)

    def _refuse_tricks(self, event: Any, path: str) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            message = _("Anchors and aliases (& and *) are not accepted. Write the value out, or quote it.")
            self._refuse(event, path, message)
        if getattr(event, "tag", None):
            self._refuse(event, path, _("YAML tags (words that begin with !) are not accepted. Quote the value."))

    def _refuse(self, event: Any, path: str, message: str) -> None:
        self.problems.append(Problem(event.start_mark.line + 1, path, message))
