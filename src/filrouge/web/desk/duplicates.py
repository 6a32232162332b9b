"""Who may be registered twice: pairs that resemble each other, told apart or put together by staff."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.actions.merge import tell_apart
from filrouge.stages.registration.lists.duplicates import Resemblance, Resembling, Why
from filrouge.stages.registration.lists.search import PartLine, RegistrationLine
from filrouge.stages.registration.permissions import Registrations
from filrouge.web.desk.frame import SeeOther, language_of, sheet_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.words import PART_TONES, channel_word, short_part_state
from filrouge.web.shell import access, clock
from filrouge.web.shell.labels import labelled

_PAIRS = 20


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """The pairs, the most telling first."""
    facts, actor = access.desk_gathering(request, key, Registrations.CHANGE)
    language = language_of(request)
    listed = sheet_of(request, Resembling(facts, language), _PAIRS)
    context = {"pairs": [_pair(pair, facts, language) for pair in listed["sheet"].object_list], **listed}
    return desk_page(request, "desk/duplicates.html", facts, actor, context, current="registrations")


@login_required
@require_POST
def apart(request: HttpRequest, key: str, keep: int, drop: int) -> HttpResponse:
    """They are two people: the pair is not shown again."""
    facts, actor = access.desk_gathering(request, key, Registrations.CHANGE)
    try:
        tell_apart(first_id=keep, second_id=drop, facts=facts, actor=actor, now=clock.now())
    except Gone:
        messages.info(request, gettext("Nothing was changed: one of the two registrations is gone."))
    else:
        messages.success(request, gettext("Recorded: these are two people. They are not shown together again."))
    return SeeOther(reverse("desk:duplicates", args=[key]))


def _pair(pair: Resemblance, facts: GatheringFacts, language: str) -> dict[str, Any]:
    args = [facts.key, pair.first.id, pair.second.id]
    return {
        "id": f"{pair.first.id}-{pair.second.id}",
        "why": why_word(pair.why),
        "people": [_person(line, facts, language) for line in (pair.first, pair.second)],
        "merge_url": reverse("desk:merge", args=args),
        "apart_url": reverse("desk:apart", args=args),
    }


def _person(line: RegistrationLine, facts: GatheringFacts, language: str) -> dict[str, Any]:
    return {
        "line": line,
        "url": reverse("desk:registration", args=[facts.key, line.id]),
        "channel": channel_word(line.channel),
        "parts": part_badges(line.parts, facts, language),
    }


def part_badges(parts: Mapping[str, PartLine], facts: GatheringFacts, language: str) -> Sequence[dict[str, str]]:
    """Each part that was asked for, with what became of it."""
    return [
        {
            "tone": PART_TONES[held.state],
            "label": labelled(part.title.best(language, facts.languages).text, short_part_state(held.state))
            + (f" {held.position}" if held.position else ""),
        }
        for part in facts.parts
        if (held := parts.get(part.key)) is not None
    ]


def why_word(why: Why) -> str:
    """What makes the two resemble each other."""
    return {
        Why.NAME: gettext("The same name"),
        Why.NO_ADDRESS: gettext("The same name and body, without an address"),
        Why.ADDRESS: gettext("The same address under two names"),
        Why.SIMILAR: gettext("Similar names in one body"),
    }[why]
