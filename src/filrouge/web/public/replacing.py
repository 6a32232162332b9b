"""A colleague comes instead: who, in which capacity, with what; told before it counts."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import NothingTaken
from filrouge.stages.registration.actions.change import lost
from filrouge.stages.registration.actions.register import AlreadyRegistered
from filrouge.stages.registration.actions.replace import TooLateToReplace, may_replace, replace_person
from filrouge.stages.registration.facts import RegistrationFacts
from filrouge.stages.registration.queries import seats_of
from filrouge.stages.registration.rules import PartAnswer
from filrouge.web.public.parts import PartCard, choice_cards, places_of
from filrouge.web.public.personal import by_link, page_context
from filrouge.web.shell import clock
from filrouge.web.shell.bodies import SettledBody, settle_body
from filrouge.web.shell.replacing import ReplaceForm, answers_to

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def page(request: HttpRequest, token: str, registration: RegistrationFacts, facts: GatheringFacts) -> HttpResponse:
    """The form; sent with `check` it tells what the colleague can take, sent without it replaces."""
    context = page_context(facts, registration, token, request.LANGUAGE_CODE)
    if not may_replace(registration, now=clock.now()):
        return render(request, "public/replace_late.html", context, status=409 if request.method == "POST" else 200)
    if request.method != "POST":
        return _page(request, registration, facts, context, ReplaceForm(registration, facts))
    form = ReplaceForm(registration, facts, request.POST)
    body = settle_body(form, facts)
    is_valid = form.is_valid()
    if "check" in request.POST:
        return _page(request, registration, facts, context, form, body=body, is_check=True)
    if not is_valid or body.is_open:
        return _page(request, registration, facts, context, form, body=body, status=UNPROCESSABLE)
    return _send(request, registration, facts, context, form, body)


def _send(
    request: HttpRequest,
    registration: RegistrationFacts,
    facts: GatheringFacts,
    context: Mapping[str, Any],
    form: ReplaceForm,
    body: SettledBody,
) -> HttpResponse:
    """Replace, unless something would be lost that the page has not said yet."""
    loses = lost(answers_to(form, body, registration, facts), registration, form.cleaned_data["parts"])
    if loses and request.POST.get("knows") != ",".join(loses):
        return _page(request, registration, facts, context, form, body=body, loses=loses, status=UNPROCESSABLE)
    try:
        replace_person(
            registration_id=registration.id,
            facts=facts,
            applicant=form.applicant(body.id),
            take_over=form.takes_over(),
            parts=tuple(form.cleaned_data["parts"]),
            language=form.cleaned_data["language"],
            actor=REGISTRANT,
            now=clock.now(),
        )
    except (NothingTaken, AlreadyRegistered, TooLateToReplace) as refusal:
        notice = _why_not(refusal, registration)
        return _page(
            request, registration, facts, context, form, body=body, is_check=True, notice=notice, status=UNPROCESSABLE
        )
    said = gettext("%(name)s comes instead. The new link is on its way by mail; yours opens nothing any more.")
    messages.success(request, said % {"name": form.applicant(body.id).name.full})
    return HttpResponseRedirect(reverse("public:gathering", args=[facts.key]), status=303)


def _why_not(refusal: Exception, registration: RegistrationFacts) -> str:
    if isinstance(refusal, AlreadyRegistered):
        if refusal.registration_id == registration.id:
            return gettext("This is the person who is registered already. To correct something, choose “Change”.")
        return gettext(
            "This person is registered already, by another form. Nothing was changed: "
            "choose another colleague, or withdraw here."
        )
    if isinstance(refusal, NothingTaken):
        return gettext(
            "Nothing was changed: with these answers your colleague can take nothing. The reasons stand below."
        )
    return gettext("Nothing was changed: it is too late for somebody else to come on this registration.")


def _page(
    request: HttpRequest,
    registration: RegistrationFacts,
    facts: GatheringFacts,
    context: Mapping[str, Any],
    form: ReplaceForm,
    *,
    body: SettledBody | None = None,
    is_check: bool = False,
    loses: tuple[str, ...] = (),
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    is_known = body is not None and not body.is_open and form.says_capacity()
    answers = answers_to(form, body, registration, facts) if body and is_known else {}
    more = {
        "form": form,
        "cards": cards_with(answers, facts, form, request.LANGUAGE_CODE),
        "body": body,
        "body_name": body.card.name if body and body.card else None,
        "nothing_possible": False,
        "notice": notice,
        "form_url": request.path,
        "bodies_url": reverse("public:bodies", args=[facts.key]),
        "loses": ",".join(loses),
        "show_errors": form.is_bound and not is_check,
    }
    return render(request, "public/replace.html", {**context, **more}, status=status)


def cards_with(
    answers: Mapping[str, PartAnswer], facts: GatheringFacts, form: ReplaceForm, language: str
) -> list[PartCard]:
    """The parts to choose from, each with what whoever comes instead would get."""
    places, ticked = places_of(seats_of(facts)), form.ticked_parts()
    return choice_cards(facts, places, language, ticked=ticked, answers=answers, at=clock.now())
