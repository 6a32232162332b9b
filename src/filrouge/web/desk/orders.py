"""The orders of a gathering, and the same as a table or as data for the portal of public invoices."""

import json
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from filrouge.core.typography import money
from filrouge.stages.delegations.export import OrderLine, deposit, headings, order_lines, reference_of, row_of, vat_note
from filrouge.stages.delegations.permissions import Delegations
from filrouge.stages.delegations.queries import delegations_of
from filrouge.stages.delegations.words import order_state_in_words
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.words import until_in_words
from filrouge.stages.registration.export import FORMATS, Sheet
from filrouge.web.desk.delegations import ORDER_TONES
from filrouge.web.desk.files import attachment
from filrouge.web.desk.frame import language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.shell import access, clock


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Every order: the buyer, where it stands, what it comes to, which reference is missing."""
    facts, actor = access.desk_gathering(request, key, Delegations.SEE_ORDERS)
    language = language_of(request)
    lines = order_lines(delegations_of(facts), facts)
    total = sum(line.order.amount for line in lines)
    context = {
        "rows": [_row(line, facts, language) for line in lines],
        "total": _money(total, facts, language) if lines else "",
        "vat_note": vat_note(facts, language),
        "exports": [
            {"label": form.upper(), "url": reverse("desk:orders_export", args=[key, form])} for form in FORMATS
        ],
        "deposit_url": reverse("desk:orders_deposit", args=[key]),
    }
    return desk_page(request, "desk/orders.html", facts, actor, context, current="orders")


def _row(line: OrderLine, facts: GatheringFacts, language: str) -> dict[str, Any]:
    order = line.order
    state = order.state_at(clock.now())
    return {
        "reference": reference_of(line.delegation, facts),
        "body": line.delegation.body(language),
        "url": reverse("desk:delegation", args=[facts.key, line.delegation.id]),
        "buyer": order.buyer,
        "missing": line.missing,
        "state": order_state_in_words(state),
        "tone": ORDER_TONES[state],
        "until": until_in_words(order.awaited_until, facts, language)
        if order.awaited_until and not order.arrived_at
        else "",
        "people": order.people,
        "amount": _money(order.amount, facts, language),
        "ordered": _money(order.ordered, facts, language) if order.ordered != order.amount else "",
    }


def _money(amount: Any, facts: GatheringFacts, language: str) -> str:
    currency = (facts.price or {}).get("currency", "EUR")
    return money(amount, currency=currency, language=language, country=facts.country)


@login_required
@require_safe
def export(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """Every order as a table."""
    facts, _actor = access.desk_gathering(request, key, Delegations.EXPORT_ORDERS)
    language, now = language_of(request), clock.now()
    lines = order_lines(delegations_of(facts), facts)
    sheet = Sheet(gettext("Orders"), headings(), [row_of(line, facts, language, now=now) for line in lines])
    return attachment(FORMATS[form], sheet, name=f"{facts.key}-orders.{form}")


@login_required
@require_safe
def for_portal(request: HttpRequest, key: str) -> HttpResponse:
    """The orders that can be invoiced, under the names of the deposit at the portal of public invoices."""
    facts, _actor = access.desk_gathering(request, key, Delegations.EXPORT_ORDERS)
    data = deposit(order_lines(delegations_of(facts), facts), facts, now=clock.now())
    text = json.dumps(data, ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{facts.key}-orders.json"'
    response["Cache-Control"] = "no-store"
    return response
