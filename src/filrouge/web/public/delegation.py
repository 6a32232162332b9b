"""The page of a referent behind the secret link: the body's own people, nobody else's. Opening it changes nothing."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from filrouge.core.typography import money
from filrouge.stages.delegations import rules
from filrouge.stages.delegations.enums import OrderState
from filrouge.stages.delegations.facts import DelegationFacts, HeldFacts, MemberFacts, OrderFacts
from filrouge.stages.delegations.words import crowded_in_words, order_state_in_words
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.words import until_in_words
from filrouge.stages.registration.enums import HeldFor
from filrouge.stages.registration.facts import HeldPart
from filrouge.stages.registration.queries import seats_of
from filrouge.stages.registration.rules import open_now
from filrouge.stages.registration.words import said_of, state_in_words
from filrouge.web.public.facts import facts_shown
from filrouge.web.public.group_page import TONES
from filrouge.web.public.group_sent import parts_to_hold
from filrouge.web.public.masthead import gathering_context
from filrouge.web.public.parts import places_of
from filrouge.web.public.secret_links import STILL_OF_USE, expired_page, kept_to_oneself
from filrouge.web.shell import clock
from filrouge.web.shell.access import LinkExpired, own_delegation

View = Callable[..., HttpResponse]

ORDER_TONES = {
    OrderState.NOT_AWAITED: "neutral",
    OrderState.AWAITED: "wait",
    OrderState.ARRIVED: "ok",
    OrderState.LAPSED: "stop",
}


def by_referent(view: View) -> View:
    """Load the delegation behind the link, or say kindly that it has run out. Never cached, never indexed."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        try:
            delegation, facts = own_delegation(token)
        except LinkExpired as expired:
            return expired_page(request, expired)
        return kept_to_oneself(view(request, token, delegation, facts, **kwargs))

    return never_cache(opened)


@require_safe
@by_referent
def page(request: HttpRequest, token: str, delegation: DelegationFacts, facts: GatheringFacts) -> HttpResponse:
    """Who comes, part by part; the places without a name; the order; what can be done."""
    language, now = request.LANGUAGE_CODE, clock.now()
    crowded = rules.all_in_one(facts, [_counted(member) for member in delegation.people])
    context = {
        **frame(facts, delegation, token, language),
        "people": [_person(member, facts, language, token) for member in delegation.people],
        "people_said": _people_said(delegation),
        "held": [_held(held, facts, language, token) for held in delegation.held],
        "to_hold": _to_hold(delegation, facts, language, now=now) if open_now(facts, at=now).is_allowed else [],
        "hold_url": reverse("public:delegation_places", args=[token]),
        "order": order_said(delegation.order, facts, language, now=now) if delegation.order else None,
        "order_url": reverse("public:delegation_order", args=[token]),
        "hint": crowded_in_words(crowded, facts, language) if crowded else "",
        "can_add": open_now(facts, at=now).is_allowed,
        "facts": {name: said for name, said in facts_shown(facts, language).items() if name in STILL_OF_USE},
        "just_sent": "sent" in request.GET,
        "sent_again": "again" in request.GET,
    }
    return render(request, "public/delegation.html", context)


def frame(facts: GatheringFacts, delegation: DelegationFacts, token: str, language: str) -> dict[str, Any]:
    """What every page of a referent says."""
    return {
        **gathering_context(facts, language),
        "delegation": delegation,
        "body_name": delegation.body(language),
        "contact": facts.contact(ContactKind.REGISTRATION),
        "delegation_url": reverse("public:delegation", args=[token]),
        "add_url": reverse("public:delegation_add", args=[token]),
    }


def _counted(member: MemberFacts) -> list[str]:
    return [held.part.key for held in member.parts if held.is_active]


def _people_said(delegation: DelegationFacts) -> str:
    number = sum(member.is_active for member in delegation.people)
    return ngettext("%(n)s person", "%(n)s people", number) % {"n": number}


def _person(member: MemberFacts, facts: GatheringFacts, language: str, token: str) -> dict[str, Any]:
    return {
        "name": member.name.full,
        "function": function_of(member, facts, language),
        "url": reverse("public:delegation_person", args=[token, member.registration_id]),
        "parts": [part_said(held, facts, language) for held in member.parts],
    }


def function_of(member: MemberFacts, facts: GatheringFacts, language: str) -> str:
    """The function in which somebody comes, in the reader's language."""
    known = facts.vocabulary.function(member.function)
    return known.label.best(language, facts.languages).text if known else member.function_text


def part_said(held: HeldPart, facts: GatheringFacts, language: str) -> dict[str, Any]:
    """One part of somebody, in words and with its tone."""
    state = state_in_words(held.state)
    if held.position:
        state = gettext("%(state)s, number %(position)s") % {"state": state, "position": held.position}
    is_asked = held.held_until is not None and held.held_for is HeldFor.ANSWER
    until = until_in_words(held.held_until, facts, language) if held.held_until and is_asked else ""
    return {
        "said": said_of(held, facts, language),
        "tone": TONES[held.state],
        "state": state,
        "until": gettext("to be confirmed until %(until)s") % {"until": until} if until else "",
        "is_active": held.is_active,
    }


def _held(held: HeldFacts, facts: GatheringFacts, language: str, token: str) -> dict[str, Any]:
    said = ngettext("%(n)s place without a name", "%(n)s places without a name", held.places) % {"n": held.places}
    return {
        "key": held.part.key,
        "title": _title(held.part, facts, language),
        "said": said,
        "until": until_in_words(held.until, facts, language),
        "name_url": f"{reverse('public:delegation_add', args=[token])}?part={held.part.key}",
    }


def _to_hold(
    delegation: DelegationFacts, facts: GatheringFacts, language: str, *, now: datetime
) -> list[dict[str, Any]]:
    """The parts of which places can be kept, with how many are, and until when at most."""
    places = places_of(seats_of(facts))
    rows = []
    for part in parts_to_hold(facts, now=now):
        latest = rules.latest_hold(facts, part, now=now)
        rows.append(
            {
                "key": part.key,
                "title": _title(part, facts, language),
                "places": places[part.key],
                "held": delegation.places_held(part.key),
                "most": rules.MOST_HELD,
                "until": until_in_words(latest, facts, language) if latest else "",
            }
        )
    return rows


def _title(part: PartFacts, facts: GatheringFacts, language: str) -> str:
    return part.title.best(language, facts.languages).text


def order_said(order: OrderFacts, facts: GatheringFacts, language: str, *, now: datetime) -> dict[str, Any]:
    """The order in words: where it stands, until when it is awaited, what it comes to."""
    state = order.state_at(now)

    def sum_of(amount: Any) -> str:
        return money(amount, currency=order.currency, language=language, country=facts.country)

    said = ngettext(
        "%(n)s person with a place, %(price)s each: %(amount)s",
        "%(n)s people with a place, %(price)s each: %(amount)s",
        order.people,
    )
    return {
        "state": order_state_in_words(state),
        "tone": ORDER_TONES[state],
        "is_awaited": state is OrderState.AWAITED,
        "is_lapsed": state is OrderState.LAPSED,
        "until": until_in_words(order.awaited_until, facts, language) if order.awaited_until else "",
        "buyer": order.buyer,
        "sum": said % {"n": order.people, "price": sum_of(order.unit_price), "amount": sum_of(order.amount)},
        "ordered": sum_of(order.ordered) if order.ordered != order.amount and order.arrived_at else "",
    }
