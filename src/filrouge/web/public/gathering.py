"""The public page of a gathering, the list of all, and the file for a diary."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from filrouge.core.days import local_day
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import published_gatherings
from filrouge.stages.registration.calendar import file_for
from filrouge.stages.registration.queries import seats_of
from filrouge.web.public import life, sections
from filrouge.web.public.facts import facts_shown
from filrouge.web.public.first import kept_terms, priority_notice
from filrouge.web.public.masthead import gathering_context
from filrouge.web.public.parts import places_left_open, places_of, places_to_fill_in
from filrouge.web.public.registering import registration_notice
from filrouge.web.shell import clock
from filrouge.web.shell.access import public_gathering
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
    places = places_of(seats_of(facts))
    closed = registration_notice(facts, now=now, language=language)

    def draw(places: Mapping[str, str]) -> str:
        context = _page_context(facts, places, language, now=now) | {"registration": closed}
        return render_to_string("public/gathering.html", context, request)

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
        "supporters": sections.supporters(facts, language),
        "steps": life.steps(facts),
        "process": sections.process(facts, language, now=now),
        "series": facts.series,
        "register_url": reverse("public:register", args=[facts.key]),
    }


@require_safe
def diary(request: HttpRequest, key: str, part: str) -> HttpResponse:
    """The calendar file of one part, for anybody. 404 while its day is not known."""
    facts = public_gathering(key)
    found = facts.part(part)
    if found is None or found.day is None:
        raise Http404("no such part, or no exact day yet")
    content = file_for(found, facts, language=request.LANGUAGE_CODE, stamp=clock.now())
    return calendar_response(content, f"{facts.key}-{slugify(part)}.ics")


def calendar_response(content: str, filename: str) -> HttpResponse:
    """A calendar file as a download."""
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
