"""Changing a registration: the same form, the same rules, what changes told before it counts."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import change
from filrouge.stages.registration.actions.change import preview
from filrouge.stages.registration.enums import ACTIVE, PartState
from filrouge.stages.registration.facts import Application, RegistrationFacts
from filrouge.stages.registration.forms import ApplicationForm, values_of
from filrouge.stages.registration.queries import capacity_with, seats_of
from filrouge.stages.registration.rules import PartAnswer
from filrouge.web.public.parts import choice_cards, places_of
from filrouge.web.shell import clock
from filrouge.web.shell.bodies import SettledBody, settle_body


def form_for(registration: RegistrationFacts, facts: GatheringFacts, data: Any = None) -> ApplicationForm:
    """The form without the questions about who registers: that does not change."""
    form = ApplicationForm(facts, data, initial=values_of(registration))
    for name in ("for_another", "registrant_given_name", "registrant_family_name", "registrant_email"):
        del form.fields[name]
    # Whoever has no address of their own is reached through the registrant.
    form.fields["email"].required = bool(registration.email)
    form.fields["parts"].required = False
    return form


def change_form(
    request: HttpRequest, registration: RegistrationFacts, facts: GatheringFacts, context: Mapping[str, Any]
) -> HttpResponse:
    """The form with what is registered."""
    return _page(request, registration, facts, context, form_for(registration, facts))


def send_change(
    request: HttpRequest,
    token: str,
    registration: RegistrationFacts,
    facts: GatheringFacts,
    context: Mapping[str, Any],
) -> HttpResponse:
    """Tell what the change means (`check`, and always before a place would be lost), or write it."""
    form = form_for(registration, facts, request.POST)
    body = settle_body(form, facts)
    is_valid = form.is_valid()
    if "check" in request.POST:
        return _page(request, registration, facts, context, form, body=body, is_check=True)
    if not is_valid or body.is_open:
        return _page(request, registration, facts, context, form, body=body, status=422)
    answers = _answers(form, body, registration, facts)
    wished = form.cleaned_data["parts"]
    loses = [key for key, answer in answers.items() if key in wished and _is_lost(answer, registration)]
    if loses and request.POST.get("knows") != ",".join(sorted(loses)):
        return _page(request, registration, facts, context, form, body=body, loses=loses, status=422)
    application = Application(
        applicant=form.applicant(body.id),
        parts=tuple(form.cleaned_data["parts"]),
        language=registration.language,
        submission=form.cleaned_data["submission"],
        received_at=clock.now(),
    )
    change(registration_id=registration.id, facts=facts, application=application, actor=REGISTRANT, now=clock.now())
    messages.success(request, gettext("Your changes are recorded."))
    return HttpResponseRedirect(str(context["personal_url"]), status=303)


def _answers(
    form: ApplicationForm, body: SettledBody, registration: RegistrationFacts, facts: GatheringFacts
) -> dict[str, PartAnswer]:
    seats = seats_of(facts)
    capacity = capacity_with(form.applicant(body.id), body.card, facts)
    answers = {}
    for part in facts.parts:
        held = registration.held(part.key)
        answers[part.key] = preview(
            facts=facts,
            part=part,
            held=held.state if held else None,
            capacity=capacity,
            seats=seats[part.key],
            at=clock.now(),
            set_aside=frozenset(held.set_aside) if held else frozenset(),
        )
    return answers


def _is_lost(answer: PartAnswer, registration: RegistrationFacts) -> bool:
    held = registration.held(answer.part.key)
    if held is None or held.state not in ACTIVE:
        return False
    return answer.state is PartState.REFUSED or (
        answer.state is PartState.REQUESTED and held.state is not PartState.REQUESTED
    )


def _page(
    request: HttpRequest,
    registration: RegistrationFacts,
    facts: GatheringFacts,
    context: Mapping[str, Any],
    form: ApplicationForm,
    *,
    body: SettledBody | None = None,
    is_check: bool = False,
    loses: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    answers: Mapping[str, PartAnswer] = {}
    if form.is_bound and body is not None and not body.is_open:
        answers = _answers(form, body, registration, facts)
    ticked = request.POST.getlist("parts") if form.is_bound else form.initial["parts"]
    more = {
        "form": form,
        "cards": choice_cards(facts, places_of(seats_of(facts)), request.LANGUAGE_CODE, ticked=ticked, answers=answers),
        "body": body,
        "body_name": body.card.name if body and body.card else None,
        "is_check": is_check,
        "nothing_possible": False,
        "notice": "",
        "form_url": request.path,
        "bodies_url": reverse("public:bodies", args=[facts.key]),
        "loses": ",".join(sorted(loses or [])),
        "show_errors": form.is_bound and not is_check,
    }
    return render(request, "public/change.html", {**context, **more}, status=status)
