"""Whom the press desk knows: the press contact, the press list, journalists who ask to come."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.core.date_words import date_in_words
from filrouge.core.days import local_day
from filrouge.ground.people.actors import Actor
from filrouge.stages.documents.words import language_word
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.press import actions, rules
from filrouge.stages.press.enums import AccreditationState
from filrouge.stages.press.facts import AccreditationFacts, JournalistFacts
from filrouge.stages.press.forms import AnswerForm, JournalistForm, PressContactForm
from filrouge.stages.press.permissions import Press
from filrouge.stages.press.queries import accreditations_of, journalists_of, returned_from, unwilling_of
from filrouge.stages.press.words import accreditation_word
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.shell import access, clock

_TONES = {AccreditationState.ASKED: "ask", AccreditationState.ACCEPTED: "ok", AccreditationState.DECLINED: "stop"}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, key: str) -> HttpResponse:
    """Name the press contact; drafts follow at once."""
    facts, actor = access.desk_gathering(request, key, Press.WRITE)
    known = facts.contact(ContactKind.PRESS)
    fields = ("name", "phone", "mobile", "email")
    initial = {field: getattr(known, field) for field in fields} if known else {}
    form = PressContactForm(request.POST) if request.method == "POST" else PressContactForm(initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_press_contact(facts=facts, actor=actor, now=clock.now(), **form.cleaned_data)
        messages.success(request, gettext("Saved. Drafts of press releases name this contact."))
        return SeeOther(reverse("desk:press", args=[key]))
    status = UNPROCESSABLE if request.method == "POST" else 200
    return desk_page(request, "desk/press_contact.html", facts, actor, {"form": form}, current="press", status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: HttpRequest, key: str) -> HttpResponse:
    """The press list of the organiser, and the form that adds to it."""
    facts, actor = access.desk_gathering(request, key, Press.PEOPLE)
    today = local_day(clock.now(), facts.zone)
    if request.method != "POST":
        initial = {"language": facts.language, "source_on": today}
        return _list_page(request, facts, actor, JournalistForm(initial=initial))
    form = JournalistForm(request.POST)
    if form.is_valid():
        try:
            actions.list_journalist(facts=facts, actor=actor, now=clock.now(), **form.cleaned_data)
        except actions.KnownAddress:
            form.add_error("email", gettext("Somebody of the press list has this address already."))
        else:
            messages.success(request, gettext("On the press list: %(name)s.") % {"name": form.cleaned_data["name"]})
            return SeeOther(request.path)
    return _list_page(request, facts, actor, form, status=UNPROCESSABLE)


def _list_page(
    request: HttpRequest, facts: GatheringFacts, actor: Actor, form: JournalistForm, *, status: int = 200
) -> HttpResponse:
    language, journalists = language_of(request), journalists_of(facts.organiser_id)
    unwilling = unwilling_of(facts.organiser_id, journalists)
    back = returned_from(facts.organiser_id, journalists)
    rows = [_journalist(one, unwilling, language) | {"returned": back.get(one.email)} for one in journalists]
    context = {"form": form, "journalists": rows}
    return desk_page(request, "desk/press_list.html", facts, actor, context, current="press", status=status)


def _journalist(one: JournalistFacts, unwilling: frozenset[str], language: str) -> dict[str, Any]:
    return {
        "one": one,
        "language": language_word(one.language),
        "source_on": date_in_words(one.source_on, language=language, weekday=False),
        "is_unwilling": one.email in unwilling,
    }


@login_required
@require_POST
def drop(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Take somebody off the list and forget them."""
    facts, actor = access.desk_gathering(request, key, Press.PEOPLE)
    actions.drop_journalist(facts=facts, journalist_id=pk, actor=actor, now=clock.now())
    messages.success(request, gettext("Taken off the press list and forgotten."))
    return SeeOther(reverse("desk:press_list", args=[key]))


@login_required
@require_safe
def accreditations(request: HttpRequest, key: str) -> HttpResponse:
    """Journalists who asked to come, those to answer first."""
    facts, actor = access.desk_gathering(request, key, Press.PEOPLE)
    return _accreditations(request, facts, actor)


def _accreditations(
    request: HttpRequest,
    facts: GatheringFacts,
    actor: Actor,
    *,
    asked: tuple[int, AnswerForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    language = language_of(request)
    context = {
        "people": [_asked(one, facts, language, asked) for one in accreditations_of(facts.id)],
        "form": asked[1] if asked else None,
        "public_url": reverse("public:accreditation", args=[facts.key]),
        "is_open": rules.welcomes_journalists(facts),
    }
    return desk_page(request, "desk/accreditations.html", facts, actor, context, current="press", status=status)


def _asked(
    one: AccreditationFacts, facts: GatheringFacts, language: str, asked: tuple[int, AnswerForm] | None
) -> dict[str, Any]:
    is_asked = asked is not None and asked[0] == one.id
    erased = local_day(rules.forget_at(facts, one.asked_at), facts.zone)
    initial = {"answer": AccreditationState.DECLINED.value}
    return {
        "one": one,
        "state": accreditation_word(one.state),
        "tone": _TONES[one.state],
        "erased_on": date_in_words(erased, language=language, weekday=False),
        "may_accept": one.state is not AccreditationState.ACCEPTED,
        "may_decline": one.state is not AccreditationState.DECLINED,
        "form": asked[1] if asked and is_asked else AnswerForm(initial=initial, auto_id=f"id_{one.id}_%s"),
        "is_open": is_asked,
        "url": reverse("desk:accreditation_answer", args=[facts.key, one.id]),
    }


@login_required
@require_POST
def answer(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Accept, or decline with a reason; a mail says so."""
    facts, actor = access.desk_gathering(request, key, Press.PEOPLE)
    if all(one.id != pk for one in accreditations_of(facts.id)):
        raise Http404("no such request")
    form = AnswerForm(request.POST, auto_id=f"id_{pk}_%s")
    if not form.is_valid():
        return _accreditations(request, facts, actor, asked=(pk, form), status=UNPROCESSABLE)
    said = form.cleaned_data
    actions.answer(
        facts=facts,
        accreditation_id=pk,
        state=AccreditationState(said["answer"]),
        motive=said["motive"],
        actor=actor,
        now=clock.now(),
    )
    messages.success(request, gettext("Answered: a mail is on its way."))
    return SeeOther(reverse("desk:accreditations", args=[key]))
