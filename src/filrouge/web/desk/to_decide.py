"""Requests that wait for the organiser: accepted or refused in place."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.facts import NeverSeated
from filrouge.stages.registration.lists.never_seated import never_seated
from filrouge.stages.registration.lists.requests import RequestLine, WaitingRequests
from filrouge.stages.registration.permissions import Registrations
from filrouge.stages.registration.queries import seats_of
from filrouge.stages.registration.words import never_seated_in_words, said_of
from filrouge.web.desk.category import category_panel
from filrouge.web.desk.forms import RefusalForm
from filrouge.web.desk.frame import Rights, language_of, rights_of, sheet_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.words import channel_word
from filrouge.web.shell import access, clock

# A refusal that came back without a reason: registration, part, form.
Wrong = tuple[int, str, RefusalForm]


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """The page itself."""
    facts, actor = access.desk_gathering(request, key, Registrations.DECIDE)
    return requests_page(request, facts, actor)


def requests_page(
    request: HttpRequest, facts: GatheringFacts, actor: Actor, *, wrong: Wrong | None = None, status: int = 200
) -> HttpResponse:
    """All requests, oldest first, with one refusal open when it came back."""
    language = language_of(request)
    listed = sheet_of(request, WaitingRequests(facts, language))
    seats, rights = seats_of(facts), rights_of(actor, facts.organiser_id)
    context = {
        "requests": [
            _row(line, facts, seats[line.held.part.key], wrong, rights, language)
            for line in listed["sheet"].object_list
        ],
        "never_seated": [
            _never(group, facts, language) for group in never_seated(facts, seats, language, now=clock.now())
        ],
        **listed,
        "wrong": wrong[2] if wrong else None,
    }
    return desk_page(request, "desk/to_decide.html", facts, actor, context, current="to_decide", status=status)


def _never(group: NeverSeated, facts: GatheringFacts, language: str) -> dict[str, Any]:
    why, what = never_seated_in_words(group, facts, language)
    registration_id, name = group.people[0]
    return {
        "body": group.body,
        "name": name.full,
        "others": len(group.people) - 1,
        "title": group.part.title.best(language, facts.languages),
        "why": why,
        "what": what,
        "url": reverse("desk:registration", args=[facts.key, registration_id]),
        "part_url": reverse("desk:part", args=[facts.key, group.part.key]),
    }


def _row(
    line: RequestLine, facts: GatheringFacts, seats: Any, wrong: Wrong | None, rights: Rights, language: str
) -> dict[str, Any]:
    pk, part = line.registration_id, line.held.part.key
    came_back = wrong[2] if wrong and wrong[:2] == (pk, part) else None
    return {
        "line": line,
        "said": said_of(line.held, facts, language),
        "channel": channel_word(line.channel),
        "seats": seats,
        "url": reverse("desk:registration", args=[facts.key, pk]),
        "decide_url": reverse("desk:decide", args=[facts.key, pk, part]),
        "form": came_back or RefusalForm(auto_id=f"id_refuse_{pk}_{part}_%s"),
        "is_open": came_back is not None,
        "category": category_panel(facts.key, pk, part, line.typed_function, rights),
    }
