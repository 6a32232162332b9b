"""Pages kept as they were drawn, for as long as what they were drawn from is the same. See docs/decisions/0013."""

import secrets
from collections.abc import Callable, Hashable, Mapping

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import escape

_MOST = 200
# Nobody can guess it, so nothing that anybody wrote into a gathering is taken for a hole.
_MARK = secrets.token_hex(8)
_drawn: dict[tuple[Hashable, ...], tuple[object, str]] = {}


def kept(source: object, key: tuple[Hashable, ...], draw: Callable[[], str]) -> str:
    """What `draw` gives, drawn once for this very `source` and this key, in this process.

    The source is compared by identity: facts that were read anew are another object, so nothing stale is shown.
    """
    place = (id(source), *key)
    found = _drawn.get(place)
    if found is None or found[0] is not source:
        found = (source, draw())
        if len(_drawn) >= _MOST:
            _drawn.clear()
        _drawn[place] = found
    return found[1]


def hole(name: str) -> str:
    """What stands in a kept page where something of the moment or of the visitor goes."""
    return f"{_MARK}-{name}-"


def filled(drawn: str, said: Mapping[str, str]) -> str:
    """A kept page with its holes filled, by name; what is put in is escaped."""
    for name, text in said.items():
        drawn = drawn.replace(hole(name), escape(text))
    return drawn


def is_anybody(request: HttpRequest) -> bool:
    """Whether the page holds nothing of this visitor: nothing asked in the address, no session, no message waiting."""
    return not request.GET and not {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()


def forget() -> None:
    """Drop every drawn page of this process, to measure or try out how one is drawn anew."""
    _drawn.clear()
