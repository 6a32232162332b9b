"""The registration form: what can be taken is shown before it is sent, and nothing typed is lost."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.rules import TOOK_PLACE
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions import NothingTaken, register
from filrouge.stages.registration.actions.arriving import LinkClosed
from filrouge.stages.registration.actions.register import AlreadyRegistered, MailboxShared
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.facts import Applicant, Application
from filrouge.stages.registration.forms import ApplicationForm, first_values
from filrouge.stages.registration.queries import capacity_with, seats_of
from filrouge.stages.registration.words import own_reason_in_words, reasons_in_words
from filrouge.web.public.first import kept_terms, only_later, priority_notice
from filrouge.web.public.masthead import gathering_context
from filrouge.web.public.once_more import MailboxForm, already_registered, mailbox_asked, most_alike
from filrouge.web.public.parts import PartCard, choice_cards, places_at, places_left_open, places_to_fill_in
from filrouge.web.public.passed_on import via_of, via_shown
from filrouge.web.public.privacy import form_words
from filrouge.web.public.residents import resident_context
from filrouge.web.public.secret_links import closed_link_page
from filrouge.web.public.small_forms import stale_words
from filrouge.web.shell import clock
from filrouge.web.shell.access import public_gathering
from filrouge.web.shell.bodies import SettledBody, settle_body
from filrouge.web.shell.kept import filled, hole, is_anybody, kept
from filrouge.web.shell.needs import needs_context

UNPROCESSABLE = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    """The form; sent with `check` it tells what can be taken, sent without it registers."""
    return _answer(request, public_gathering(key))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resident_page(request: HttpRequest, key: str) -> HttpResponse:
    """The short form for people who come for nobody but themselves; the other one where they are not expected."""
    facts = public_gathering(key)
    if not facts.welcomes_residents:
        return HttpResponseRedirect(reverse("public:register", args=[key]))
    return _answer(request, facts, as_resident=True)


def _answer(request: HttpRequest, facts: GatheringFacts, *, as_resident: bool = False) -> HttpResponse:
    if facts.state in TOOK_PLACE and request.method != "POST":
        # Codes on letters and posters lead here for years: what is left of the gathering is on its page.
        return HttpResponseRedirect(reverse("public:gathering", args=[facts.key]))
    now = clock.now()
    closed = registration_notice(facts, now=now, language=request.LANGUAGE_CODE)
    if closed:
        return closed_page(request, facts, closed)
    is_closed_link = via_of(request, facts).is_closed
    if is_closed_link and request.method != "POST":
        return closed_link_page(request, facts)
    if request.method != "POST":
        return empty_form(request, facts, as_resident=as_resident)
    form = ApplicationForm(facts, request.POST, as_resident=as_resident, at=now)
    body = settle_body(form, facts)
    is_valid = form.is_valid()
    if is_closed_link:
        return _without_link(request, facts, form, body)
    if "check" in request.POST:
        return form_page(request, facts, form, body=body, is_check=True)
    if not is_valid or body.is_open:
        return form_page(request, facts, form, body=body, status=UNPROCESSABLE)
    return send(request, facts, form, body, now)


def empty_form(request: HttpRequest, facts: GatheringFacts, *, as_resident: bool = False) -> HttpResponse:
    """The form that nobody typed into yet: drawn once for everybody, then given this visitor's key and token."""
    if as_resident or not is_anybody(request):
        first = first_values(facts) | via_of(request, facts).first_values
        form = ApplicationForm(facts, initial=first, as_resident=as_resident, at=clock.now())
        return form_page(request, facts, form)
    now = clock.now()
    places = places_at(facts, seats_of(facts), request.LANGUAGE_CODE, at=now)
    holes = places_left_open(places)

    def draw() -> str:
        first = first_values(facts)
        cards = choice_cards(facts, holes, request.LANGUAGE_CODE, ticked=first["parts"], answers={}, at=now)
        form = ApplicationForm(facts, initial=first | {"submission": hole("key")}, at=now)
        context = _form_context(request, facts, form, cards) | {"csrf_token": hole("token")}
        return render_to_string("public/register.html", context, request)

    drawn = kept(facts, ("form", request.LANGUAGE_CODE, kept_terms(facts, now=now), *holes.values()), draw)
    own = {"key": str(uuid4()), "token": get_token(request)}
    return HttpResponse(filled(drawn, own | places_to_fill_in(places)))


