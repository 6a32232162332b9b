"""Inputs and selects drawn by functions: letter for letter what Django's templates draw, in a tenth of the time.

A form of fifteen questions asks for some forty small templates; together they were a third of the page's cost.
Every other widget is left to its template. tests/web/shell/test_widgets.py compares the two.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Widget = Mapping[str, Any]


class Renderer(DjangoTemplates):
    """Django's own, but for the widgets in `_DRAWN`."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """A widget as HTML."""
        draw = _DRAWN.get(template_name)
        return mark_safe(draw(context["widget"])) if draw else super().render(template_name, context, request)  # noqa: S308


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    return f'<input type="{_text(widget["type"])}" name="{_text(widget["name"])}"{value}{_attributes(widget)}>'


def _select(widget: Widget) -> str:
    groups = "".join(_group(name, options) for name, options, _ in widget["optgroups"])
    return f'<select name="{_text(widget["name"])}"{_attributes(widget)}>{groups}\n</select>'


def _group(name: str | None, options: list[Widget]) -> str:
    drawn = "".join(f"\n  {_option(option)}\n" for option in options)
    return f'\n  <optgroup label="{_text(name)}">{drawn}\n  </optgroup>' if name else drawn


def _option(widget: Widget) -> str:
    return f'<option value="{_text(widget["value"])}"{_attributes(widget)}>{_text(widget["label"])}</option>'


def _attributes(widget: Widget) -> str:
    said = []
    for name, value in widget["attrs"].items():
        if value is True:
            said.append(f" {_text(name)}")
        elif value is not False:
            said.append(f' {_text(name)}="{_text(value)}"')
    return "".join(said)


def _text(value: Any) -> SafeString:
    return conditional_escape(value)


_WIDGETS = "django/forms/widgets/"
_INPUTS = ("text", "email", "hidden", "number", "password", "checkbox", "date", "time", "url", "search", "tel", "input")
_DRAWN: dict[str, Callable[[Widget], str]] = {
    **{f"{_WIDGETS}{name}.html": _input for name in _INPUTS},
    f"{_WIDGETS}select.html": _select,
    f"{_WIDGETS}select_option.html": _option,
}
