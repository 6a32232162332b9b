"""The privacy notice of a gathering, what the form says of it, and the page for those who want no more mails."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.core.days import local_day
from filrouge.core.typography import join_and
from filrouge.ground.people.actors import STRANGER
from filrouge.ground.people.queries import OrganiserCard, organiser_by_id
from filrouge.stages.gatherings.enums import BodyRole, ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy import links, rules
from filrouge.stages.privacy.actions.objecting import object_by_digest
from filrouge.stages.privacy.enums import Source
from filrouge.stages.privacy.facts import LegalFacts, Periods
from filrouge.stages.privacy.queries.legal import legal_of
from filrouge.stages.privacy.queries.objections import is_recorded
from filrouge.stages.privacy.queries.partners import shown_to_partners
from filrouge.stages.privacy.queries.used import used_by
from filrouge.stages.privacy.words.law import authority, basis_in_words, laws
from filrouge.stages.privacy.words.notice import (
    asked_in_words,
    kept_in_words,
    partners_said,
    period_in_words,
    purpose_in_words,
    recipients_said,
    sources_said,
)
from filrouge.web.public.masthead import gathering_context
from filrouge.web.shell import clock
from filrouge.web.shell.access import public_gathering


@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Who answers for what people say here, under which law, for what, to whom it is shown, and for how long."""
    facts = public_gathering(key)
    language, now = request.LANGUAGE_CODE, clock.now()
    legal = legal_of(facts.organiser_id)
    context = {
        **gathering_context(facts, language),
        **_notice(facts, legal, language, now=now),
        "contact": facts.contact(ContactKind.REGISTRATION),
        "welcomes_residents": facts.welcomes_residents,
        "takes_pictures": facts.takes_pictures,
        "register_url": reverse("public:register", args=[facts.key]),
        "own_address_url": reverse("public:own_address_ask", args=[facts.key]),
    }
    return render(request, "public/privacy.html", context)


def _notice(facts: GatheringFacts, legal: LegalFacts | None, language: str, *, now: datetime) -> dict[str, Any]:
    used = used_by(facts)
    done = rules.processing(facts, legal.regime if legal else None, used)
    periods = legal.periods if legal else Periods()
    today = local_day(now, facts.zone)
    purpose, ground = gettext("For what"), gettext("What allows it")
    return {
        "legal": legal,
        "laws": laws(legal, language, on=today) if legal else [],
        "authority": authority(legal, language) if legal else ("", ""),
        "together_with": _together_with(facts, language),
        "uses_columns": [{"label": purpose}, {"label": ground}],
        "uses": [
            {
                "cells": [
                    {"label": purpose, "text": purpose_in_words(use.purpose)},
                    {"label": ground, "text": basis_in_words(use.basis)},
                ]
            }
            for use in done.uses
        ],
        "asked": [asked_in_words(asked) for asked in done.asked],
        "partners": partner_sentences(facts, language),
        "receives": recipients_said(used),
        "sources": sources_said(used, language),
        "kept": [{"label": kept_in_words(kind), "value": period_in_words(kind, periods)} for kind in done.kept],
        "asks_needs": rules.asks_needs(facts),
        "today": today,
    }


def _together_with(facts: GatheringFacts, language: str) -> str:
    """Who organises beside the organiser, and answers for the data together with it."""
    bodies = facts.bodies_as(BodyRole.CO_ORGANISER)
    return join_and([body.name.best(language, facts.languages).text for body in bodies], language=language)


def partner_sentences(facts: GatheringFacts, language: str) -> list[str]:
    """Which partner is shown what of whom, a sentence for each part of which somebody may see the list; one query."""
    shown = shown_to_partners(facts)
    return partners_said(facts, {key: rules.partners_of(facts, key) for key in shown}, language)


def form_words(facts: GatheringFacts, language: str) -> dict[str, Any]:
    """What the registration form says before somebody sends it: who is shown what, and where the rest stands."""
    return {
        "partners": partner_sentences(facts, language),
        "url": reverse("public:privacy", args=[facts.key]),
    }


@require_safe
def erased(request: HttpRequest, key: str) -> HttpResponse:
    """After an erasure: what is gone, what remains. Holds nothing of anybody."""
    facts = public_gathering(key)
    context = gathering_context(facts, request.LANGUAGE_CODE) | {
        "contact": facts.contact(ContactKind.REGISTRATION),
        "notice_url": reverse("public:privacy", args=[facts.key]),
    }
    return render(request, "public/erased.html", context)


# The link was signed for this one address, and mail programs press it without a page before it (RFC 8058).
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def no_mails(request: HttpRequest, token: str) -> HttpResponse:
    """From a mail: want no more of them. Opening it changes nothing, the button does."""
    organiser, digest = _read(token)
    if request.method == "POST":
        object_by_digest(organiser_id=organiser.id, digest=digest, source=Source.MAIL, actor=STRANGER, now=clock.now())
        if "List-Unsubscribe" in request.POST:
            return HttpResponse(status=204)
        return HttpResponseRedirect(request.path, status=303)
    context = {
        "organiser_name": organiser.name.best(request.LANGUAGE_CODE).text,
        "is_recorded": is_recorded(organiser.id, digest),
    }
    response = render(request, "public/no_mails.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _read(token: str) -> tuple[OrganiserCard, str]:
    """The organiser and the digest in a link. 404 for a forged one."""
    read = links.read(token)
    organiser = organiser_by_id(read[0]) if read else None
    if read is None or organiser is None:
        raise Http404("no such link")
    return organiser, read[1]
