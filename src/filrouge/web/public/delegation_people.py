"""What a referent does with one of the body's people: see, withdraw, give the place to a colleague, send the link."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from filrouge.core.typography import join_and
from filrouge.stages.delegations.actions import MoveRefused, move_place
from filrouge.stages.delegations.facts import REFERENT, DelegationFacts, MemberFacts
from filrouge.stages.delegations.words import why_not_in_words
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions import send_link, withdraw
from filrouge.stages.registration.actions.replace import may_replace
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.queries import registration_by_id
from filrouge.web.public.delegation import by_referent, frame, function_of, part_said
from filrouge.web.shell import clock
from filrouge.web.shell.numbers import number_said


def member_of(delegation: DelegationFacts, pk: int) -> MemberFacts:
    """One of the people of this delegation. 404 for anybody else's."""
    member = delegation.member(pk)
    if member is None:
        raise Http404("nobody of this delegation")
    return member


@require_safe
@by_referent
def page(request: HttpRequest, token: str, delegation: DelegationFacts, facts: GatheringFacts, pk: int) -> HttpResponse:
    """What one of them takes, and what can be done."""
    member, language, now = member_of(delegation, pk), request.LANGUAGE_CODE, clock.now()
    open_parts = [held for held in member.parts if held.is_active and rules.may_withdraw(held.part, now=now).is_allowed]
    registration = registration_by_id(gathering_id=facts.id, registration_id=pk)
    context = {
        **frame(facts, delegation, token, language),
        "member": member,
        "function": function_of(member, facts, language),
        "parts": [part_said(held, facts, language) for held in member.parts],
        "to_withdraw": [part_said(held, facts, language) for held in open_parts],
        "moves": [
            _move(held.part.key, delegation, facts, language) for held in open_parts if _has_takers(held, delegation)
        ],
        "can_replace": registration is not None and may_replace(registration, now=now),
        "urls": {
            name: reverse(f"public:delegation_{name}", args=[token, pk])
            for name in ("withdraw", "move", "link", "replace")
        },
    }
    return render(request, "public/delegation_person.html", context)


def _has_takers(held: Any, delegation: DelegationFacts) -> bool:
    return held.state is PartState.CONFIRMED and bool(_takers(held.part.key, delegation))


def _takers(part: str, delegation: DelegationFacts) -> list[MemberFacts]:
    """The colleagues who have no place in a part."""
    return [
        member
        for member in delegation.people
        if (held := member.held(part)) is None or held.state is not PartState.CONFIRMED
    ]


def _move(part: str, delegation: DelegationFacts, facts: GatheringFacts, language: str) -> dict[str, Any]:
    found: Any = facts.part(part)
    return {
        "key": part,
        "title": found.title.best(language, facts.languages).text,
        "takers": [{"id": taker.registration_id, "name": taker.name.full} for taker in _takers(part, delegation)],
    }


@require_POST
@by_referent
def withdraw_person(
    request: HttpRequest, token: str, delegation: DelegationFacts, facts: GatheringFacts, pk: int
) -> HttpResponse:
    """Give back what is ticked; the freed places go to those who wait."""
    member, language = member_of(delegation, pk), request.LANGUAGE_CODE
    keys = set(request.POST.getlist("parts")) & {held.part.key for held in member.parts}
    left = withdraw(registration_id=pk, parts=keys, actor=REFERENT, now=clock.now()) if keys else ()
    if left:
        titles = [part.title.best(language, facts.languages).text for part in facts.parts if part.key in left]
        said = gettext("%(name)s no longer takes: %(parts)s.")
        messages.success(request, said % {"name": member.name.full, "parts": join_and(titles, language=language)})
    else:
        messages.warning(request, gettext("Nothing was changed: tick the part that is given back."))
    return back_to_person(token, pk)


@require_POST
@by_referent
def move(request: HttpRequest, token: str, delegation: DelegationFacts, facts: GatheringFacts, pk: int) -> HttpResponse:
    """Give the place in one part to a colleague who has none there."""
    giver, language = member_of(delegation, pk), request.LANGUAGE_CODE
    part = facts.part(request.POST.get("part", ""))
    taker = delegation.member(number_said(request.POST.get("taker", "")))
    if part is None or taker is None:
        messages.warning(request, gettext("Nothing was changed: choose who takes the place."))
        return back_to_person(token, pk)
    try:
        move_place(
            delegation_id=delegation.id,
            part=part.key,
            giver=pk,
            taker=taker.registration_id,
            actor=REFERENT,
            now=clock.now(),
        )
    except MoveRefused as refused:
        why = " ".join(why_not_in_words(refused.decision.reasons, part, facts, language))
        said = gettext("Nothing was changed: %(name)s cannot take this place. %(why)s")
        messages.warning(request, said % {"name": taker.name.full, "why": why})
    else:
        said = gettext("%(taker)s takes the place of %(giver)s: %(part)s.")
        title = part.title.best(language, facts.languages).text
        messages.success(request, said % {"taker": taker.name.full, "giver": giver.name.full, "part": title})
    return back_to_person(token, pk)


@require_POST
@by_referent
def give_link(
    request: HttpRequest, token: str, delegation: DelegationFacts, facts: GatheringFacts, pk: int
) -> HttpResponse:
    """Send somebody their personal link again; it comes to the referent where they have no address."""
    member = member_of(delegation, pk)
    send_link(registration_id=pk, actor=REFERENT, now=clock.now())
    if member.email:
        said = gettext("The personal link of %(name)s is on its way to %(email)s.")
    else:
        said = gettext("The personal link of %(name)s is on its way to you.")
    messages.success(request, said % {"name": member.name.full, "email": member.email})
    return back_to_person(token, pk)


def back_to_person(token: str, pk: int) -> HttpResponse:
    """After a POST, the person's page."""
    return HttpResponseRedirect(reverse("public:delegation_person", args=[token, pk]), status=303)
