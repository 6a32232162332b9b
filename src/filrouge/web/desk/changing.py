"""Correcting a registration on the desk, or letting a colleague come instead: what comes of it stands there first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import NothingTaken, change
from filrouge.stages.registration.actions.change import preview_all
from filrouge.stages.registration.actions.register import AlreadyRegistered
from filrouge.stages.registration.actions.replace import TooLateToReplace, may_replace, replace_person
from filrouge.stages.registration.facts import Application, RegistrationFacts
from filrouge.stages.registration.forms import OF_A_REGISTRANT, ApplicationForm, values_of
from filrouge.stages.registration.permissions import Registrations
from filrouge.stages.registration.queries import capacity_with, seats_of
from filrouge.web.desk.add_cards import part_cards
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.outcome import Outcome, outcome_cards, outcomes, seen
from filrouge.web.shell import access, clock
from filrouge.web.shell.bodies import SettledBody, settle_body
from filrouge.web.shell.replacing import ReplaceForm, answers_to


class ChangeForm(ApplicationForm):
    """The public form as the secretariat corrects it, with the language of the mails; who registered stays."""

    language = forms.ChoiceField(label=gettext_lazy("Language of the mails"))

    def __init__(self, registration: RegistrationFacts, facts: GatheringFacts, data: Any = None) -> None:
        initial = values_of(registration) | {"language": registration.language}
        super().__init__(facts, data, initial=initial, as_resident=registration.as_resident, with_needs=False)
        # What they say to the photographer is recorded elsewhere; not asked here, it stays.
        for name in (*OF_A_REGISTRANT, "pictures"):
            self.fields.pop(name, None)
        self.fields["email"].required = self.fields["parts"].required = False
        self.fields["email"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("autocomplete", None)
        labels = {
            "organisation": gettext_lazy("City, service or organisation"),
            "function": gettext_lazy("Function in which they come"),
            "function_text": gettext_lazy("Function that is not in the list"),
        }
        for name, label in labels.items():
            if name in self.fields:
                self.fields[name].label, self.fields[name].help_text = label, ""
        names = dict(settings.LANGUAGES)
        offered = dict.fromkeys((*(facts.languages or (facts.language,)), registration.language))
        cast(forms.ChoiceField, self.fields["language"]).choices = [(code, names[code]) for code in offered]


@dataclass(frozen=True)
class Page:
    """What the two pages share: one registration of one gathering, for somebody who may change it."""

    request: HttpRequest
    facts: GatheringFacts
    actor: Actor
    registration: RegistrationFacts
    is_replacement: bool

    def form(self, data: Any = None) -> ApplicationForm:
        """The form of this page."""
        kind: Callable[..., ApplicationForm] = ReplaceForm if self.is_replacement else ChangeForm
        form = kind(self.registration, self.facts, data)
        form.fields["email"].required = False
        return form

    def outcomes(self, form: ApplicationForm, body: SettledBody) -> Sequence[Outcome]:
        """What would come of it; nothing while the body is open."""
        if body.is_open or not form.says_capacity():
            return ()
        if isinstance(form, ReplaceForm):
            answers = answers_to(form, body, self.registration, self.facts)
        else:
            answers = preview_all(
                facts=self.facts,
                registration=self.registration,
                wished=form.ticked_parts(),
                capacity=capacity_with(form.applicant(body.id), body.card, self.facts),
                seats=seats_of(self.facts),
                at=clock.now(),
            )
        return outcomes(self.registration, answers, form.ticked_parts())

    def seen(self, shown: Sequence[Outcome]) -> str:
        """What the page has shown: these outcomes, of whoever has the personal link with this number."""
        return f"{self.registration.link} {seen(shown)}"

    def back(self) -> HttpResponse:
        """To the registration."""
        return SeeOther(reverse("desk:registration", args=[self.facts.key, self.registration.id]))

    def draw(
        self,
        form: ApplicationForm,
        *,
        body: SettledBody | None = None,
        shown: Sequence[Outcome] = (),
        is_check: bool = False,
        is_new: bool = False,
        refusal: str = "",
        status: int = 200,
    ) -> HttpResponse:
        """The page with the form and what would come of it."""
        language = language_of(self.request)
        context = {
            "registration": self.registration,
            "form": form,
            "body": body,
            "body_name": body.card.name if body and body.card else None,
            "cards": part_cards(self.facts, form, language),
            "outcomes": outcome_cards(shown, self.facts, language),
            "seen": self.seen(shown),
            "is_replacement": self.is_replacement,
            "is_new": is_new,
            "refusal": refusal,
            "show_errors": form.is_bound and not is_check,
        }
        return desk_page(
            self.request,
            "desk/change.html",
            self.facts,
            self.actor,
            context,
            current="registrations",
            status=status,
        )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_page(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Correct who comes, in which capacity, for what, in which language."""
    return _answer(_load(request, key, pk, is_replacement=False), _write_change)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def replace_page(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """A colleague comes instead."""
    page = _load(request, key, pk, is_replacement=True)
    if not may_replace(page.registration, now=clock.now()):
        messages.info(request, gettext("Nobody else can come on this registration: a part is over, or nothing counts."))
        return page.back()
    return _answer(page, _write_replacement)


def _load(request: HttpRequest, key: str, pk: int, *, is_replacement: bool) -> Page:
    facts, actor = access.desk_gathering(request, key, Registrations.CHANGE)
    registration = access.desk_registration(facts, pk)
    if registration.erased_at is not None:
        raise Http404("erased")
    return Page(request, facts, actor, registration, is_replacement)


def _answer(page: Page, write: Callable[[Page, Any, SettledBody], str]) -> HttpResponse:
    """The form; `check` tells what comes of it; sent, it is written once that was shown."""
    request = page.request
    if request.method != "POST":
        return page.draw(page.form())
    form = page.form(request.POST)
    body = settle_body(form, page.facts)
    is_valid = form.is_valid()
    shown = page.outcomes(form, body)
    if "check" in request.POST:
        return page.draw(form, body=body, shown=shown, is_check=True)
    if not is_valid or body.is_open:
        return page.draw(form, body=body, shown=shown, status=UNPROCESSABLE)
    if page.seen(shown) != request.POST.get("seen", ""):
        return page.draw(form, body=body, shown=shown, is_new=True, status=UNPROCESSABLE)
    try:
        messages.success(request, write(page, form, body))
    except (NothingTaken, AlreadyRegistered, TooLateToReplace) as refusal:
        return page.draw(form, body=body, shown=shown, refusal=_why_not(refusal), status=UNPROCESSABLE)
    return page.back()


def _write_change(page: Page, form: ChangeForm, body: SettledBody) -> str:
    now = clock.now()
    application = Application(
        applicant=form.applicant(body.id),
        parts=tuple(form.cleaned_data["parts"]),
        language=form.cleaned_data["language"],
        submission=form.cleaned_data["submission"],
        received_at=now,
    )
    change(registration_id=page.registration.id, facts=page.facts, application=application, actor=page.actor, now=now)
    return gettext("The registration is corrected. The person is told by mail if something changed.")


def _write_replacement(page: Page, form: ReplaceForm, body: SettledBody) -> str:
    applicant = form.applicant(body.id)
    replace_person(
        registration_id=page.registration.id,
        facts=page.facts,
        applicant=applicant,
        take_over=form.takes_over(),
        parts=tuple(form.cleaned_data["parts"]),
        language=form.cleaned_data["language"],
        actor=page.actor,
        now=clock.now(),
    )
    said = gettext("%(second)s comes instead of %(first)s. Both are told by mail.")
    return said % {"second": applicant.name.full, "first": page.registration.name.full}


def _why_not(refusal: Exception) -> str:
    if isinstance(refusal, AlreadyRegistered):
        return gettext("Nothing was written: this person is registered already.")
    if isinstance(refusal, NothingTaken):
        return gettext("Nothing was written: with these rules no part can be given.")
    return gettext("Nothing was written: it is too late for somebody else to come on this registration.")
