"""Passing the gathering on to colleagues or partners: by mail to those who are named, or by a link to copy."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from filrouge.core.names import holds_web_address
from filrouge.ground.people.actors import REGISTRANT
from filrouge.ground.people.fields import NameField
from filrouge.stages.gatherings.enums import ForwardingScope
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration import links
from filrouge.stages.registration.actions.forwarding import (
    MOST_AT_ONCE,
    MOST_LETTERS,
    Invited,
    NotPassedOn,
    TooMany,
    make_relay,
    may_pass_on,
    pass_on,
)
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.facts import RegistrationFacts
from filrouge.stages.registration.lists.forwarding import PassedOn, passed_on_by
from filrouge.web.public.personal import by_link, page_context
from filrouge.web.shell import clock

_SHOWN_FIRST = 3


def words_only(said: str) -> None:
    """Nobody is led elsewhere in the organiser's name. Raises ValidationError."""
    if holds_web_address(said):
        raise forms.ValidationError(gettext_lazy("Leave the address of the web page out: the mail leads to the form."))


class PassOnForm(forms.Form):
    """Up to five people with their addresses, and a sentence of one's own."""

    words = forms.CharField(
        label=gettext_lazy("A sentence of your own"),
        required=False,
        max_length=MOST_LETTERS,
        validators=[words_only],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Why it concerns them. Without addresses of web pages: the mail leads to the form."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_AT_ONCE + 1):
            self.fields[f"name_{number}"] = NameField(label=gettext_lazy("Name"), required=False, max_length=200)
            self.fields[f"email_{number}"] = forms.EmailField(
                label=gettext_lazy("E-mail address"), required=False, max_length=254
            )
        self.order_fields([*(name for name in self.fields if name != "words"), "words"])

    def clean(self) -> dict[str, Any]:
        """Each has a name and an address, and there is somebody at all."""
        said = super().clean() or {}
        for number in range(1, MOST_AT_ONCE + 1):
            name, email = f"name_{number}", f"email_{number}"
            if said.get(name) and not said.get(email) and email not in self.errors:
                self.add_error(email, gettext_lazy("Give the address too, or pass the link below on yourself."))
            if said.get(email) and not said.get(name) and name not in self.errors:
                self.add_error(name, gettext_lazy("Give the name too: the mail greets them by it."))
        if not self.errors and not self.people():
            self.add_error("name_1", gettext_lazy("Name at least one person."))
        return said

    def people(self) -> list[Invited]:
        """Those who are named, from clean data."""
        said = self.cleaned_data
        pairs = [(said.get(f"name_{n}", ""), said.get(f"email_{n}", "")) for n in range(1, MOST_AT_ONCE + 1)]
        return [Invited(name.strip(), email.lower()) for name, email in pairs if name and email]

    def rows(self) -> list[dict[str, Any]]:
        """The fields two by two; those that are not needed at first come apart."""
        return [
            {"number": number, "name": self[f"name_{number}"], "email": self[f"email_{number}"]}
            for number in range(1, MOST_AT_ONCE + 1)
        ]


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def page(request: HttpRequest, token: str, registration: RegistrationFacts, facts: GatheringFacts) -> HttpResponse:
    """The form and the link; `relay` makes the link, anything else sends mails."""
    context = page_context(facts, registration, token, request.LANGUAGE_CODE)
    context["back_label"] = gettext("Back to my registration")
    if not may_pass_on(registration, facts, now=clock.now()):
        return render(request, "public/pass_on_closed.html", context, status=409 if request.method == "POST" else 200)
    if request.method != "POST":
        return _page(request, registration, facts, context, PassOnForm())
    if "relay" in request.POST:
        try:
            make_relay(registration_id=registration.id, actor=REGISTRANT, now=clock.now())
        except (NotPassedOn, Gone):
            return render(request, "public/pass_on_closed.html", context, status=409)
        messages.success(request, gettext("The link is made: copy it from below."))
        return _back(token)
    form = PassOnForm(request.POST)
    if not form.is_valid():
        return _page(request, registration, facts, context, form, status=422)
    return _send(request, token, registration, facts, context, form)


def _send(
    request: HttpRequest,
    token: str,
    registration: RegistrationFacts,
    facts: GatheringFacts,
    context: Mapping[str, Any],
    form: PassOnForm,
) -> HttpResponse:
    people, words = form.people(), form.cleaned_data["words"]
    try:
        pass_on(registration_id=registration.id, people=people, words=words, actor=REGISTRANT, now=clock.now())
    except TooMany as many:
        form.add_error("name_1", too_many(many.left))
        return _page(request, registration, facts, context, form, status=422)
    except (NotPassedOn, Gone):
        return render(request, "public/pass_on_closed.html", context, status=409)
    messages.success(request, gettext("Passed on: the mails are on their way."))
    return _back(token)


def too_many(left: int) -> str:
    """To how many somebody may still pass it on."""
    if not left:
        return gettext("You have passed it on to as many as can be written to. Pass the link below on yourself.")
    return ngettext(
        "You can still pass it on to %(left)s person by mail.",
        "You can still pass it on to %(left)s people by mail.",
        left,
    ) % {"left": left}


def _back(token: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("public:pass_on", args=[token]), status=303)


def _page(
    request: HttpRequest,
    registration: RegistrationFacts,
    facts: GatheringFacts,
    context: Mapping[str, Any],
    form: PassOnForm,
    *,
    status: int = 200,
) -> HttpResponse:
    return pass_on_page(request, facts, context, form, passed_on_by(registration.id), status=status)


def pass_on_page(
    request: HttpRequest,
    facts: GatheringFacts,
    context: Mapping[str, Any],
    form: PassOnForm,
    done: PassedOn,
    *,
    status: int = 200,
) -> HttpResponse:
    """The form, and what the one who passes on has done so far; of others only how many came."""
    more = {
        **form_context(form),
        "to_whom": to_whom(facts.forwarding),
        "done": done,
        "registered": registered_in_words(done) if done.named or done.relay else "",
        "relay_url": relay_url(done, facts),
    }
    return render(request, "public/pass_on.html", {**context, **more}, status=status)


def form_context(form: PassOnForm) -> dict[str, Any]:
    """The form as its template takes it."""
    rows = form.rows()
    return {
        "form": form,
        "rows": rows[:_SHOWN_FIRST],
        "more_rows": rows[_SHOWN_FIRST:],
        "more_open": any(row["name"].value() or row["email"].value() for row in rows[_SHOWN_FIRST:]),
    }


def to_whom(scope: ForwardingScope) -> str:
    """To whom the organiser asks to pass it on."""
    return {
        ForwardingScope.NONE: "",
        ForwardingScope.WITHIN_ORGANISATION: gettext(
            "To interested colleagues of your own body. Whoever comes from elsewhere is judged by their own body."
        ),
        ForwardingScope.WITHIN_TERRITORY: gettext("To partners in your territory, so that several of you come."),
        ForwardingScope.OPEN: gettext("To whomever it may concern."),
    }[scope]


def registered_in_words(done: PassedOn) -> str:
    """How many registered through somebody."""
    if not done.registered:
        return gettext("Nobody has registered through you yet.")
    return ngettext(
        "%(n)s person has registered through you.", "%(n)s people have registered through you.", done.registered
    ) % {"n": done.registered}


def relay_url(done: PassedOn, facts: GatheringFacts) -> str:
    """The link to copy; empty until it is made."""
    if done.relay is None:
        return ""
    token = links.make(done.relay, 0, use=links.PASSED_ON)
    return f"{settings.BASE_URL}{reverse('public:register', args=[facts.key])}?via={token}"
