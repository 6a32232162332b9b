"""Words of an organiser with placeholders from a closed list: replaced once, and nothing is executed.

The words of each kind of mail are kept by the registration stage, which stands above others that send: it makes its
answers known here.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import escape, format_html, linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe

_BRACES = re.compile(r"\{([^{}]*)\}")
_ANY_BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{[^{}]*\}|[{}]", re.DOTALL)
_AROUND = 12
# Mail programs know no style sheet.
_LINK = "color:#14213d;word-break:break-all"


@dataclass(frozen=True)
class OwnWords:
    """What an organiser says in one kind of mail in one language. An empty text leaves the product's own in place.

    `is_in_use`: somebody looked at it filled with real data since it was last changed.
    """

    kind: str
    language: str
    subject: str = ""
    opening: str = ""
    closing: str = ""
    changed_at: datetime | None = None
    is_in_use: bool = False


Asked = Callable[[int, str, str], OwnWords | None]

_known: list[Asked] = []


def register(asked: Asked) -> None:
    """Name who knows the own words of a gathering for a kind of mail in a language."""
    _known[:] = [asked]


def words_in_use(gathering_id: int, kind: str, language: str) -> OwnWords | None:
    """The own words for a mail, None where there are none in this language or nobody looked at them yet; one query."""
    return next((asked(gathering_id, kind, language) for asked in _known), None)


def said_in(own: OwnWords | None, values: Mapping[str, str]) -> dict[str, str]:
    """Own words filled in, as the templates of mails name them, as text and as HTML; all empty where there are none."""
    own = own or OwnWords("", "")
    return {
        "own_subject": filled(own.subject, values),
        "own_opening": filled(own.opening, values),
        "own_closing": filled(own.closing, values),
        "own_opening_html": filled_html(own.opening, values) if own.opening else "",
        "own_closing_html": filled_html(own.closing, values) if own.closing else "",
    }


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
