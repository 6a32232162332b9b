"""A series with its editions, and a process with its phases: what outlives a gathering, and what it produced."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from filrouge.core.date_words import period_in_words
from filrouge.core.days import local_day
from filrouge.stages.gatherings.enums import BodyRole, TextName
from filrouge.stages.gatherings.facts import GatheringFacts, PhaseFacts, ProcessFacts, Texts
from filrouge.stages.gatherings.rules import PhaseProgress, progress_of
from filrouge.stages.planning.queries import editions_of
from filrouge.web.shell import clock
from filrouge.web.shell.access import public_process, public_series
from filrouge.web.shell.editions import edition_shown, produced

_OF_A_PHASE = (TextName.QUESTION, TextName.AIMS, TextName.TOPICS, TextName.ITEMS, TextName.OUTPUTS)
_OF_A_PROCESS = (TextName.AIMS, TextName.NATURE)
_TONES = {
    PhaseProgress.DONE: "ok",
    PhaseProgress.CURRENT: "wait",
    PhaseProgress.NEXT: "neutral",
    PhaseProgress.AHEAD: "neutral",
}


@require_safe
def page(request: HttpRequest, organiser_key: str, series: str) -> HttpResponse:
    """Every edition of a series, with what it produced."""
    held = public_series(organiser_key, series)
    latest, language = held[-1], request.LANGUAGE_CODE
    if latest.series is None:
        raise Http404("no such series")
    context = {
        **_of(latest, language),
        "name": latest.series.name.best(language, latest.languages),
        "editions": [edition_shown(one, language) for one in editions_of(latest.organiser_id, series)],
        "archive_url": archive_url(organiser_key),
    }
    return render(request, "public/series.html", context)


@require_safe
def process(request: HttpRequest, organiser_key: str, name: str) -> HttpResponse:
    """A process with the state of its phases, what each is about, and what its gathering produced."""
    phases = public_process(organiser_key, name)
    facts, language = phases[0], request.LANGUAGE_CODE
    if facts.process is None:
        raise Http404("no such process")
    progress = progress_of(facts.process.phases, on=local_day(clock.now(), facts.zone))
    by_key = {one.key: one for one in phases}
    context = {
        **_of(facts, language),
        "name": facts.process.name.best(language, facts.languages),
        "leader": facts.process.owner.best(language, facts.languages) if facts.process.owner else "",
        "texts": _said(facts.process.texts, _OF_A_PROCESS, facts, language),
        "phases": [
            _phase(phase, state, by_key.get(phase.gathering_key), facts, language)
            for phase, state in zip(facts.process.phases, progress, strict=True)
        ],
        "archive_url": archive_url(organiser_key),
    }
    return render(request, "public/process.html", context)


def archive_url(organiser_key: str) -> str:
    """The archive of one organiser."""
    return f"{reverse('public:archive')}?organiser={organiser_key}"


def _of(facts: GatheringFacts, language: str) -> dict[str, Any]:
    """Whose page it is."""
    organiser = next(iter(facts.bodies_as(BodyRole.ORGANISER)), None)
    return {
        "organiser_name": organiser.name.best(language, facts.languages).text if organiser else "",
        "organiser_url": reverse("public:home"),
    }


def _phase(
    phase: PhaseFacts, state: PhaseProgress, held: GatheringFacts | None, facts: GatheringFacts, language: str
) -> dict[str, Any]:
    return {
        "key": phase.key,
        "title": phase.title.best(language, facts.languages),
        "when": period_in_words(phase.first, phase.last, language=language),
        "state": phase_word(state),
        "tone": _TONES[state],
        "texts": _said(phase.texts, _OF_A_PHASE, facts, language),
        "url": reverse("public:gathering", args=[held.key]) if held else "",
        "produced": produced(held.key, held.publications, language) if held else [],
    }


def phase_word(state: PhaseProgress) -> str:
    """Where a phase stands."""
    return {
        PhaseProgress.DONE: gettext("Done"),
        PhaseProgress.CURRENT: gettext("Under way"),
        PhaseProgress.NEXT: gettext("Comes next"),
        PhaseProgress.AHEAD: gettext("To come"),
    }[state]


def _headings() -> Mapping[TextName, str]:
    return {
        TextName.QUESTION: gettext("The question"),
        TextName.AIMS: gettext("Aims"),
        TextName.TOPICS: gettext("Subjects"),
        TextName.ITEMS: gettext("Contents"),
        TextName.OUTPUTS: gettext("What comes out of it"),
        TextName.NATURE: gettext("How it works"),
    }


def _said(texts: Texts, names: tuple[TextName, ...], facts: GatheringFacts, language: str) -> list[dict[str, Any]]:
    headings = _headings()
    return [
        {"heading": headings[name], "said": [text.best(language, facts.languages) for text in texts[name]]}
        for name in names
        if texts.get(name)
    ]


def process_context(facts: GatheringFacts, process: ProcessFacts, language: str, *, now: datetime) -> dict[str, Any]:
    """Where the page of a gathering leads: the phases before and after it, one link each, and the whole process."""
    progress = progress_of(process.phases, on=local_day(now, facts.zone))
    url = reverse("public:process", args=[facts.organiser_key, process.key])
    return {
        "url": url,
        "others": [
            {
                "label": gettext("What came out of it:")
                if state is PhaseProgress.DONE
                else gettext("What it will do:"),
                "title": phase.title.best(language, facts.languages),
                "url": f"{url}#{phase.key}",
            }
            for phase, state in zip(process.phases, progress, strict=True)
            if phase.key != process.this_phase
        ],
    }
