"""What all pages behind somebody's own link share."""

from typing import TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration import rules
from filrouge.web.public.masthead import gathering_context
from filrouge.web.shell import clock
from filrouge.web.shell.access import LinkExpired

Response = TypeVar("Response", bound=HttpResponseBase)

# Whoever is registered no longer needs to know until when, for whom and how many.
STILL_OF_USE = ("when", "where", "organiser", "contact")


def expired_page(request: HttpRequest, expired: LinkExpired) -> HttpResponse:
    """The link has run out: whom to ask, and nothing of what stood behind it."""
    context = gathering_context(expired.facts, request.LANGUAGE_CODE)
    context["contact"] = expired.facts.contact(ContactKind.REGISTRATION)
    return render(request, "shell/link_expired.html", context, status=410)


def closed_link_page(request: HttpRequest, facts: GatheringFacts) -> HttpResponse:
    """The organiser closed the link: whom to ask for another one, and the ways that stay open to everybody."""
    context = gathering_context(facts, request.LANGUAGE_CODE)
    context["contact"] = facts.contact(ContactKind.REGISTRATION)
    is_open = rules.open_now(facts, at=clock.now()).is_allowed
    context["register_url"] = reverse("public:register", args=[facts.key]) if is_open else ""
    return render(request, "public/link_closed.html", context, status=410)


def kept_to_oneself(response: Response) -> Response:
    """The same, for no search engine."""
    response["X-Robots-Tag"] = "noindex"
    return response
