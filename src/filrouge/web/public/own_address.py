"""What an organiser holds on one address, for whoever reads its mailbox: asked for, seen, taken away, erased."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.ground.people.actors import STRANGER
from filrouge.stages.gatherings.enums import ContactKind, GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.privacy import links
from filrouge.stages.privacy.actions import ask_for_data, erase_address, object_to_mails, take_objection_back
from filrouge.stages.privacy.enums import Source
from filrouge.stages.privacy.queries.held import held_on, links_to_registrations, proven_address
from filrouge.web.public.masthead import gathering_context
from filrouge.web.public.own_address_words import sections
from filrouge.web.public.registering import UNPROCESSABLE
from filrouge.web.public.secret_links import kept_to_oneself
from filrouge.web.public.small_forms import asked, form_page, stale_words
from filrouge.web.shell import clock
from filrouge.web.shell.access import public_gathering

_ASK = "public/own_address_ask.html"


class AddressForm(forms.Form):
    """The address that is asked about."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("The one to which mails came, or with which you registered."),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """The small form. Whoever types an address is told to look into that mailbox, whatever is held on it."""
    facts = public_gathering(key)
    if request.method != "POST":
        return form_page(request, facts, _ASK, AddressForm())
    form = AddressForm(request.POST)
    if not form.is_valid():
        return form_page(request, facts, _ASK, form, status=UNPROCESSABLE)
    ask_for_data(facts=facts, email=form.cleaned_data["email"], language=request.LANGUAGE_CODE, now=clock.now())
    return asked(request)


def after_csrf_failure(request: HttpRequest, key: str) -> HttpResponse:
    """The small form again with what was typed, when its token was missing or stale. Nothing was sent."""
    return form_page(request, public_gathering(key), _ASK, AddressForm(request.POST), notice=stale_words(), status=403)


ask.after_csrf_failure = after_csrf_failure  # type: ignore[attr-defined]


@never_cache
@require_safe
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Everything that is held on the address, under plain headings, with what can be done about it."""
    facts, address = _read(token)
    if not address:
        return _over(request, facts)
    language = request.LANGUAGE_CODE
    held = held_on(address, facts)
    pages = {pk: _own_pages(own) for pk, own in links_to_registrations(facts.organiser_id, address).items()}
    context = {**_context(request, facts, token, address), **sections(held, pages, facts, language)}
    return kept_to_oneself(render(request, "public/own_address.html", context))


def _own_pages(token: str) -> dict[str, str]:
    return {"data": reverse("public:own_data", args=[token]), "erase": reverse("public:erase", args=[token])}


@never_cache
@require_safe
def download(request: HttpRequest, token: str) -> HttpResponse:
    """The same for another machine."""
    facts, address = _read(token)
    if not address:
        return _over(request, facts)
    content = json.dumps(held_on(address, facts), ensure_ascii=False, indent=2)
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{facts.organiser_key}.json"'
    return kept_to_oneself(response)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, token: str) -> HttpResponse:
    """What erasing means, and the button that does it. Opening the page changes nothing."""
    facts, address = _read(token)
    if not address:
        return _over(request, facts)
    if request.method == "POST":
        wants_no_more = "object" in request.POST
        now = clock.now()
        erase_address(facts=facts, address=address, with_objection=wants_no_more, actor=STRANGER, now=now)
        return HttpResponseRedirect(reverse("public:own_address_erased", args=[facts.key]), status=303)
    held = held_on(address, facts)
    context = {**_context(request, facts, token, address), "registrations": len(held["registrations"])}
    return kept_to_oneself(render(request, "public/own_address_erase.html", context))


@never_cache
@require_POST
def mails(request: HttpRequest, token: str) -> HttpResponse:
    """Want no mails but those about one's own registration, or want them again."""
    facts, address = _read(token)
    if not address:
        return _over(request, facts)
    said = {"organiser_id": facts.organiser_id, "address": address, "actor": STRANGER, "now": clock.now()}
    if "again" in request.POST:
        take_objection_back(**said, source=Source.PERSONAL_PAGE)  # type: ignore[arg-type]
        messages.success(request, gettext("The organiser may write to you again."))
    else:
        object_to_mails(**said, source=Source.PERSONAL_PAGE)  # type: ignore[arg-type]
        messages.success(request, gettext("It is recorded: you only get mails about your own registration."))
    return HttpResponseRedirect(reverse("public:own_address", args=[token]), status=303)


@require_safe
def erased(request: HttpRequest, key: str) -> HttpResponse:
    """After an erasure: what is gone. Holds nothing of anybody."""
    facts = public_gathering(key)
    return render(request, "public/own_address_erased.html", gathering_context(facts, request.LANGUAGE_CODE))


def _read(token: str) -> tuple[GatheringFacts, str]:
    """The gathering on whose page it was asked, and the address that is proven, empty once the link has run out."""
    read = links.read_own_data(token)
    facts = facts_by_id(read[1]) if read else None
    if read is None or facts is None or facts.state is GatheringState.DRAFT:
        raise Http404("no such link")
    return facts, proven_address(read[0], facts.organiser_id, now=clock.now())


def _over(request: HttpRequest, facts: GatheringFacts) -> HttpResponse:
    action = reverse("public:own_address_ask", args=[facts.key])
    return kept_to_oneself(form_page(request, facts, _ASK, AddressForm(), status=410, is_over=True, action=action))


def _context(request: HttpRequest, facts: GatheringFacts, token: str, address: str) -> dict[str, Any]:
    return {
        **gathering_context(facts, request.LANGUAGE_CODE),
        "address": address,
        "contact": facts.contact(ContactKind.REGISTRATION),
        "page_url": reverse("public:own_address", args=[token]),
        "download_url": reverse("public:own_address_file", args=[token]),
        "erase_url": reverse("public:own_address_erase", args=[token]),
        "mails_url": reverse("public:own_address_mails", args=[token]),
        "notice_url": reverse("public:privacy", args=[facts.key]),
    }
