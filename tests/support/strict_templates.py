"""An unknown variable in one of our templates fails the test instead of printing nothing.

Django asks `string_if_invalid` for the text to show; ours raises when it is asked. `{% if unknown %}` stays allowed: it
is how a template asks whether something was given. `{% for x in unknown %}`, which Django quietly skips, fails too.
Templates of other packages (allauth, Django's forms) are written for Django's leniency and are let through.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest import mock

from django.template import Origin, engines
from django.template.base import FilterExpression, Node, Template, Variable
from django.template.defaulttags import ForNode

OUR_TEMPLATES = Path(__file__).resolve().parents[2] / "src" / "filrouge"


class UnknownVariable(AssertionError):
    """A template asked for something that the page did not give."""


class Refusal(str):
    """A `string_if_invalid` that raises for our templates and is empty for others."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return True

    def __contains__(self, key: object) -> bool:
        return key == "%s"

    def __mod__(self, variable: Any) -> str:
        origin = asking_template()
        if origin is not None and not is_ours(origin):
            return ""
        name = variable.var if isinstance(variable, Variable) else variable
        raise UnknownVariable(f"{origin.template_name if origin else 'a template'}: unknown variable {name!s}")


def is_ours(origin: Origin) -> bool:
    """True for a file of the package, and for text written in a test."""
    return not Path(origin.name).is_absolute() or Path(origin.name).is_relative_to(OUR_TEMPLATES)


def asking_template() -> Origin | None:
    """The template whose node is being rendered, found on the stack: Django does not hand it over."""
    frame = sys._getframe(1)
    while frame is not None:
        owner = frame.f_locals.get("self")
        if isinstance(owner, Node | Template) and isinstance(getattr(owner, "origin", None), Origin):
            return owner.origin
        frame = frame.f_back
    return None


@contextmanager
def strict_templates() -> Iterator[None]:
    """Inside, unknown variables fail."""
    resolve = FilterExpression.resolve

    def resolve_for_loops_too(self: Any, context: Any, ignore_failures: bool = False) -> Any:
        if ignore_failures and sys._getframe(1).f_code is ForNode.render.__code__:
            ignore_failures = False
        return resolve(self, context, ignore_failures=ignore_failures)

    before = {}
    for backend in engines.all():
        with suppress(AttributeError):
            before[backend.engine] = backend.engine.string_if_invalid
            backend.engine.string_if_invalid = Refusal()
    with mock.patch.object(FilterExpression, "resolve", resolve_for_loops_too):
        yield
    for engine, value in before.items():
        engine.string_if_invalid = value
