"""The series of a gathering: its editions, what they produced, and the next edition made from this one."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings import cloning
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.stages.planning.actions.results import add_result, drop_result
from filrouge.stages.planning.facts import EditionPage
from filrouge.stages.planning.queries import editions_of, has_result
from filrouge.stages.planning.rules import first_day
from filrouge.stages.planning.words import edition_in_words
from filrouge.web.desk.amending import tell
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.proposals import open_in_words
from filrouge.web.desk.series_forms import EditionForm, NameForm, NextForm, ResultForm
from filrouge.web.shell import access, clock


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Every edition, and what can be said of them."""
    facts, actor = access.desk_gathering(request, key, Gatherings.EDIT)
    return _page(request, facts, actor)


@login_required
@require_POST
def name(request: HttpRequest, key: str) -> HttpResponse:
    """Let a series begin with this gathering."""
    facts, actor = access.desk_gathering(request, key, Gatherings.EDIT)
    form = NameForm(request.POST)
    if facts.series is not None:
        messages.info(request, gettext("Nothing was changed: the gathering stands in a series already."))
        return SeeOther(reverse("desk:series", args=[key]))
    if form.is_valid() and _written(form, lambda: _put_in_series(facts, form, actor)):
        messages.success(request, gettext("The gathering is an edition of a series now."))
        return SeeOther(reverse("desk:series", args=[key]))
    return _page(request, facts, actor, name=form, status=UNPROCESSABLE)


@login_required
@require_POST
def edition(request: HttpRequest, key: str) -> HttpResponse:
    """Write an edition down that was held elsewhere."""
    facts, actor = access.desk_gathering(request, key, Gatherings.EDIT)
    _in_series(facts)
    form = EditionForm(request.POST)
    if form.is_valid() and _written(form, lambda: _record_edition(facts, form, actor)):
        messages.success(request, gettext("The edition is written down."))
        return SeeOther(reverse("desk:series", args=[key]))
    return _page(request, facts, actor, edition=form, status=UNPROCESSABLE)


@login_required
@require_POST
def result(request: HttpRequest, key: str) -> HttpResponse:
    """Say where something lies that an edition produced."""
    facts, actor = access.desk_gathering(request, key, Gatherings.PUBLISH)
    editions = _editions(_in_series(facts))
    form = ResultForm(_choices(editions), request.POST)
    if not form.is_valid():
        return _page(request, facts, actor, result=form, status=UNPROCESSABLE)
    said = form.cleaned_data
    add_result(
        facts=facts,
        number=said["edition"],
        title=said["title"],
        url=said["url"],
        language=said["language"],
        actor=actor,
        now=clock.now(),
    )
    messages.success(request, gettext("It stands on the pages of the series."))
    return SeeOther(reverse("desk:series", args=[key]))


