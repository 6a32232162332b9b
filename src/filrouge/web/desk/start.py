"""Starting a gathering: title and date are enough, and the weekday is looked at before anything is kept."""

from datetime import UTC, date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from filrouge.core.date_words import date_in_words
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.permissions import organisers_where
from filrouge.ground.people.queries import organisers_by_id
from filrouge.stages.gatherings.enums import GatheringKind
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.stages.gatherings.queries import usual_place
from filrouge.web.desk.date_notices import notices_of_start
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.start_forms import StartForm
from filrouge.web.shell import clock
from filrouge.web.shell.access import staff


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The form; sent for the first time it comes back with the full date, to be looked at."""
    actor, language = staff(request), language_of(request)
    organisers = _organisers(actor, language)
    if not organisers:
        raise PermissionDenied
    today = clock.now().astimezone(UTC).date()
    if request.method != "POST":
        country, spoken = usual_place(int(organisers[0][0]))
        return _page(request, actor, StartForm(organisers, today, initial={"country": country, "language": spoken}))
    form = StartForm(organisers, today, request.POST)
    if not form.is_valid():
        return _page(request, actor, form, status=UNPROCESSABLE)
    if not form.is_checked:
        return _page(request, actor, form.asking(), asked=form.cleaned_data["date"], status=UNPROCESSABLE)
    return SeeOther(reverse("desk:overview", args=[_start(request, form.cleaned_data, actor)]))


def _organisers(actor: Actor, language: str) -> list[tuple[str, str]]:
    found = organisers_by_id(organisers_where(actor, Gatherings.EDIT))
    return [(str(card.id), card.name.best(language).text) for card in found]


def _start(request: HttpRequest, said: dict[str, Any], actor: Actor) -> str:
    # The loader of files is slow to import: not before somebody starts a gathering.
    from filrouge.stages.gatherings.file.starting import FirstFacts, start_gathering

    first = FirstFacts(
        title=said["title"],
        kind=GatheringKind(said["kind"]),
        language=said["language"],
        country=said["country"],
        town=said["town"],
        day=said["date"],
        in_halves=said["halves"],
    )
    key = start_gathering(organiser_id=int(said["organiser"]), said=first, actor=actor, now=clock.now())
    messages.success(request, gettext("The gathering is there as a draft. Only you and your colleagues see it."))
    return key


def _notices(day: date, form: StartForm, language: str) -> list[str]:
    return notices_of_start(int(form["organiser"].value()), str(form["country"].value()), day, language)


def _page(
    request: HttpRequest, actor: Actor, form: StartForm, *, asked: date | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "asked": date_in_words(asked, language=language_of(request)) if asked else "",
        "is_past": asked is not None and asked < form.today,
        "notices": _notices(asked, form, language_of(request)) if asked else [],
        "actor_name": actor.label,
        "desk_url": reverse("desk:gatherings"),
    }
    return render(request, "desk/start.html", context, status=status)
