"""The order as the referent sees it, and the form to give the purchase order with its references."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from filrouge.stages.delegations.actions import ReferencesMissing, record_order
from filrouge.stages.delegations.facts import REFERENT, DelegationFacts
from filrouge.stages.delegations.forms import ReferencesForm
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.web.public.delegation import by_referent, frame, order_said
from filrouge.web.shell import clock


@require_http_methods(["GET", "HEAD", "POST"])
@by_referent
def page(request: HttpRequest, token: str, delegation: DelegationFacts, facts: GatheringFacts) -> HttpResponse:
    """What is known of the order; sent, the purchase order is recorded and the places stay."""
    if delegation.order is None:
        raise Http404("no order")
    if request.method != "POST":
        return _page(request, token, delegation, facts, ReferencesForm(initial=references_of(delegation)))
    form = ReferencesForm(request.POST)
    if not form.is_valid():
        return _page(request, token, delegation, facts, form, status=422)
    try:
        record_order(delegation_id=delegation.id, references=form.references(), actor=REFERENT, now=clock.now())
    except ReferencesMissing as missing:
        form.ask_for(missing.names, delegation.order.buyer.name)
        return _page(request, token, delegation, facts, form, status=422)
    messages.success(request, gettext("The purchase order is recorded. The places are yours."))
    return HttpResponseRedirect(reverse("public:delegation", args=[token]), status=303)


def references_of(delegation: DelegationFacts) -> dict[str, str]:
    """What is known of the references, as a form holds it."""
    if delegation.order is None:
        return {}
    said = delegation.order.buyer.references
    return {
        "siret": said.siret,
        "service_code": said.service_code,
        "engagement_number": said.engagement_number,
        "purchase_order": said.purchase_order,
    }


def _page(
    request: HttpRequest,
    token: str,
    delegation: DelegationFacts,
    facts: GatheringFacts,
    form: ReferencesForm,
    *,
    status: int = 200,
) -> HttpResponse:
    language = request.LANGUAGE_CODE
    context = {
        **frame(facts, delegation, token, language),
        "form": form,
        "show_errors": status == 422,
        "order": order_said(delegation.order, facts, language, now=clock.now()) if delegation.order else None,
    }
    return render(request, "public/delegation_order.html", context, status=status)
