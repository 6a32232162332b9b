"""Places shared by several parts, or kept for some people: what is taken of them, and changing them."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.core import days
from filrouge.core.typography import join_and
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts, QuotaFacts
from filrouge.stages.gatherings.rules import kept_in
from filrouge.stages.gatherings.words import instant_in_words, reserved_for_in_words, rule_in_words
from filrouge.stages.registration.actions import set_quota
from filrouge.stages.registration.lists.quotas import QuotaCounts, quotas_of
from filrouge.stages.registration.permissions import Registrations
from filrouge.web.desk.forms import MotiveForm
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of, rights_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.rule_forms import moment_field, on_the_clock
from filrouge.web.shell import access, clock


class QuotaForm(MotiveForm):
    """Places, and for a reserve the moment from which it is open to all; why is always said."""

    seats = forms.IntegerField(label=gettext_lazy("Places"), min_value=0, max_value=1_000_000)
    opens_to_all_at = moment_field(
        gettext_lazy("Open to all from"),
        gettext_lazy("By the clock of the gathering. Left empty, the places are kept until the end."),
    )
    below = forms.BooleanField(required=False)

    field_order = ("seats", "opens_to_all_at", "motive")

    def __init__(self, facts: GatheringFacts, quota: QuotaFacts, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.facts, self.quota = facts, quota
        if quota.reserved_for is None:
            del self.fields["opens_to_all_at"]

    def clean_seats(self) -> int:
        """A reserve keeps at most as many places as its part has."""
        seats: int = self.cleaned_data["seats"]
        part = self.facts.part(self.quota.parts[0])
        if self.quota.reserved_for is None or part is None or part.capacity is None:
            return seats
        most = part.capacity - kept_in(self.facts, part.key) + self.quota.seats
        if seats > max(most, self.quota.seats):
            message = gettext("The part has %(places)s places: at most %(most)s of them can be kept here.")
            raise forms.ValidationError(message % {"places": part.capacity, "most": max(most, 0)})
        return seats

    def opening(self) -> datetime | None:
        """The moment that was typed, by the clock of the gathering."""
        said: datetime | None = self.cleaned_data.get("opens_to_all_at")
        return days.at_local(said.date(), said.time().replace(tzinfo=None), self.facts.zone) if said else None


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """All quotas of the gathering with their numbers."""
    facts, actor = access.desk_gathering(request, key, Registrations.SEE)
    now, language = clock.now(), language_of(request)
    may_change = rights_of(actor, facts.organiser_id).capacity
    rows = [quota_row(counts, facts, language, now=now, may_change=may_change) for counts in quotas_of(facts, at=now)]
    return desk_page(
        request,
        "desk/quotas.html",
        facts,
        actor,
        {"rows": rows, "first": first_in_words(facts, language)},
        current="quotas",
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: str, quota: str) -> HttpResponse:
    """Show and change one; fewer places than are taken are asked for once more, and nobody loses theirs."""
    facts, actor = access.desk_gathering(request, key, Registrations.CHANGE_CAPACITY)
    counts = next((counts for counts in quotas_of(facts, at=clock.now()) if counts.quota.key == quota), None)
    if counts is None:
        raise Http404("no such quota")
    found = counts.quota
    if request.method != "POST":
        return _page(request, facts, actor, counts, QuotaForm(facts, found, initial=_values(found, facts)))
    form = QuotaForm(facts, found, request.POST)
    below = form.is_valid() and not counts.is_reserve and form.cleaned_data["seats"] < min(counts.taken, found.seats)
    if not form.is_valid() or (below and not form.cleaned_data["below"]):
        return _page(request, facts, actor, counts, form, below=below, status=UNPROCESSABLE)
    _save(request, facts, found, form, actor)
    return SeeOther(reverse("desk:quotas", args=[key]))


def _values(quota: QuotaFacts, facts: GatheringFacts) -> dict[str, Any]:
    return {"seats": quota.seats, "opens_to_all_at": on_the_clock(quota.opens_to_all_at, facts.zone)}


def _save(request: HttpRequest, facts: GatheringFacts, quota: QuotaFacts, form: QuotaForm, actor: Actor) -> None:
    seats, opening, now = form.cleaned_data["seats"], form.opening(), clock.now()
    if (seats, opening) == (quota.seats, quota.opens_to_all_at):
        messages.info(request, gettext("Nothing was changed."))
        return
    motive = form.cleaned_data["motive"]
    set_quota(facts=facts, quota=quota.key, seats=seats, opens_to_all_at=opening, actor=actor, now=now, motive=motive)
    label = quota.label.best(language_of(request), facts.languages).text
    said = ngettext("%(label)s: %(n)s place now.", "%(label)s: %(n)s places now.", seats)
    messages.success(request, said % {"label": label, "n": seats})


def first_in_words(facts: GatheringFacts, language: str) -> str:
    """Who registers before everybody else, empty when nobody does."""
    if facts.priority is None:
        return ""
    whom = rule_in_words(facts.priority.rule, facts.vocabulary, language)
    said = {"whom": whom, "until": instant_in_words(facts.priority.until, facts, language)}
    return gettext("First come %(whom)s, until %(until)s.") % said


def quota_row(
    counts: QuotaCounts, facts: GatheringFacts, language: str, *, now: datetime, may_change: bool
) -> dict[str, Any]:
    """A quota in a table or a line: what it covers, for whom it is, its numbers."""
    quota = counts.quota
    parts = [part for key in quota.parts if (part := facts.part(key)) is not None]
    return {
        "label": quota.label.best(language, facts.languages),
        "parts": join_and([part.title.best(language, facts.languages).text for part in parts], language=language),
        "counts": counts,
        "whom": reserved_for_in_words(quota, facts, language),
        "until": _until(counts, facts, language, now=now),
        "url": reverse("desk:quota", args=[facts.key, quota.key]) if may_change else "",
    }


def _until(counts: QuotaCounts, facts: GatheringFacts, language: str, *, now: datetime) -> str:
    opens = counts.quota.opens_to_all_at
    if not counts.is_reserve:
        return ""
    if opens is None:
        return gettext("until the end")
    said = gettext("until %(moment)s") if now < opens else gettext("open to all since %(moment)s")
    return said % {"moment": instant_in_words(opens, facts, language)}


def _page(
    request: HttpRequest,
    facts: GatheringFacts,
    actor: Actor,
    counts: QuotaCounts,
    form: QuotaForm,
    *,
    below: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "row": quota_row(counts, facts, language_of(request), now=clock.now(), may_change=True),
        "form": form,
        "below": below,
        "wanted": form.cleaned_data["seats"] if below else None,
        "excess": counts.taken - form.cleaned_data["seats"] if below else 0,
    }
    return desk_page(request, "desk/quota.html", facts, actor, context, current="quotas", status=status)