@login_required
@require_POST
def drop(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Take it off again."""
    facts, actor = access.desk_gathering(request, key, Gatherings.PUBLISH)
    if has_result(facts, pk):
        drop_result(facts=facts, result_id=pk, actor=actor, now=clock.now())
        messages.success(request, gettext("It is taken off the pages of the series."))
    return SeeOther(reverse("desk:series", args=[key]))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def following(request: HttpRequest, key: str) -> HttpResponse:
    """The next edition: what it is called, and what it takes over of this one."""
    facts, actor = access.desk_gathering(request, key, Gatherings.EDIT)
    if facts.series is None:
        messages.info(request, gettext("Name the series first: then this gathering can have a next edition."))
        return SeeOther(reverse("desk:series", args=[key]))
    language = language_of(request)
    offered = _offered(facts, language)
    if request.method != "POST":
        return _next_page(request, facts, actor, NextForm(offered, initial=_first_guess(facts, offered)))
    form = NextForm(offered, request.POST)
    made: list[str] = []
    if form.is_valid() and _written(form, lambda: made.append(_start(facts, form, actor))):
        messages.success(
            request, gettext("The new edition is there as a draft, with what you chose. Nobody else sees it yet.")
        )
        return SeeOther(reverse("desk:overview", args=made))
    return _next_page(request, facts, actor, form, status=UNPROCESSABLE)


def _in_series(facts: GatheringFacts) -> GatheringFacts:
    if facts.series is None:
        raise Http404("no series")
    return facts


def _editions(facts: GatheringFacts) -> tuple[EditionPage, ...]:
    return editions_of(facts.organiser_id, facts.series.key, drafts=True) if facts.series else ()


def _choices(editions: tuple[EditionPage, ...]) -> list[tuple[int, str]]:
    return [(one.number, edition_in_words(one)) for one in editions]


def _offered(facts: GatheringFacts, language: str) -> list[dict[str, Any]]:
    """What there is to take over, with what it holds."""
    found = {share: share.found(facts, language) for share in cloning.shares()}
    return [
        {"key": share.key, "label": share.label(), "found": ", ".join(said)} for share, said in found.items() if said
    ]


def _first_guess(facts: GatheringFacts, offered: list[dict[str, Any]]) -> dict[str, Any]:
    """All of it, one number on, a year after the last one or the coming year."""
    language = facts.language
    day = first_day(facts)
    year = max(day.year + 1 if day else 0, clock.now().year)
    numbers = [one.number for one in _editions(facts)]
    return {
        "number": max(numbers, default=0) + 1,
        "title": facts.title.best(language).text,
        "year": year,
        "town": facts.town.best(language).text,
        "taken": [share["key"] for share in offered],
    }


# The loader of files is slow to import: the three acts that go through it import it when they are asked for.


def _written(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Do it; False, with the problems on the form, when it does not fit."""
    from filrouge.stages.gatherings.file.problems import FileRefused
    from filrouge.stages.planning.actions.editions import NotTogether

    try:
        act()
    except FileRefused as refusal:
        tell(form, refusal)
        return False
    except NotTogether as refusal:
        if isinstance(form, NextForm):
            form.refuse(refusal.lacking)
        return False
    return True


def _put_in_series(facts: GatheringFacts, form: NameForm, actor: Actor) -> None:
    from filrouge.stages.planning.actions.editions import SeriesSaid, put_in_series

    said = form.cleaned_data
    put_in_series(
        key=facts.key, said=SeriesSaid(said["series"], said["number"], said["year"]), actor=actor, now=clock.now()
    )


def _record_edition(facts: GatheringFacts, form: EditionForm, actor: Actor) -> None:
    from filrouge.stages.planning.actions.editions import record_edition

    record_edition(key=facts.key, **form.cleaned_data, actor=actor, now=clock.now())


def _start(facts: GatheringFacts, form: NextForm, actor: Actor) -> str:
    from filrouge.stages.planning.actions.editions import NextEdition, start_next_edition

    said = {**form.cleaned_data, "taken": frozenset(form.cleaned_data["taken"])}
    return start_next_edition(key=facts.key, said=NextEdition(**said), actor=actor, now=clock.now())


def _page(
    request: HttpRequest,
    facts: GatheringFacts,
    actor: Actor,
    *,
    name: NameForm | None = None,
    edition: EditionForm | None = None,
    result: ResultForm | None = None,
    status: int = 200,
) -> HttpResponse:
    language = language_of(request)
    editions = _editions(facts)
    day = first_day(facts)
    asked = name or NameForm(initial={"number": 1, "year": day.year if day else None})
    context = {
        "series": facts.series,
        "series_name": facts.series.name.best(language, facts.languages) if facts.series else "",
        "editions": [_row(one, facts, language) for one in editions],
        "name": asked,
        "edition": edition or EditionForm(auto_id="id_edition_%s"),
        "result": result or ResultForm(_choices(editions), auto_id="id_result_%s"),
        "wrong": next((form for form in (name, edition, result) if form is not None), None),
    }
    return desk_page(request, "desk/series.html", facts, actor, context, current="series", status=status)


def _row(one: EditionPage, facts: GatheringFacts, language: str) -> dict[str, Any]:
    is_this = one.gathering_key == facts.key
    return {
        "label": edition_in_words(one),
        "is_this": is_this,
        "title": one.title.best(language, facts.languages) if one.title else "",
        "purpose": one.purpose.best(language, facts.languages) if one.purpose else "",
        "url": reverse("desk:overview", args=[one.gathering_key]) if one.gathering_key and not is_this else "",
        "is_elsewhere": not one.gathering_key,
        "publications": [thing.title.best(language, facts.languages) for thing in one.publications],
        "results": one.results,
    }


def _next_page(
    request: HttpRequest, facts: GatheringFacts, actor: Actor, form: NextForm, *, status: int = 200
) -> HttpResponse:
    number = facts.series.number if facts.series else 0
    proposed = [one for edition in _editions(facts) if edition.number <= number for one in edition.proposals]
    context = {"form": form, "open": open_in_words(proposed)}
    return desk_page(request, "desk/next_edition.html", facts, actor, context, current="series", status=status)
