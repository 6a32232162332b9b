"""One person more in a delegation, with a place that was kept without a name where there is one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from filrouge.core import days
from filrouge.core.names import PersonName
from filrouge.stages.delegations.actions import NotTaken, add_member
from filrouge.stages.delegations.facts import REFERENT, DelegationFacts
from filrouge.stages.delegations.forms import PersonLine
from filrouge.stages.delegations.rules import Wish, forecast
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.facts import Applicant
from filrouge.stages.registration.forms import FormKey
from filrouge.stages.registration.queries import capacity_of, seats_of
from filrouge.stages.registration.rules import PartAnswer
from filrouge.web.public.delegation import by_referent, frame
from filrouge.web.public.group_page import part_box, parts_said
from filrouge.web.public.group_words import line_refused_in_words
from filrouge.web.public.parts import places_of
from filrouge.web.shell import clock

PREFIX = "p0"


@dataclass
class Sent:
    """The line as it was sent or opened, and the key of the form."""

    line: PersonLine
    key: UUID


@require_http_methods(["GET", "HEAD", "POST"])
@by_referent
def page(request: HttpRequest, token: str, delegation: DelegationFacts, facts: GatheringFacts) -> HttpResponse:
    """The line of one person; `check` tells what they would get, sent without it it registers."""
    now = clock.now()
    sent = _read(request, facts)
    if request.method != "POST":
        return _page(request, token, delegation, facts, sent)
    is_valid = sent.line.is_valid()
    if "check" in request.POST or not is_valid:
        status = 200 if "check" in request.POST else 422
        return _page(request, token, delegation, facts, sent, is_check=True, status=status)
    member = sent.line.member(sender_of(delegation))
    try:
        _outcome, used = add_member(
            delegation_id=delegation.id, member=member, submission=sent.key, actor=REFERENT, now=now
        )
    except NotTaken as refused:
        sent.line.add_error(None, line_refused_in_words(refused.problem, member.applicant.name.full))
        return _page(request, token, delegation, facts, sent, is_check=True, status=422)
    said = gettext("%(name)s is registered.") % {"name": member.applicant.name.full}
    if used:
        told = ngettext("A place that was kept has a name.", "%(n)s places that were kept have a name.", len(used))
        said += " " + told % {"n": len(used)}
    messages.success(request, said)
    return HttpResponseRedirect(reverse("public:delegation", args=[token]), status=303)


def sender_of(delegation: DelegationFacts) -> Applicant:
    """The body of a delegation as each of its people comes for it, without a name."""
    return Applicant(
        name=PersonName("", ""),
        organisation_id=delegation.organisation_id,
        organisation_text=delegation.organisation_text,
        organisation_kind=delegation.organisation_kind if delegation.organisation_id is None else "",
        territory_id=delegation.territory_id,
    )


def _read(request: HttpRequest, facts: GatheringFacts) -> Sent:
    if request.method == "POST":
        return Sent(PersonLine(facts, request.POST, prefix=PREFIX), FormKey().to_python(request.POST.get("submission")))
    asked = request.GET.get("part", "")
    only = [facts.parts[0].key] if len(facts.parts) == 1 else []
    initial = {"parts": [asked] if facts.part(asked) else only}
    return Sent(PersonLine(facts, prefix=PREFIX, initial=initial), uuid4())


def _page(
    request: HttpRequest,
    token: str,
    delegation: DelegationFacts,
    facts: GatheringFacts,
    sent: Sent,
    *,
    is_check: bool = False,
    status: int = 200,
) -> HttpResponse:
    language, seats = request.LANGUAGE_CODE, seats_of(facts)
    answers = _answers(sent.line, delegation, facts, seats, now=clock.now()) if is_check else {}
    places = {key: _places_said(delegation.places_held(key), said) for key, said in places_of(seats).items()}
    boxes = [part_box(sent.line, part, facts, language, answer=answers.get(part.key)) for part in facts.parts]
    errors = [{"text": error, "href": ""} for error in sent.line.non_field_errors()] if status == 422 else []
    context = {
        **frame(facts, delegation, token, language),
        "line": {"form": sent.line, "parts": boxes},
        "parts": parts_said(facts, places, language),
        "key": sent.key,
        "errors": errors,
        "show_errors": status == 422,
        "form_url": request.path,
    }
    return render(request, "public/delegation_add.html", context, status=status)


def _places_said(held: int, places: str) -> str:
    if not held:
        return places
    said = ngettext("%(n)s place is kept for you", "%(n)s places are kept for you", held) % {"n": held}
    return f"{said} · {places}" if places else said


def _answers(
    line: PersonLine,
    delegation: DelegationFacts,
    facts: GatheringFacts,
    seats: Mapping[str, rules.Seats],
    *,
    now: datetime,
) -> dict[str, PartAnswer]:
    """What this person would get: alone in the list, but for the places that are kept for the body."""
    if not line.says_function():
        return {}
    member = line.member(sender_of(delegation))
    capacity = capacity_of(member.applicant, facts, on=days.local_day(now, facts.zone))
    wish = Wish(capacity, member.parts)
    told = forecast(facts=facts, wishes=[wish], seats=seats, may_split=delegation.may_split, received=now)
    answers: dict[str, Any] = dict(told.answers[0])
    for key, answer in answers.items():
        if delegation.places_held(key) and answer.state is PartState.WAITING:
            answers[key] = replace(answer, state=PartState.CONFIRMED, position=None, reasons=())
    return answers
