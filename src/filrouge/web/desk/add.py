"""Adding somebody by hand: the decision for each part is shown, and rules are set aside one by one with a reason."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions import NothingTaken, Receipt, register
from filrouge.stages.registration.actions.register import AlreadyRegistered
from filrouge.stages.registration.enums import Obstacle
from filrouge.stages.registration.facts import Application
from filrouge.stages.registration.lists.obstacles import answers_for, registered_already
from filrouge.stages.registration.permissions import Registrations
from filrouge.web.desk.add_cards import answer_cards, part_cards
from filrouge.web.desk.add_form import WHOLE, AddForm, empty_values, set_aside
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of, rights_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.words import short_part_state
from filrouge.web.shell import access, clock
from filrouge.web.shell.bodies import SettledBody, settle_body
from filrouge.web.shell.needs import needs_context


@dataclass(frozen=True)
class Look:
    """An application with what the rules say to it now; `rules_met` names every rule in the way as "part:rule"."""

    application: Application
    answers: tuple[rules.PartAnswer, ...]
    twin: int | None

    @property
    def rules_met(self) -> frozenset[str]:
        """All rules in the way, those set aside included."""
        met = {f"{answer.part.key}:{obstacle.value}" for answer in self.answers for obstacle in answer.obstacles}
        return frozenset(met | ({f"{WHOLE}:{Obstacle.DUPLICATE.value}"} if self.twin else set()))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    """The form; sent with `check` it tells what the rules say, sent without it registers once all was shown."""
    return _answer(request, *access.desk_gathering(request, key, Registrations.ADD))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def resident_page(request: HttpRequest, key: str) -> HttpResponse:
    """The short form for a resident who telephones; the other one where residents are not expected."""
    facts, actor = access.desk_gathering(request, key, Registrations.ADD)
    if not facts.welcomes_residents:
        return HttpResponseRedirect(reverse("desk:add", args=[key]))
    return _answer(request, facts, actor, as_resident=True)


def _answer(request: HttpRequest, facts: GatheringFacts, actor: Actor, *, as_resident: bool = False) -> HttpResponse:
    now, key = clock.now(), facts.key
    if request.method != "POST":
        first = empty_values(facts, now, as_resident=as_resident)
        return _page(request, facts, actor, AddForm(facts, now, initial=first, as_resident=as_resident))
    form = AddForm(facts, now, request.POST, as_resident=as_resident)
    if form.ticked() and not rights_of(actor, facts.organiser_id).override:
        raise PermissionDenied
    body = settle_body(form, facts)
    is_valid = form.is_valid()
    look = _look(form, body, facts, now)
    if "check" in request.POST:
        return _page(request, facts, actor, form, body=body, look=look, is_check=True)
    if look is not None and any(look.application.set_aside.values()) and not form.cleaned_data.get("motive"):
        form.add_error("motive", gettext("Say why: a rule is set aside only with a reason."))
        is_valid = False
    if not is_valid or look is None or not look.rules_met <= form.seen_rules():
        return _page(request, facts, actor, form, body=body, look=look, status=UNPROCESSABLE)
    try:
        receipt = register(facts=facts, application=look.application, actor=actor, now=now)
    except (NothingTaken, AlreadyRegistered):
        return _page(request, facts, actor, form, body=body, look=look, is_refused=True, status=UNPROCESSABLE)
    messages.success(request, _done(receipt, look.application, facts, language_of(request)))
    return SeeOther(reverse("desk:registration", args=[key, receipt.registration_id]))


def _look(form: AddForm, body: SettledBody, facts: GatheringFacts, now: datetime) -> Look | None:
    """What the rules say; None while parts or body are not clear. Ticks of rules that are not in the way fall away."""
    if body.is_open or not form.cleaned_data.get("parts") or "submission" not in form.cleaned_data:
        return None
    bare = form.application(body.id)
    ticked = form.ticked()
    look = Look(set_aside(bare, ticked), (), registered_already(bare, facts))
    look = replace(look, answers=answers_for(look.application, facts, now=now))
    needed = {
        key: frozenset(obstacle for obstacle in aside if f"{key}:{obstacle.value}" in look.rules_met)
        for key, aside in ticked.items()
    }
    return replace(look, application=set_aside(bare, {key: aside for key, aside in needed.items() if aside}))


def _done(receipt: Receipt, application: Application, facts: GatheringFacts, language: str) -> str:
    if receipt.is_replay:
        return gettext("This form was sent before; nothing was written again.")
    parts = ", ".join(
        f"{answer.part.title.best(language, facts.languages).text} – {short_part_state(answer.state)}"
        for answer in receipt.answers
    )
    return gettext("%(name)s is registered: %(parts)s.") % {"name": application.applicant.name.full, "parts": parts}


def _page(
    request: HttpRequest,
    facts: GatheringFacts,
    actor: Actor,
    form: AddForm,
    *,
    body: SettledBody | None = None,
    look: Look | None = None,
    is_check: bool = False,
    is_refused: bool = False,
    status: int = 200,
) -> HttpResponse:
    language = language_of(request)
    ticked = form.ticked() if form.is_bound else {}
    # Rules that the page shows now for the first time: nothing was written, and the person at the desk must see them.
    is_new = look is not None and not is_check and not form.errors and not look.rules_met <= form.seen_rules()
    context: dict[str, Any] = {
        **needs_context(form, facts, language),
        "resident_url": reverse("desk:add_resident", args=[facts.key]) if facts.welcomes_residents else "",
        "form": form,
        "body": body,
        "body_name": body.card.name if body and body.card else None,
        "cards": part_cards(facts, form, language),
        "answers": answer_cards(facts, look.answers, ticked, language) if look else [],
        "seen": " ".join(sorted(look.rules_met)) if look else "",
        "twin_url": reverse("desk:registration", args=[facts.key, look.twin]) if look and look.twin else "",
        "twin_value": f"{WHOLE}:{Obstacle.DUPLICATE.value}",
        "twin_ticked": Obstacle.DUPLICATE in ticked.get(WHOLE, frozenset()),
        "show_errors": form.is_bound and not is_check,
        "is_new": is_new,
        "is_refused": is_refused,
    }
    return desk_page(request, "desk/add.html", facts, actor, context, current="add", status=status)
