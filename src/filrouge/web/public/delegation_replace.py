"""A colleague comes instead of one of the body's people, as the referent arranges it. The order stays what it was."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from filrouge.core import days
from filrouge.ground.directory.queries import body_by_id
from filrouge.stages.delegations.facts import REFERENT, DelegationFacts
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import NothingTaken
from filrouge.stages.registration.actions.change import lost
from filrouge.stages.registration.actions.register import AlreadyRegistered
from filrouge.stages.registration.actions.replace import TooLateToReplace, may_replace, replace_person
from filrouge.stages.registration.facts import Applicant, RegistrationFacts
from filrouge.stages.registration.forms import OF_A_BODY
from filrouge.stages.registration.queries import registration_by_id
from filrouge.web.public.delegation import by_referent, frame
from filrouge.web.public.delegation_people import back_to_person, member_of
from filrouge.web.public.replacing import cards_with
from filrouge.web.shell import clock
from filrouge.web.shell.bodies import SettledBody
from filrouge.web.shell.replacing import ReplaceForm, answers_to


class ColleagueForm(ReplaceForm):
    """Who comes instead, for the same body."""

    def __init__(self, registration: RegistrationFacts, facts: GatheringFacts, data: Any = None) -> None:
        super().__init__(registration, facts, data)
        self.registration = registration
        for name in OF_A_BODY:
            self.fields.pop(name, None)

    def applicant(self, organisation_id: int | None) -> Applicant:
        """Who comes, for the body of the one who does not."""
        typed = "" if organisation_id else self.registration.organisation_name
        return replace(super().applicant(organisation_id), organisation_text=typed)


@require_http_methods(["GET", "HEAD", "POST"])
@by_referent
def page(request: HttpRequest, token: str, delegation: DelegationFacts, facts: GatheringFacts, pk: int) -> HttpResponse:
    """The form; sent with `check` it tells what the colleague can take, sent without it replaces."""
    member, now = member_of(delegation, pk), clock.now()
    registration = registration_by_id(gathering_id=facts.id, registration_id=pk)
    if registration is None or not may_replace(registration, now=now):
        messages.warning(request, gettext("It is too late for somebody else to come instead of this person."))
        return back_to_person(token, member.registration_id)
    context = frame(facts, delegation, token, request.LANGUAGE_CODE) | {"member": member}
    if request.method != "POST":
        return _page(request, registration, facts, context, ColleagueForm(registration, facts))
    form = ColleagueForm(registration, facts, request.POST)
    is_valid = form.is_valid()
    if "check" in request.POST or not is_valid:
        status = 200 if "check" in request.POST else 422
        return _page(request, registration, facts, context, form, is_check=True, status=status)
    return _send(request, token, registration, facts, context, form)


def _send(
    request: HttpRequest,
    token: str,
    registration: RegistrationFacts,
    facts: GatheringFacts,
    context: Mapping[str, Any],
    form: ColleagueForm,
) -> HttpResponse:
    """Replace, unless something would be lost that the page has not said yet."""
    body = _body(registration, facts)
    loses = lost(answers_to(form, body, registration, facts), registration, form.cleaned_data["parts"])
    if loses and request.POST.get("knows") != ",".join(loses):
        return _page(request, registration, facts, context, form, is_check=True, loses=loses, status=422)
    applicant = form.applicant(body.id)
    try:
        replace_person(
            registration_id=registration.id,
            facts=facts,
            applicant=applicant,
            take_over=form.takes_over(),
            parts=tuple(form.cleaned_data["parts"]),
            language=form.cleaned_data["language"],
            actor=REFERENT,
            now=clock.now(),
        )
    except (NothingTaken, AlreadyRegistered, TooLateToReplace) as refusal:
        notice = _why_not(refusal, applicant.name.full)
        return _page(request, registration, facts, context, form, is_check=True, notice=notice, status=422)
    said = gettext("%(new)s comes instead of %(old)s.")
    messages.success(request, said % {"new": applicant.name.full, "old": registration.name.full})
    return back_to_person(token, registration.id)


def _why_not(refusal: Exception, name: str) -> str:
    if isinstance(refusal, AlreadyRegistered):
        return gettext("Nothing was changed: %(name)s is registered already.") % {"name": name}
    if isinstance(refusal, NothingTaken):
        said = gettext("Nothing was changed: with these answers %(name)s can take nothing. The reasons stand below.")
        return said % {"name": name}
    return gettext("Nothing was changed: it is too late for somebody else to come instead of this person.")


def _body(registration: RegistrationFacts, facts: GatheringFacts) -> SettledBody:
    if registration.organisation_id is None:
        return SettledBody()
    on = days.local_day(clock.now(), facts.zone)
    found = body_by_id(organiser_id=facts.organiser_id, organisation_id=registration.organisation_id, on=on)
    return SettledBody(found)


def _page(
    request: HttpRequest,
    registration: RegistrationFacts,
    facts: GatheringFacts,
    context: Mapping[str, Any],
    form: ColleagueForm,
    *,
    is_check: bool = False,
    loses: tuple[str, ...] = (),
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    is_known = is_check and form.says_capacity()
    answers = answers_to(form, _body(registration, facts), registration, facts) if is_known else {}
    more = {
        "form": form,
        "cards": cards_with(answers, facts, form, request.LANGUAGE_CODE),
        "nothing_possible": False,
        "notice": notice,
        "loses": ",".join(loses),
        "form_url": request.path,
        "show_errors": status == 422,
    }
    return render(request, "public/delegation_replace.html", {**context, **more}, status=status)
