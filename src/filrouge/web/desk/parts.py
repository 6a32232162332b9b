"""One part: its places and its deadline."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from filrouge.core.date_words import date_in_words
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.rules import kept_in
from filrouge.stages.registration.actions import set_capacity, set_deadline
from filrouge.stages.registration.lists.counts import PartCounts, counts_of_parts
from filrouge.stages.registration.permissions import Registrations
from filrouge.web.desk.forms import PartForm
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of, rights_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.numbers import part_row
from filrouge.web.shell import access, clock


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str, part: str) -> HttpResponse:
    """Show and change; a capacity below what is confirmed is asked for once more, and removes nobody."""
    facts, actor = access.desk_gathering(request, key, Registrations.CHANGE_CAPACITY)
    found = facts.part(part)
    if found is None:
        raise Http404("no such part")
    counts = counts_of_parts(facts)[part]
    if request.method != "POST":
        return _page(request, facts, actor, found, counts, PartForm(initial=_values(found)))
    form = PartForm(request.POST)
    _refuse_fewer_than_kept(form, facts, found)
    below = form.is_valid() and _is_below(form, found, counts)
    if not form.is_valid() or (below and not form.cleaned_data["below"]):
        return _page(request, facts, actor, found, counts, form, below=below, status=UNPROCESSABLE)
    _save(request, facts, found, form.cleaned_data, actor, clock.now())
    return SeeOther(reverse("desk:overview", args=[key]) + "#parts")


def _values(part: PartFacts) -> dict[str, Any]:
    return {"capacity": part.capacity, "deadline": part.deadline}


def _refuse_fewer_than_kept(form: PartForm, facts: GatheringFacts, part: PartFacts) -> None:
    """Places that are kept for some people are promised: first the promise is changed, then the number."""
    kept, wanted = kept_in(facts, part.key), form.cleaned_data.get("capacity") if form.is_valid() else None
    if wanted is not None and wanted != part.capacity and wanted < kept:
        said = ngettext(
            "%(n)s place of this part is kept for some people. Lower that number first, under “Quotas”.",
            "%(n)s places of this part are kept for some people. Lower that number first, under “Quotas”.",
            kept,
        )
        form.add_error("capacity", said % {"n": kept})


def _is_below(form: PartForm, part: PartFacts, counts: PartCounts) -> bool:
    wanted = form.cleaned_data["capacity"]
    return wanted is not None and wanted != part.capacity and wanted < _taken(counts)


def _taken(counts: PartCounts) -> int:
    """The places that are given or held."""
    return counts.seats.confirmed + counts.seats.held


def _save(
    request: HttpRequest, facts: GatheringFacts, part: PartFacts, said: dict[str, Any], actor: Actor, now: datetime
) -> None:
    language, done = language_of(request), False
    if said["capacity"] != part.capacity:
        seats = set_capacity(
            facts=facts, part=part.key, capacity=said["capacity"], actor=actor, now=now, motive=said["motive"]
        )
        done = True
        messages.success(request, _capacity_words(said["capacity"]))
        if seats.excess:
            messages.warning(
                request,
                ngettext(
                    "%(excess)s person more than there are places is confirmed. Nobody was removed; new requests wait.",
                    "%(excess)s people more than there are places are confirmed. "
                    "Nobody was removed; new requests wait.",
                    seats.excess,
                )
                % {"excess": seats.excess},
            )
    if said["deadline"] != part.deadline:
        set_deadline(facts=facts, part=part.key, deadline=said["deadline"], actor=actor, now=now, motive=said["motive"])
        done = True
        messages.success(request, _deadline_words(said["deadline"] or facts.deadline, language))
    if not done:
        messages.info(request, gettext("Nothing was changed."))


def _capacity_words(capacity: int | None) -> str:
    if capacity is None:
        return gettext("This part has no limit now.")
    return ngettext("This part has %(n)s place now.", "This part has %(n)s places now.", capacity) % {"n": capacity}


def _deadline_words(deadline: Any, language: str) -> str:
    if deadline is None:
        return gettext("This part has no deadline now.")
    return gettext("The last day to register is now %(day)s. Those already registered are not affected.") % {
        "day": date_in_words(deadline, language=language)
    }


def _page(
    request: HttpRequest,
    facts: GatheringFacts,
    actor: Actor,
    part: PartFacts,
    counts: PartCounts,
    form: PartForm,
    *,
    below: bool = False,
    status: int = 200,
) -> HttpResponse:
    language = language_of(request)
    context = {
        "row": part_row(facts, part, counts, rights_of(actor, facts.organiser_id), language),
        "form": form,
        "below": below,
        "wanted": form.cleaned_data["capacity"] if below else None,
        "excess": _taken(counts) - form.cleaned_data["capacity"] if below else 0,
        "inherited": facts.deadline,
    }
    return desk_page(request, "desk/part.html", facts, actor, context, current="overview", status=status)
