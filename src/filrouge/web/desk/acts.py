"""What the desk does with one registration: each a POST that calls one action and says what happened."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import decide, send_link, set_aside, withdraw
from filrouge.stages.registration.actions.decide import NotWaitingForDecision
from filrouge.stages.registration.actions.register import AlreadyRegistered
from filrouge.stages.registration.facts import RegistrationFacts
from filrouge.stages.registration.lists.obstacles import standing_in_the_way
from filrouge.stages.registration.permissions import Registrations
from filrouge.stages.registration.rules import PartAnswer
from filrouge.web.desk.forms import MotiveForm, RefusalForm, SetAsideForm
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.registration import registration_page
from filrouge.web.desk.to_decide import requests_page
from filrouge.web.desk.words import short_part_state
from filrouge.web.shell import access, clock


@login_required
@require_POST
def decide_part(request: HttpRequest, key: str, pk: int, part: str) -> HttpResponse:
    """Accept or refuse a request, from the list of requests or from the registration."""
    facts, actor, registration = _load(request, key, pk, part, Registrations.DECIDE)
    accept = "accept" in request.POST
    form = RefusalForm(request.POST, auto_id=f"id_refuse_{pk}_{part}_%s")
    form.fields["motive"].required = not accept
    from_list = request.POST.get("from") == "to_decide"
    if not form.is_valid():
        if from_list:
            return requests_page(request, facts, actor, wrong=(pk, part, form), status=UNPROCESSABLE)
        wrong = ("refuse", part, form)
        return registration_page(request, facts, actor, registration, wrong=wrong, status=UNPROCESSABLE)
    try:
        answer = decide(
            registration_id=pk,
            part=part,
            accept=accept,
            actor=actor,
            now=clock.now(),
            motive=form.cleaned_data["motive"],
        )
    except NotWaitingForDecision as decided:
        messages.warning(
            request,
            gettext("Nothing was changed: this request was decided already – %(state)s.")
            % {"state": short_part_state(decided.state)},
        )
    else:
        messages.success(request, _answer_words(answer, registration, facts, language_of(request)))
    return SeeOther(reverse("desk:to_decide", args=[key]) if from_list else _url(key, pk))


@login_required
@require_POST
def set_rule_aside(request: HttpRequest, key: str, pk: int, part: str) -> HttpResponse:
    """Set one rule aside, among those that really stand in the way."""
    facts, actor, registration = _load(request, key, pk, part, Registrations.OVERRIDE)
    obstacles = standing_in_the_way(registration, facts, now=clock.now()).get(part, ())
    if not obstacles:
        messages.info(request, gettext("Nothing was changed: no rule stands in the way of this part."))
        return SeeOther(_url(key, pk))
    form = SetAsideForm(request.POST, obstacles=obstacles, auto_id=f"id_aside_{part}_%s")
    if not form.is_valid():
        wrong = ("set_aside", part, form)
        return registration_page(request, facts, actor, registration, wrong=wrong, status=UNPROCESSABLE)
    said = form.cleaned_data
    try:
        answer = set_aside(
            registration_id=pk,
            part=part,
            obstacle=said["obstacle"],
            motive=said["motive"],
            actor=actor,
            now=clock.now(),
        )
    except AlreadyRegistered:
        messages.warning(request, gettext("Nothing was changed: this person is registered already, by another form."))
    else:
        messages.success(request, _answer_words(answer, registration, facts, language_of(request)))
    return SeeOther(_url(key, pk))


@login_required
@require_POST
def withdraw_parts(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Withdraw the ticked parts, with a reason."""
    facts, actor, registration = _load(request, key, pk, "", Registrations.DECIDE)
    form = MotiveForm(request.POST, auto_id="id_withdraw_%s")
    ticked = [held.part.key for held in registration.parts if held.part.key in request.POST.getlist("parts")]
    if not ticked:
        form.add_error(None, gettext("Tick at least one part to withdraw."))
    if not form.is_valid():
        wrong = ("withdraw", "", form)
        return registration_page(request, facts, actor, registration, wrong=wrong, status=UNPROCESSABLE)
    left = withdraw(registration_id=pk, parts=ticked, actor=actor, now=clock.now(), motive=form.cleaned_data["motive"])
    titles = [_title(facts, part, language_of(request)) for part in left]
    if titles:
        messages.success(
            request,
            gettext("%(name)s no longer takes: %(parts)s.")
            % {"name": registration.name.full, "parts": ", ".join(titles)},
        )
    else:
        messages.info(request, gettext("Nothing was changed: these parts are over, or were not held."))
    return SeeOther(_url(key, pk))


@login_required
@require_POST
def give_link(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Send the personal link again, or a new one that makes earlier ones void."""
    _facts, actor, _registration = _load(request, key, pk, "", Registrations.DECIDE)
    replace = "replace" in request.POST
    if not send_link(registration_id=pk, actor=actor, now=clock.now(), replace=replace):
        messages.warning(request, gettext("There is no address to send the link to."))
    elif replace:
        messages.success(request, gettext("A new link is on its way. Earlier links no longer open anything."))
    else:
        messages.success(request, gettext("The link is on its way."))
    return SeeOther(_url(key, pk))


def _load(
    request: HttpRequest, key: str, pk: int, part: str, permission: str
) -> tuple[GatheringFacts, Actor, RegistrationFacts]:
    """The registration that an act is about, with the part that it holds; 404 otherwise."""
    facts, actor = access.desk_gathering(request, key, permission)
    registration = access.desk_registration(facts, pk)
    if part and registration.held(part) is None:
        raise Http404("no such part of this registration")
    return facts, actor, registration


def _answer_words(answer: PartAnswer, registration: RegistrationFacts, facts: GatheringFacts, language: str) -> str:
    return gettext("%(name)s, %(part)s: %(state)s.") % {
        "name": registration.name.full,
        "part": _title(facts, answer.part.key, language),
        "state": short_part_state(answer.state),
    }


def _title(facts: GatheringFacts, key: str, language: str) -> str:
    part: Any = facts.part(key)
    return str(part.title.best(language, facts.languages).text)


def _url(key: str, pk: int) -> str:
    return reverse("desk:registration", args=[key, pk])
