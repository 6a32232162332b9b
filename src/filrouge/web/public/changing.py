"""Changing a registration: the same form, the same rules, what changes told before it counts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import change
from filrouge.stages.registration.actions.change import lost, preview_all
from filrouge.stages.registration.actions.register import AlreadyRegistered
from filrouge.stages.registration.facts import Application, RegistrationFacts
from filrouge.stages.registration.forms import OF_A_REGISTRANT, ApplicationForm, values_of
from filrouge.stages.registration.queries import capacity_with, seats_of
from filrouge.stages.registration.rules import PartAnswer
from filrouge.web.public.parts import choice_cards, places_of
from filrouge.web.shell import clock
from filrouge.web.shell.bodies import SettledBody, settle_body


def form_for(registration: RegistrationFacts, facts: GatheringFacts, data: Any = None) -> ApplicationForm:
    """The form without the questions about who registers: that does not change."""
    form = ApplicationForm(
        facts, data, initial=values_of(registration), as_resident=registration.as_resident, with_needs=False
    )
    for name in OF_A_REGISTRANT:
        form.fields.pop(name, None)
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
    loses = lost(answers, registration, wished)
    if loses and request.POST.get("knows") != ",".join(sorted(loses)):
        return _page(request, registration, facts, context, form, body=body, loses=loses, status=422)
    application = Application(
        applicant=form.applicant(body.id),
        parts=tuple(form.cleaned_data["parts"]),
        language=registration.language,
        submission=form.cleaned_data["submission"],
        received_at=clock.now(),
    )
    try:
        change(
            registration_id=registration.id,
            facts=facts,
            application=application,
            actor=REGISTRANT,
            now=clock.now(),
            link=registration.link,
        )
    except AlreadyRegistered:
        return _page(request, registration, facts, context, form, body=body, notice=_registered_elsewhere(), status=422)
    messages.success(request, gettext("Your changes are recorded."))
    return HttpResponseRedirect(str(context["personal_url"]), status=303)


def _registered_elsewhere() -> str:
    return gettext(
        "Nothing was changed: this person is registered already, by another form. "
        "The mail about that one holds the link with which it can be changed."
    )


def _answers(
    form: ApplicationForm, body: SettledBody, registration: RegistrationFacts, facts: GatheringFacts
) -> dict[str, PartAnswer]:
    seats = seats_of(facts)
    capacity = capacity_with(form.applicant(body.id), body.card, facts)
    return preview_all(
        facts=facts,
        registration=registration,
        wished=form.ticked_parts(),
        capacity=capacity,
        seats=seats,
        at=clock.now(),
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
    loses: Sequence[str] = (),
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    answers: Mapping[str, PartAnswer] = {}
    if form.is_bound and body is not None and not body.is_open:
        answers = _answers(form, body, registration, facts)
    ticked = request.POST.getlist("parts") if form.is_bound else form.initial["parts"]
    more = {
        "form": form,
        "cards": choice_cards(
            facts, places_of(seats_of(facts)), request.LANGUAGE_CODE, ticked=ticked, answers=answers, at=clock.now()
        ),
        "body": body,
        "body_name": body.card.name if body and body.card else None,
        "is_check": is_check,
        "nothing_possible": False,
        "notice": notice,
        "form_url": request.path,
        "bodies_url": reverse("public:bodies", args=[facts.key]),
        "loses": ",".join(sorted(loses)),
        "show_errors": form.is_bound and not is_check,
    }
    return render(request, "public/change.html", {**context, **more}, status=status)