def after_csrf_failure(request: HttpRequest, key: str, *, as_resident: bool = False) -> HttpResponse:
    """The form again, with all that was typed, when its token was missing or stale. Nothing was registered."""
    facts = public_gathering(key)
    form = ApplicationForm(facts, request.POST, as_resident=as_resident, at=clock.now())
    body = settle_body(form, facts)
    form.is_valid()
    return form_page(request, facts, form, body=body, notice=stale_words(), status=403)


page.after_csrf_failure = after_csrf_failure  # type: ignore[attr-defined]
resident_page.after_csrf_failure = partial(after_csrf_failure, as_resident=True)  # type: ignore[attr-defined]


def send(
    request: HttpRequest, facts: GatheringFacts, form: ApplicationForm, body: SettledBody, now: datetime
) -> HttpResponse:
    """Register, then lead to the personal page; the same form sent again leads there too."""
    via = via_of(request, facts)
    application = Application(
        applicant=form.applicant(body.id),
        parts=tuple(form.cleaned_data["parts"]),
        language=request.LANGUAGE_CODE,
        submission=form.cleaned_data["submission"],
        received_at=now,
        registrant=form.registrant(),
        needs=form.needs(),
        invited_through=via.passed_on_by,
        forwarding=via.forwarding,
        invitation=via.invitation,
        relay=via.relay,
        link=via.link,
    )
    mailbox = MailboxForm(request.POST)
    try:
        receipt = register(
            facts=facts,
            application=application,
            actor=REGISTRANT,
            now=now,
            capacity=capacity_with(application.applicant, body.card, facts),
            asks_who=not mailbox.is_somebody_else,
        )
    except MailboxShared as shared:
        if not mailbox.is_valid():
            return form_page(request, facts, form, body=body, mailbox=mailbox, status=UNPROCESSABLE)
        return already_registered(request, facts, most_alike(shared.others, application), application)
    except LinkClosed:
        return _without_link(request, facts, form, body)
    except NothingTaken:
        return form_page(request, facts, form, body=body, is_check=True, notice=_nothing(), status=UNPROCESSABLE)
    except AlreadyRegistered as twin:
        return already_registered(request, facts, twin.registration_id, application)
    return HttpResponseRedirect(reverse("public:personal", args=[receipt.token]) + "?sent=1", status=303)


def _without_link(
    request: HttpRequest, facts: GatheringFacts, form: ApplicationForm, body: SettledBody
) -> HttpResponse:
    """The form as it was typed, without the link that was closed while it was filled in."""
    closed = gettext(
        "The link by which you came was closed meanwhile. Nothing was sent yet: send the form again to register "
        "without it."
    )
    return form_page(request, facts, form, body=body, notice=closed, status=410)


def _nothing() -> str:
    return gettext(
        "Nothing was registered: with these answers you cannot take what you ticked. The reasons stand below."
    )


