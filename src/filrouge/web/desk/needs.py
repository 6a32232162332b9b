"""What people need: counts by half-day for providers, and names for the access referent, who opens them knowingly."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration.actions.needs import see_needs
from filrouge.stages.registration.export import FORMATS, Sheet, Value
from filrouge.stages.registration.facts import SaidNeed
from filrouge.stages.registration.needs.choices import choice_in_words, kind_in_words
from filrouge.stages.registration.needs.counting import KindCounts, counts_of_needs
from filrouge.stages.registration.needs.half_days import slot_in_words
from filrouge.stages.registration.needs.reading import NeedLine
from filrouge.stages.registration.permissions import Registrations
from filrouge.stages.registration.words import when_in_words
from filrouge.web.desk.files import attachment
from filrouge.web.desk.frame import language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.words import PART_TONES, short_part_state
from filrouge.web.shell import access, clock


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """What to order, by half-day and without names."""
    facts, actor = access.desk_gathering(request, key, Registrations.SEE_NEEDS)
    counts = counts_of_needs(facts)
    context = {
        "kinds": [_table(kind, language_of(request)) for kind in counts.kinds],
        "erased": counts.erased,
        "lost": counts.lost,
        "needs_days": facts.needs_days,
        "exports": [{"label": form.upper(), "url": reverse("desk:needs_export", args=[key, form])} for form in FORMATS],
    }
    return desk_page(request, "desk/needs.html", facts, actor, context, current="needs")


def _table(kind: KindCounts, language: str) -> dict[str, Any]:
    """One kind as components/table.html shows it: a line for each choice, a column for each half-day."""
    what = gettext("What to provide")
    slots = [slot_in_words(slot, language) for slot in kind.slots]

    def figures(numbers: tuple[int, ...]) -> list[dict[str, Any]]:
        return [{"label": slot, "text": number, "num": True} for slot, number in zip(slots, numbers, strict=True)]

    return {
        "id": kind.kind.value,
        "title": kind_in_words(kind.kind),
        "columns": [{"label": what}, *({"label": slot, "num": True} for slot in slots)],
        "rows": [{"cells": [{"label": what, "text": words}, *figures(numbers)]} for words, numbers in _lines(kind)],
    }


def _lines(kind: KindCounts) -> Iterator[tuple[str, tuple[int, ...]]]:
    for choice, numbers in kind.numbers.items():
        yield choice_in_words(kind.kind, choice), numbers
    yield gettext("People with a need, in all"), kind.people
    if any(kind.uncertain):
        yield gettext("Not certain yet: who waits, or is to be decided"), kind.uncertain


@login_required
@require_safe
def export(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The same counts as a file for a provider."""
    facts, _actor = access.desk_gathering(request, key, Registrations.SEE_NEEDS)
    language = language_of(request)
    rows: list[list[Value]] = [
        [slot_in_words(slot, language), kind_in_words(kind.kind), words, numbers[index]]
        for kind in counts_of_needs(facts).kinds
        for index, slot in enumerate(kind.slots)
        for words, numbers in _lines(kind)
    ]
    headings = [gettext("Half-day"), gettext("About"), gettext("What to provide"), gettext("Number")]
    return attachment(FORMATS[form], Sheet(gettext("Needs"), headings, rows), name=f"{key}-needs.{form}")


@login_required
@require_POST
def names(request: HttpRequest, key: str) -> HttpResponse:
    """Who needs what. That it was opened is in the trail before it is on the screen, so a GET cannot show it."""
    facts, actor = access.desk_gathering(request, key, Registrations.SEE_NEEDS)
    shown = see_needs(facts=facts, actor=actor, now=clock.now())
    context = {
        "parts": [_part(part, lines, facts, language_of(request)) for part, lines in shown],
        "opened_by": actor.label,
        "opened_at": clock.now(),
    }
    response = desk_page(request, "desk/needs_names.html", facts, actor, context, current="needs")
    response["Cache-Control"] = "no-store"
    return response


def _part(part: PartFacts, lines: tuple[NeedLine, ...], facts: GatheringFacts, language: str) -> dict[str, Any]:
    return {
        "key": part.key,
        "title": part.title.best(language, facts.languages),
        "when": when_in_words(part, facts, language),
        "people": [
            {
                "name": line.name,
                "tone": PART_TONES[line.state],
                "state": short_part_state(line.state),
                "needs": [words for need in line.needs for words in _said(need)],
                "is_lost": line.is_lost,
            }
            for line in lines
        ],
    }


def _said(need: SaidNeed) -> Iterator[str]:
    yield from (choice_in_words(need.kind, choice) for choice in need.choices)
    if need.text:
        yield gettext("%(kind)s, in their own words: “%(text)s”") % {
            "kind": kind_in_words(need.kind),
            "text": need.text,
        }
