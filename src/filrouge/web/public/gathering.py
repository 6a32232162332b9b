"""The public page of a gathering, and the list of all."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from filrouge.core.days import local_day
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import published_gatherings
from filrouge.stages.registration.queries import seats_of
from filrouge.web.public import life, published, sections
from filrouge.web.public.diaries import to_subscribe
from filrouge.web.public.facts import facts_shown
from filrouge.web.public.first import kept_terms, priority_notice
from filrouge.web.public.following import follow_url
from filrouge.web.public.masthead import gathering_context
from filrouge.web.public.parts import places_at, places_left_open, places_to_fill_in
from filrouge.web.public.registering import registration_notice
from filrouge.web.public.series import process_context
from filrouge.web.public.structured_data import structured_data, summary_data
from filrouge.web.shell import clock
from filrouge.web.shell.access import public_gathering
from filrouge.web.shell.acronyms import spelled_out
from filrouge.web.shell.kept import filled, is_anybody, kept


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """All published gatherings, soonest first."""
    return render(request, "public/home.html", {"gatherings": published_gatherings()})


@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Facts first, then what it is about and who may take which part, then how to come."""
    facts = public_gathering(key)
    language, now = request.LANGUAGE_CODE, clock.now()
    places = places_at(facts, seats_of(facts), language, at=now)
    closed = registration_notice(facts, now=now, language=language)

    def draw(places: Mapping[str, str]) -> str:
        context = _page_context(facts, places, language, now=now) | {"registration": closed}
        return spelled_out(render_to_string("public/gathering.html", context, request), facts, language)

    if not is_anybody(request):
        return HttpResponse(draw(places))
    holes = places_left_open(places)
    shown = ("page", language, local_day(now, facts.zone), closed, kept_terms(facts, now=now), *holes.values())
    return HttpResponse(filled(kept(facts, shown, lambda: draw(holes)), places_to_fill_in(places)))


def _page_context(facts: GatheringFacts, places: Mapping[str, str], language: str, *, now: datetime) -> dict[str, Any]:
    """What the page says. The key under which it is kept must hold all that this reads besides the facts."""
    return {
        **gathering_context(facts, language),
        "facts": facts_shown(facts, language),
        "parts": sections.parts(facts, places, language, now=now),
        "priority": priority_notice(facts, language, now=now),
        "texts": sections.texts(facts, language),
        "themes": sections.themes(facts, language),
        "programme": published.programme(facts, language),
        "publications": published.things(facts, language),
        "supporters": sections.supporters(facts, language),
        "steps": life.steps(facts, at=now),
        "life": life.said(facts, language),
        "follow_url": follow_url(facts),
        "press_url": reverse("public:press", args=[facts.key]) if facts.contact(ContactKind.PRESS) else "",
        "process": sections.process(facts, language, now=now),
        "around": process_context(facts, facts.process, language, now=now) if facts.process else {},
        "series": facts.series,
        "editions": sections.editions(facts, language),
        "structured": structured_data(facts, language),
        "summary": summary_data(facts, language),
        "feed": to_subscribe(f"{reverse('public:feed', args=[facts.key])}?lang={language}"),
        "register_url": reverse("public:register", args=[facts.key]),
    }