def form_page(
    request: HttpRequest,
    facts: GatheringFacts,
    form: ApplicationForm,
    *,
    body: SettledBody | None = None,
    is_check: bool = False,
    notice: str = "",
    mailbox: MailboxForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form with, once the capacity can be read, the answer for each part."""
    seats, now = seats_of(facts), clock.now()
    answers: Mapping[str, rules.PartAnswer] = {}
    ticked = request.POST.getlist("parts") if form.is_bound else form.initial.get("parts", [])
    if form.is_bound and form.says_capacity() and body is not None and not body.is_open:
        answers = answers_for(form.applicant(body.id), body, facts, seats, ticked=ticked, received=now)
    places = places_at(facts, seats, request.LANGUAGE_CODE, at=now)
    cards = choice_cards(facts, places, request.LANGUAGE_CODE, ticked=ticked, answers=answers, at=now)
    refused = [key for key, answer in answers.items() if answer.state is PartState.REFUSED]
    context = _form_context(request, facts, form, cards, refused=refused) | {
        "body": body,
        "body_name": body.card.name if body and body.card else None,
        "is_check": is_check,
        "nothing_possible": bool(answers) and len(refused) == len(answers),
        "opens_to_them": any(only_later(answer) for answer in answers.values()),
        "notice": notice,
        "mailbox": mailbox or mailbox_asked(request),
        "show_errors": form.is_bound and not is_check,
    }
    return render(request, "public/register.html", context, status=status)


def _form_context(
    request: HttpRequest,
    facts: GatheringFacts,
    form: ApplicationForm,
    cards: Sequence[PartCard],
    *,
    refused: Collection[str] = (),
) -> dict[str, Any]:
    """What the form shows before anything was typed."""
    return {
        **gathering_context(facts, request.LANGUAGE_CODE),
        **resident_context(facts, request.LANGUAGE_CODE, as_resident=form.as_resident),
        **needs_context(form, facts, request.LANGUAGE_CODE, without=refused),
        "form": form,
        "via": via_shown(request, facts),
        "mailbox": None,
        "cards": cards,
        "body": None,
        "body_name": None,
        "is_check": False,
        "nothing_possible": False,
        "notice": "",
        "priority": priority_notice(facts, request.LANGUAGE_CODE, now=clock.now()),
        "opens_to_them": False,
        "contact": facts.contact(ContactKind.REGISTRATION),
        "privacy": form_words(facts, request.LANGUAGE_CODE),
        "form_url": request.path,
        "bodies_url": reverse("public:bodies", args=[facts.key]),
        "show_errors": False,
    }


def answers_for(
    applicant: Applicant,
    body: SettledBody,
    facts: GatheringFacts,
    seats: Mapping[str, rules.Seats],
    *,
    ticked: Collection[str],
    received: datetime,
) -> dict[str, rules.PartAnswer]:
    """What this applicant would get for every part: for those ticked one after the other, for others by themselves."""
    capacity = capacity_with(applicant, body.card, facts)
    answers: dict[str, rules.PartAnswer] = {}
    had: list[rules.PartAnswer] = []
    for part in facts.parts:
        before = had if part.key in ticked else []
        answers[part.key] = rules.answer(
            facts=facts,
            part=part,
            capacity=capacity,
            seats=seats[part.key].less(quota for answer in before for quota in answer.quotas),
            received=received,
            taken=[answer.part.key for answer in before],
        )
        if part.key in ticked and answers[part.key].state is PartState.CONFIRMED:
            had.append(answers[part.key])
    return answers


def registration_notice(facts: GatheringFacts, *, now: datetime, language: str) -> str:
    """Why nobody can register now, as a sentence; empty while at least one part can be asked for."""
    closed = rules.open_now(facts, at=now)
    if not closed.is_allowed:
        return own_reason_in_words(closed.reasons[0], facts, language)
    late = [(part, rules.in_time(part, received=now)) for part in facts.parts]
    if late and not any(decision.is_allowed for _, decision in late):
        part, decision = late[-1]
        return reasons_in_words(decision.reasons, part, facts, language)[0]
    return ""


def closed_page(request: HttpRequest, facts: GatheringFacts, why: str) -> HttpResponse:
    """Nothing can be registered: since when, whom to ask, and the programme stays readable."""
    context = {
        **gathering_context(facts, request.LANGUAGE_CODE),
        "why": why,
        "contact": facts.contact(ContactKind.REGISTRATION),
        "typed": _typed(request),
    }
    return render(request, "public/closed.html", context, status=409 if request.method == "POST" else 200)


def _typed(request: HttpRequest) -> list[dict[str, str]]:
    """What somebody had typed when the form closed under their hands, so that they can copy it into a mail."""
    names = ("given_name", "family_name", "email", "organisation", "function_text")
    return [{"label": name, "value": request.POST[name]} for name in names if request.POST.get(name)]


@require_safe
def bodies(request: HttpRequest, key: str) -> HttpResponse:
    """Bodies that resemble what is being typed, as choices of the form; by itself, the whole form."""
    facts = public_gathering(key)
    if "HX-Request" not in request.headers:
        return HttpResponseRedirect(reverse("public:register", args=[key]))
    form = ApplicationForm(facts, request.GET)
    body = settle_body(form, facts)
    context = {
        "form": form,
        "body": body,
        "body_name": body.card.name if body.card else None,
        "bodies_url": request.path,
    }
    return render(request, "public/register_body.html", context)
