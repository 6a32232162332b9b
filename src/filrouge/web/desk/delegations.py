"""The delegations of a gathering at the desk: all of them, and one with its people, its places and its order."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from filrouge.core.typography import money
from filrouge.ground.audit.queries import trail_of_subject
from filrouge.ground.mail.queries import mails_about
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.permissions import may
from filrouge.stages.delegations.enums import OrderState
from filrouge.stages.delegations.facts import DelegationFacts, MemberFacts, OrderFacts
from filrouge.stages.delegations.forms import ReferencesForm
from filrouge.stages.delegations.permissions import Delegations
from filrouge.stages.delegations.queries import delegations_of
from filrouge.stages.delegations.words import order_state_in_words
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.words import until_in_words
from filrouge.stages.registration.enums import HeldFor, PartState
from filrouge.stages.registration.facts import HeldPart
from filrouge.stages.registration.permissions import Registrations
from filrouge.web.desk.frame import language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.mails import mail_row
from filrouge.web.desk.timeline import timeline_entry
from filrouge.web.desk.words import PART_TONES, channel_word, short_part_state
from filrouge.web.shell import access, clock

ORDER_TONES = {
    OrderState.NOT_AWAITED: "neutral",
    OrderState.AWAITED: "wait",
    OrderState.ARRIVED: "ok",
    OrderState.LAPSED: "stop",
}
_SHOWN = (PartState.CONFIRMED, PartState.WAITING, PartState.REQUESTED, PartState.REFUSED, PartState.WITHDRAWN)


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Every delegation: the body, the referent, its people and what became of them, what is kept, the order."""
    facts, actor = access.desk_gathering(request, key, Delegations.SEE)
    language = language_of(request)
    found = delegations_of(facts)
    context = {
        "rows": [_row(one, facts, language) for one in found],
        "words": ngettext("%(n)s delegation", "%(n)s delegations", len(found)) % {"n": len(found)},
        "has_orders": any(one.order for one in found),
    }
    return desk_page(request, "desk/delegations.html", facts, actor, context, current="delegations")


def _row(delegation: DelegationFacts, facts: GatheringFacts, language: str) -> dict[str, Any]:
    return {
        "body": delegation.body(language),
        "url": reverse("desk:delegation", args=[facts.key, delegation.id]),
        "referent": delegation.referent,
        "people": len(delegation.people),
        "states": _states(delegation),
        "held": sum(held.places for held in delegation.held),
        "order": _order_badge(delegation.order) if delegation.order else None,
    }


def _states(delegation: DelegationFacts) -> list[dict[str, Any]]:
    """How many wishes of its people are in which state."""
    states = [held.state for member in delegation.people for held in member.parts]
    return [
        {"tone": PART_TONES[state], "label": f"{short_part_state(state)} {states.count(state)}"}
        for state in _SHOWN
        if state in states
    ]


def _order_badge(order: OrderFacts) -> dict[str, str]:
    state = order.state_at(clock.now())
    return {"tone": ORDER_TONES[state], "label": order_state_in_words(state)}


@login_required
@require_safe
def detail(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """One delegation."""
    facts, actor = access.desk_gathering(request, key, Delegations.SEE)
    return delegation_page(request, facts, actor, access.desk_delegation(facts, pk))


def delegation_page(
    request: HttpRequest,
    facts: GatheringFacts,
    actor: Actor,
    delegation: DelegationFacts,
    *,
    references: ReferencesForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with the form of the references open when it came back."""
    language = language_of(request)
    manages = may(actor, Delegations.MANAGE, organiser_id=facts.organiser_id)
    trail = trail_of_subject(gathering_id=facts.id, subject_kind="delegation", subject_id=str(delegation.id))
    sees_mails = may(actor, Registrations.SEE_MAILS, organiser_id=facts.organiser_id)
    context = {
        "delegation": delegation,
        "body": delegation.body(language),
        "territory": delegation.territory.best(language).text if delegation.territory else "",
        "channel": channel_word(delegation.channel),
        "people": [_person(member, facts, language) for member in delegation.people],
        "held": [
            _held(delegation, part.key, facts, language)
            for part in facts.parts
            if part.ends is None or clock.now() < part.ends
        ],
        "order": _order(delegation.order, facts, language) if delegation.order else None,
        "references": references or ReferencesForm(initial=references_of(delegation)),
        "references_open": references is not None,
        "manages": manages,
        "history": [timeline_entry(line, facts, {}, language) for line in reversed(trail)],
        "mails": _mails(delegation, facts) if sees_mails else [],
        "sees_mails": sees_mails,
    }
    return desk_page(request, "desk/delegation.html", facts, actor, context, current="delegations", status=status)


def _mails(delegation: DelegationFacts, facts: GatheringFacts) -> list[dict[str, Any]]:
    found = mails_about(gathering_id=facts.id, name="delegation", value=delegation.id)
    return [mail_row(mail, facts) for mail in found]


def _person(member: MemberFacts, facts: GatheringFacts, language: str) -> dict[str, Any]:
    known = facts.vocabulary.function(member.function)
    return {
        "name": member.name,
        "email": member.email,
        "function": known.label.best(language, facts.languages).text if known else member.function_text,
        "url": reverse("desk:registration", args=[facts.key, member.registration_id]),
        "parts": [_part(held, facts, language) for held in member.parts],
    }


def _part(held: HeldPart, facts: GatheringFacts, language: str) -> dict[str, str]:
    state = short_part_state(held.state)
    return {
        "title": held.part.title.best(language, facts.languages).text,
        "tone": PART_TONES[held.state],
        "label": f"{state} {held.position}" if held.position else state,
        "until": until_in_words(held.held_until, facts, language)
        if held.held_until and held.held_for is HeldFor.ANSWER
        else "",
    }


def _held(delegation: DelegationFacts, key: str, facts: GatheringFacts, language: str) -> dict[str, Any]:
    found = next((held for held in delegation.held if held.part.key == key), None)
    part: Any = facts.part(key)
    return {
        "key": key,
        "title": part.title.best(language, facts.languages).text,
        "places": found.places if found else 0,
        "until": until_in_words(found.until, facts, language) if found else "",
    }


def _order(order: OrderFacts, facts: GatheringFacts, language: str) -> dict[str, Any]:
    def sum_of(amount: Any) -> str:
        return money(amount, currency=order.currency, language=language, country=facts.country)

    return {
        **_order_badge(order),
        "buyer": order.buyer,
        "references": order.buyer.references,
        "until": until_in_words(order.awaited_until, facts, language) if order.awaited_until else "",
        "people": order.people,
        "amount": sum_of(order.amount),
        "ordered": sum_of(order.ordered),
        "has_arrived": order.arrived_at is not None,
    }


def references_of(delegation: DelegationFacts) -> dict[str, str]:
    """What is known of the references, as a form holds it."""
    if delegation.order is None:
        return {}
    said = delegation.order.buyer.references
    names = ("siret", "service_code", "engagement_number", "purchase_order")
    return {name: getattr(said, name) for name in names}
