"""The tree against the form of the file: aliases get the documented spelling, unknown keys are told."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, get_args, get_origin

from django.utils.translation import gettext as _

from filrouge.stages.gatherings.file.problems import Problem, did_you_mean, sentences
from filrouge.stages.gatherings.file.schema import GatheringDocument
from filrouge.stages.gatherings.file.schema.base import Base
from filrouge.stages.gatherings.file.tree import Node


def shaped(root: Node) -> tuple[Node, list[Problem]]:
    """The same tree with documented keys only, and a problem for every key that the form does not have."""
    problems: list[Problem] = []
    return _mapping(root, GatheringDocument, problems), problems


def _mapping(node: Node, model: type[Base], problems: list[Problem]) -> Node:
    found: dict[str, Node] = {}
    for written, child in node.entries.items():
        name = model.also.get(written, written)
        if name in model.model_fields and name not in found:
            found[name] = _inside(child, *_model_of(model, name), problems)
        elif name in found:
            message = _("“%(written)s” and “%(name)s” are the same field: keep one of them.")
            problems.append(child.problem(message % {"written": written, "name": name}))
        else:
            problems.append(child.problem(_unknown(written, model)))
    return replace(node, value=found)


def _inside(node: Node, model: type[Base] | None, is_mapping: bool, problems: list[Problem]) -> Node:
    if model is None:
        return node
    if isinstance(node.value, list):
        return replace(node, value=[_inside(item, model, False, problems) for item in node.value])
    if not isinstance(node.value, dict):
        return node
    if is_mapping:
        entries = {key: _inside(child, model, False, problems) for key, child in node.value.items()}
        return replace(node, value=entries)
    return _mapping(node, model, problems)


@cache
def _model_of(model: type[Base], name: str) -> tuple[type[Base] | None, bool]:
    annotation = model.model_fields[name].annotation
    origins = {get_origin(inner) for inner in _nested(annotation)}
    return next(_models_in(annotation), None), Mapping in origins


def _models_in(annotation: Any) -> Iterator[type[Base]]:
    return (inner for inner in _nested(annotation) if isinstance(inner, type) and issubclass(inner, Base))


def _nested(annotation: Any) -> Iterator[Any]:
    yield annotation
    for inner in get_args(annotation):
        yield from _nested(inner)


def _unknown(written: str, model: type[Base]) -> str:
    message = _("There is no field “%(key)s” here.") % {"key": written}
    if belongs := _elsewhere(written, model):
        return sentences(message, belongs)
    hint = did_you_mean(written, [*model.model_fields, *model.also])
    near = next((model.also[word] for word in model.also if f"“{word}”" in hint), "")
    if near:
        hint = did_you_mean(near, [near])
    return sentences(message, hint)


def _elsewhere(written: str, model: type[Base]) -> str:
    """People expect the deadline of a gathering at its top: say under which field it belongs."""
    for name in ("registration", "parts", "documents") if model is GatheringDocument else ():
        inner, _is_mapping = _model_of(model, name)
        if inner and written in inner.model_fields:
            return _("“%(field)s” belongs under “%(name)s”.") % {"field": written, "name": name}
    return ""
