"""The personal page behind the secret link: see, change, withdraw. Opening it changes nothing."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.core.typography import join_and
from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions import withdraw
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.enums import HeldFor, PartState
from filrouge.stages.registration.facts import HeldPart, RegistrationFacts
from filrouge.stages.registration.lists.arrivals import answers_invitation
from filrouge.stages.registration.needs.choices import parts_provided_for
from filrouge.stages.registration.queries import groups_wait
from filrouge.stages.registration.words import said_of
from filrouge.web.public.changing import change_form, send_change
from filrouge.web.public.diaries import own_feed_path, part_file, to_subscribe
from filrouge.web.public.facts import facts_shown
from filrouge.web.public.masthead import gathering_context
from filrouge.web.public.merged import merged_page
from filrouge.web.public.secret_links import STILL_OF_USE, expired_page, kept_to_oneself
from filrouge.web.public.somebody_else import somebody_else
from filrouge.web.shell import clock
from filrouge.web.shell.access import LinkExpired, LinkMerged, own_registration
from filrouge.web.shell.kept import kept

View = Callable[..., HttpResponseBase]

_TONES = {
    PartState.CONFIRMED: "confirmed",
    PartState.WAITING: "wait",
    PartState.REQUESTED: "ask",
    PartState.REFUSED: "refused",
    PartState.WITHDRAWN: "",
}


def by_link(view: View) -> View:
    """Load the registration behind the link, or say kindly that the link has run out. Never cached, never indexed."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        try:
            registration, facts = own_registration(token)
        except LinkExpired as expired:
            return expired_page(request, expired)
        except LinkMerged as merged:
            return merged_page(request, token, merged)
        try:
            return kept_to_oneself(view(request, token, registration, facts, **kwargs))
        except Gone:
            # Since the page was opened a moment ago, a colleague took over or the registration was erased.
            return expired_page(request, LinkExpired(facts))

    return never_cache(opened)


@require_safe
@by_link
def page(request: HttpRequest, token: str, registration: RegistrationFacts, facts: GatheringFacts) -> HttpResponse:
    """What is registered, part by part, with what happens next."""
    language = request.LANGUAGE_CODE
    now = clock.now()
    context = {
        **page_context(facts, registration, token, language),
        "cards": [_card(held, facts, language, token) for held in registration.parts],
        "facts": kept(facts, ("personal facts", language), lambda: _facts(facts, language)),
        "just_sent": "sent" in request.GET,
        "can_withdraw": bool(_withdrawable(registration, now)),
        "can_change": registration.is_active,
        "feed": to_subscribe(own_feed_path(registration.public_id, registration.link))
        if registration.is_active and any(held.part.day for held in registration.parts)
        else {},
        "needs_url": reverse("public:needs", args=[token]) if parts_provided_for(registration, now=now) else "",
        **somebody_else(registration, facts, token, language, now=now),
    }
    return render(request, "public/personal.html", context)


def _facts(facts: GatheringFacts, language: str) -> str:
    """What the page says of the gathering; the same for everybody, so it is drawn once."""
    shown = {name: said for name, said in facts_shown(facts, language).items() if name in STILL_OF_USE}
    return render_to_string("components/facts.html", {"facts": shown})


def page_context(facts: GatheringFacts, registration: RegistrationFacts, token: str, language: str) -> dict[str, Any]:
    """What every page behind the personal link needs."""
    return {
        **gathering_context(facts, language),
        "registration": registration,
        "contact": facts.contact(ContactKind.REGISTRATION),
        "personal_url": reverse("public:personal", args=[token]),
        "change_url": reverse("public:change", args=[token]),
        "withdraw_url": reverse("public:withdraw", args=[token]),
        "own_data_url": reverse("public:own_data", args=[token]),
        "convocation_url": reverse("public:convocation", args=[token]) if registration.confirmed else "",
    }


def _card(held: HeldPart, facts: GatheringFacts, language: str, token: str) -> dict[str, Any]:
    beside_groups = held.state is PartState.WAITING and groups_wait(facts, held.part)
    said = said_of(held, facts, language, beside_groups=beside_groups)
    has_diary = held.state is PartState.CONFIRMED and held.part.day is not None
    return {
        "id": f"part-{said.key}",
        "title": said.title,
        "lang": "" if said.title_language == language else said.title_language,
        "when": said.when,
        "decision": _TONES[held.state],
        "reasons": [sentence for sentence in (*said.reasons, said.next, said.rule) if sentence],
        "state": held.state.value,
        "state_words": said.state_words,
        "diary_url": reverse("public:personal_diary", args=[token, said.key]) if has_diary else "",
        "keep_url": reverse("public:keep", args=[token, said.key]) if held.held_for is HeldFor.ANSWER else "",
    }


def _withdrawable(registration: RegistrationFacts, now: datetime) -> list[HeldPart]:
    return [held for held in registration.parts if held.is_active and rules.may_withdraw(held.part, now=now).is_allowed]


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def withdraw_page(
    request: HttpRequest, token: str, registration: RegistrationFacts, facts: GatheringFacts
) -> HttpResponse:
    """Tick what to give back; the button does it, opening the page does not."""
    now, language = clock.now(), request.LANGUAGE_CODE
    possible = _withdrawable(registration, now)
    error = ""
    if request.method == "POST":
        keys = set(request.POST.getlist("parts")) & {held.part.key for held in possible}
        if keys:
            left = withdraw(
                registration_id=registration.id,
                parts=keys,
                actor=REGISTRANT,
                now=now,
                link=registration.link,
                excused="excused" in request.POST,
            )
            given_back = [held.part for held in possible if held.part.key in left]
            titles = [part.title.best(language, facts.languages).text for part in given_back]
            said = gettext("You have withdrawn from: %(parts)s.")
            messages.success(request, said % {"parts": join_and(titles, language=language)})
            return HttpResponseRedirect(reverse("public:personal", args=[token]), status=303)
        error = gettext("Tick the part that you give back.")
    context = {
        **page_context(facts, registration, token, language),
        "parts": [said_of(held, facts, language) for held in possible],
        "is_invited": answers_invitation(registration.id),
        "error": error,
    }
    return render(request, "public/withdraw.html", context, status=422 if error else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def change_page(
    request: HttpRequest, token: str, registration: RegistrationFacts, facts: GatheringFacts
) -> HttpResponse:
    """Change who comes, in which capacity, for what; the answers are shown before they count."""
    context = page_context(facts, registration, token, request.LANGUAGE_CODE)
    if request.method == "POST":
        return send_change(request, token, registration, facts, context)
    return change_form(request, registration, facts, context)


@require_safe
@by_link
def diary(
    request: HttpRequest, token: str, registration: RegistrationFacts, facts: GatheringFacts, part: str
) -> HttpResponseBase:
    """The calendar file of one confirmed part."""
    held = registration.held(part)
    if held is None or held.state is not PartState.CONFIRMED or held.part.day is None:
        raise Http404("no such confirmed part")
    return part_file(request, held.part, facts)
