"""Behind the personal link: all that is stored about somebody, to see, take away, correct and erase."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy.actions import erase_registration, object_to_mails, take_objection_back
from filrouge.stages.privacy.enums import Source
from filrouge.stages.privacy.queries.objections import objects_since
from filrouge.stages.privacy.queries.own import own_data
from filrouge.stages.registration import rules
from filrouge.stages.registration.facts import RegistrationFacts
from filrouge.stages.registration.words import said_of
from filrouge.web.public.masthead import gathering_context
from filrouge.web.public.own_data_words import sections
from filrouge.web.public.personal import by_link
from filrouge.web.shell import clock


@require_safe
@by_link
def page(request: HttpRequest, token: str, registration: RegistrationFacts, facts: GatheringFacts) -> HttpResponse:
    """Everything that is stored, under plain headings, with what can be done about it."""
    context = {
        **_context(request, token, registration, facts),
        **sections(own_data(registration.id, facts), registration, facts, request.LANGUAGE_CODE),
        "can_change": registration.is_active,
    }
    return render(request, "public/own_data.html", context)


@require_safe
@by_link
def download(request: HttpRequest, token: str, registration: RegistrationFacts, facts: GatheringFacts) -> HttpResponse:
    """The same for another machine."""
    content = json.dumps(own_data(registration.id, facts), ensure_ascii=False, indent=2)
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{facts.key}.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def erase(request: HttpRequest, token: str, registration: RegistrationFacts, facts: GatheringFacts) -> HttpResponse:
    """What erasing means, and the button that does it. Opening the page changes nothing."""
    if request.method == "POST":
        erase_registration(registration_id=registration.id, actor=REGISTRANT, now=clock.now())
        return HttpResponseRedirect(reverse("public:erased", args=[facts.key]), status=303)
    language, now = request.LANGUAGE_CODE, clock.now()
    active = [held for held in registration.parts if held.is_active]
    given_back = [held for held in active if rules.may_withdraw(held.part, now=now).is_allowed]
    context = {
        **_context(request, token, registration, facts),
        "given_back": [said_of(held, facts, language) for held in given_back],
        "are_over": [said_of(held, facts, language) for held in active if held not in given_back],
    }
    return render(request, "public/erase.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def mails(request: HttpRequest, token: str, registration: RegistrationFacts, facts: GatheringFacts) -> HttpResponse:
    """Want no mails but those about one's own registration, or want them again."""
    address, now = _address(registration), clock.now()
    if request.method == "POST" and address:
        _say(request, facts, address, now=now)
        return HttpResponseRedirect(request.path, status=303)
    context = {
        **_context(request, token, registration, facts),
        "address": address,
        "since": objects_since(facts.organiser_id, address) if address else None,
    }
    return render(request, "public/own_mails.html", context)


def _say(request: HttpRequest, facts: GatheringFacts, address: str, *, now: datetime) -> None:
    said: Mapping[str, Any] = {
        "organiser_id": facts.organiser_id,
        "address": address,
        "source": Source.PERSONAL_PAGE,
        "actor": REGISTRANT,
        "now": now,
    }
    if "again" in request.POST:
        take_objection_back(**said)
        messages.success(request, gettext("The organiser may write to you again."))
    else:
        object_to_mails(**said)
        messages.success(request, gettext("It is recorded: you only get mails about your own registration."))


def _address(registration: RegistrationFacts) -> str:
    """The address that mails go to: the attendee's, else that of whoever registered them."""
    return registration.email or (registration.registrant.email if registration.registrant else "")


def _context(
    request: HttpRequest, token: str, registration: RegistrationFacts, facts: GatheringFacts
) -> dict[str, Any]:
    return {
        **gathering_context(facts, request.LANGUAGE_CODE),
        "registration": registration,
        "contact": facts.contact(ContactKind.REGISTRATION),
        "personal_url": reverse("public:personal", args=[token]),
        "data_url": reverse("public:own_data", args=[token]),
        "download_url": reverse("public:own_data_file", args=[token]),
        "change_url": reverse("public:change", args=[token]),
        "erase_url": reverse("public:erase", args=[token]),
        "mails_url": reverse("public:own_mails", args=[token]),
        "notice_url": reverse("public:privacy", args=[facts.key]),
        "address_url": reverse("public:own_address_ask", args=[facts.key]),
    }
