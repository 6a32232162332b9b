"""Words of an organiser with placeholders from a closed list: replaced once, and nothing is executed."""

import re
from collections.abc import Collection, Mapping

from django.utils.html import escape, format_html, linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe

_BRACES = re.compile(r"\{([^{}]*)\}")
_ANY_BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{[^{}]*\}|[{}]", re.DOTALL)
_AROUND = 12
# Mail programs know no style sheet.
_LINK = "color:#14213d;word-break:break-all"


def unknown_placeholders(text: str, known: Collection[str]) -> tuple[str, ...]:
    """Whatever stands in braces and cannot be replaced, each once, in order: a word that is not in `known`, code of a
    template, a lone brace with what follows it.
    """
    found = []
    for place in _ANY_BRACES.finditer(text):
        name = _BRACES.fullmatch(place[0])
        if name is None or name[1].strip() not in known:
            found.append(text[place.start() : place.start() + _AROUND] if len(place[0]) == 1 else place[0])
    return tuple(dict.fromkeys(found))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders replaced, once: what a value holds is never read as a placeholder."""
    return _BRACES.sub(lambda found: values.get(found[1].strip(), found[0]), text)


def filled_html(text: str, values: Mapping[str, str]) -> SafeString:
    """The same as paragraphs of HTML. Addresses that the organiser wrote can be clicked, and the personal link."""
    inserted = {name: str(escape(value)) for name, value in values.items()}
    inserted["link"] = format_html('<a href="{}">{}</a>', values["link"], values["link"])
    said = filled(urlize(text, autoescape=True), inserted).replace("<a href=", f'<a style="{_LINK}" href=')
    return mark_safe(linebreaks(mark_safe(said)))  # noqa: S308
