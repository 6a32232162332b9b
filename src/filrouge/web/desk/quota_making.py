"""Making a quota, taking one away, and who registers first: what it means for whoever is registered is said before."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts, QuotaFacts
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.stages.registration.lists.quotas import QuotaCounts, quotas_of
from filrouge.web.desk.amending import amended
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.quota_forms import LimitForm, PriorityForm
from filrouge.web.desk.quotas import first_in_words, quota_row
from filrouge.web.shell import access, clock

_OF_QUOTA = ((".seats", "seats"), (".parts", "parts"), (".opens_to_all_at", "opens_to_all_at"))
_OF_PRIORITY = (("registration.priority.until", "until"),)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, key: str) -> HttpResponse:
    """One more quota; nobody who has a place loses it."""
    facts, actor = access.desk_gathering(request, key, Gatherings.EDIT)
    return _answer(request, facts, actor, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: str, quota: str) -> HttpResponse:
    """What it is called, which parts it covers, for whom it is; nobody who has a place loses it."""
    facts, actor = access.desk_gathering(request, key, Gatherings.EDIT)
    return _answer(request, facts, actor, _found(facts, quota).quota)


def _answer(request: HttpRequest, facts: GatheringFacts, actor: Actor, quota: QuotaFacts | None) -> HttpResponse:
    language = language_of(request)
    form = LimitForm(facts, language, request.POST if request.method == "POST" else None, quota)
    if request.method != "POST" or not form.is_valid() or not _written(form, facts, actor, quota):
        status = UNPROCESSABLE if request.method == "POST" else 200
        context = {"form": form, "label": quota.label.best(language, facts.languages) if quota else ""}
        return desk_page(request, "desk/quota_new.html", facts, actor, context, current="quotas", status=status)
    messages.success(request, gettext("The quota holds. Nobody loses a place that they have."))
    return SeeOther(reverse("desk:quotas", args=[facts.key]))


def _written(form: LimitForm, facts: GatheringFacts, actor: Actor, quota: QuotaFacts | None) -> bool:
    from filrouge.stages.gatherings.file.settling import with_quota

    key, said = quota.key if quota else "", form.said()
    return amended(form, facts, lambda known: with_quota(known, key, said), actor, fields=_OF_QUOTA)


def _found(facts: GatheringFacts, quota: str) -> QuotaCounts:
    counts = next((counts for counts in quotas_of(facts, at=clock.now()) if counts.quota.key == quota), None)
    if counts is None:
        raise Http404("no such quota")
    return counts


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, key: str, quota: str) -> HttpResponse:
    """Ask once more and say what follows; then its parts give on what it held back."""
    facts, actor = access.desk_gathering(request, key, Gatherings.EDIT)
    counts = _found(facts, quota)
    form, language = forms.Form(request.POST if request.method == "POST" else None), language_of(request)
    if form.is_valid() and _removed(form, facts, actor, quota):
        messages.success(request, gettext("The quota is gone. Waiting lists moved up where places were free."))
        return SeeOther(reverse("desk:quotas", args=[key]))
    context = {
        "form": form,
        "row": quota_row(counts, facts, language, now=clock.now(), may_change=True),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return desk_page(request, "desk/quota_remove.html", facts, actor, context, current="quotas", status=status)


def _removed(form: forms.Form, facts: GatheringFacts, actor: Actor, quota: str) -> bool:
    from filrouge.stages.gatherings.file.settling import without_quota

    return amended(form, facts, lambda known: without_quota(known, quota), actor)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def priority(request: HttpRequest, key: str) -> HttpResponse:
    """Who registers before everybody else, and until when."""
    facts, actor = access.desk_gathering(request, key, Gatherings.EDIT)
    form = PriorityForm(facts, language_of(request), request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid() or not _put_first(form, facts, actor):
        status = UNPROCESSABLE if request.method == "POST" else 200
        context = {"form": form, "first": first_in_words(facts, language_of(request))}
        return desk_page(request, "desk/priority.html", facts, actor, context, current="quotas", status=status)
    first = form.whom is not None and form.typed("until") is not None
    said = gettext("Saved. The public page and the form say who comes first.")
    messages.success(request, said if first else gettext("Saved. Nobody comes first: everybody registers alike."))
    return SeeOther(reverse("desk:quotas", args=[key]))


def _put_first(form: PriorityForm, facts: GatheringFacts, actor: Actor) -> bool:
    from filrouge.stages.gatherings.file.settling import with_priority

    rule, until = form.whom, form.typed("until")
    return amended(form, facts, lambda known: with_priority(known, rule, until), actor, fields=_OF_PRIORITY)
