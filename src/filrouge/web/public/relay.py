"""The page of a body that spreads the word: texts to copy, the link, its square code, a poster; a number and no names.

Opening it, or anything it leads to, writes nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from filrouge.stages.documents.layout.codes import code_png, code_svg_file
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations import links
from filrouge.stages.invitations.composing import poster, short_text
from filrouge.stages.invitations.facts import RelayFacts
from filrouge.stages.invitations.words import came_for_relay_in_words
from filrouge.stages.registration.lists.arrivals import came_by_relay
from filrouge.web.public.facts import facts_shown
from filrouge.web.public.masthead import gathering_context
from filrouge.web.public.secret_links import closed_link_page, kept_to_oneself
from filrouge.web.shell.access import LinkClosed, own_relay

View = Callable[..., HttpResponse]
_LETTERS_IN_A_ROW = 60


def by_relay(view: View) -> View:
    """Load the relay behind the link. Never cached, never indexed."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        try:
            relay, facts = own_relay(token)
        except LinkClosed as closed:
            return kept_to_oneself(closed_link_page(request, closed.facts))
        return kept_to_oneself(view(request, token, relay, facts, **kwargs))

    return never_cache(opened)


@require_safe
@by_relay
def page(request: HttpRequest, token: str, relay: RelayFacts, facts: GatheringFacts) -> HttpResponse:
    """Everything that is needed to spread the word."""
    language = request.LANGUAGE_CODE
    context = {
        **gathering_context(facts, language),
        "body": relay.name.best(language, facts.languages),
        "came": came_for_relay_in_words(came_by_relay(facts.id).get(relay.id, 0)),
        "link": links.relay_address(facts.key, relay),
        "is_closed": relay.closed_at is not None,
        "contact": facts.contact(ContactKind.REGISTRATION),
        "texts": [_text(facts, relay, one, token) for one in facts.languages],
        "png_url": reverse("public:relay_png", args=[token]),
        "svg_url": reverse("public:relay_svg", args=[token]),
        "file_name": facts.key,
        "facts": facts_shown(facts, language),
    }
    return render(request, "public/relay.html", context)


def _text(facts: GatheringFacts, relay: RelayFacts, language: str, token: str) -> dict[str, str | int]:
    text = short_text(facts, relay, language)
    return {
        "language": language,
        "name": str(dict(settings.LANGUAGES)[language]),
        "text": text,
        "rows": 1 + sum(1 + len(line) // _LETTERS_IN_A_ROW for line in text.splitlines()),
        "poster_url": reverse("public:relay_poster", args=[token, language]),
    }


@require_safe
@by_relay
def code(request: HttpRequest, token: str, relay: RelayFacts, facts: GatheringFacts, form: str) -> HttpResponse:
    """The square code as a drawing or a picture."""
    if relay.closed_at is not None:
        return closed_link_page(request, facts)
    url = links.relay_address(facts.key, relay)
    if form == "svg":
        drawn = code_svg_file(url, title=gettext("Square code that leads to the registration form"))
        return HttpResponse(drawn, content_type="image/svg+xml")
    return HttpResponse(code_png(url, dots=16), content_type="image/png")


@require_safe
@by_relay
def poster_file(
    request: HttpRequest, token: str, relay: RelayFacts, facts: GatheringFacts, language: str
) -> HttpResponse:
    """The poster in one language of the gathering."""
    if language not in facts.languages:
        raise Http404("no such poster")
    if relay.closed_at is not None:
        return closed_link_page(request, facts)
    response = HttpResponse(poster(facts, relay, language), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{facts.key}-{language}.pdf"'
    return response
