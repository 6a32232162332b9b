"""What the desk does with one delegation: each a POST that calls one action and says what happened."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from filrouge.core import days
from filrouge.stages.delegations.actions import HoldRefused, hold_places, record_order, send_referent_link
from filrouge.stages.delegations.forms import ReferencesForm
from filrouge.stages.delegations.permissions import Delegations
from filrouge.stages.delegations.words import why_not_in_words
from filrouge.web.desk.delegations import delegation_page
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.shell import access, clock


@login_required
@require_POST
def hold(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Keep so many places of a part in all without a name, until the end of a day; none for 0."""
    facts, actor = access.desk_gathering(request, key, Delegations.MANAGE)
    delegation, language = access.desk_delegation(facts, pk), language_of(request)
    part = facts.part(request.POST.get("part", ""))
    if part is None:
        raise Http404("no such part")
    typed, day = request.POST.get("places", "").strip(), request.POST.get("until", "").strip()
    try:
        until = days.end_of_local_day(date.fromisoformat(day), facts.zone) if day else None
    except (ValueError, OverflowError):
        messages.warning(request, gettext("Nothing was changed: the day cannot be read."))
        return _back(key, pk)
    if not typed.isdecimal() or len(typed) > 4:
        messages.warning(request, gettext("Nothing was changed: type a number of places, 0 for none."))
        return _back(key, pk)
    title = part.title.best(language, facts.languages).text
    try:
        hold_places(
            delegation_id=delegation.id, part=part.key, places=int(typed), until=until, actor=actor, now=clock.now()
        )
    except HoldRefused as refused:
        why = " ".join(why_not_in_words(refused.decision.reasons, part, facts, language))
        messages.warning(request, gettext("%(part)s: no more places are kept. %(why)s") % {"part": title, "why": why})
    else:
        said = gettext("%(part)s: places without a name: %(n)s.")
        messages.success(request, said % {"part": title, "n": typed})
    return _back(key, pk)


@login_required
@require_POST
def order(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Record the purchase order; the desk may record one that came without a reference."""
    facts, actor = access.desk_gathering(request, key, Delegations.MANAGE)
    delegation = access.desk_delegation(facts, pk)
    if delegation.order is None:
        raise Http404("no order")
    form = ReferencesForm(request.POST)
    if not form.is_valid():
        return delegation_page(request, facts, actor, delegation, references=form, status=UNPROCESSABLE)
    record_order(delegation_id=pk, references=form.references(), actor=actor, now=clock.now())
    messages.success(request, gettext("The purchase order is recorded. The places are no longer held: they stay."))
    return _back(key, pk)


@login_required
@require_POST
def link(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Send the referent's link again, or a new one that makes earlier ones void."""
    facts, actor = access.desk_gathering(request, key, Delegations.MANAGE)
    delegation, replace = access.desk_delegation(facts, pk), "replace" in request.POST
    send_referent_link(delegation_id=delegation.id, actor=actor, now=clock.now(), replace=replace)
    if replace:
        messages.success(request, gettext("A new link is on its way. Earlier links no longer open anything."))
    else:
        messages.success(request, gettext("The link is on its way."))
    return _back(key, pk)


def _back(key: str, pk: int) -> HttpResponse:
    return SeeOther(reverse("desk:delegation", args=[key, pk]))
