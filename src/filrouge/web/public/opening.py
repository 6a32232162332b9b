"""Leaving an address while others come first, to be told once when registration opens to everybody."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.opening import leave_address
from filrouge.web.public.first import priority_notice
from filrouge.web.public.registering import UNPROCESSABLE, registration_notice
from filrouge.web.public.small_forms import asked, form_page, stale_words
from filrouge.web.shell import clock
from filrouge.web.shell.access import public_gathering


class OpeningForm(forms.Form):
    """One address and nothing else."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("For this one mail only: the address is erased as soon as the mail is on its way."),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    """The small form; where registration is open to everybody, or to nobody, the large one says so."""
    facts, now = public_gathering(key), clock.now()
    language = request.LANGUAGE_CODE
    if not priority_notice(facts, language, now=now) or registration_notice(facts, now=now, language=language):
        return HttpResponseRedirect(reverse("public:register", args=[key]), status=303)
    if request.method != "POST":
        return _page(request, facts, OpeningForm())
    form = OpeningForm(request.POST)
    if not form.is_valid():
        return _page(request, facts, form, status=UNPROCESSABLE)
    leave_address(facts=facts, email=form.cleaned_data["email"], language=language, actor=REGISTRANT, now=now)
    # The same answer whoever left the address before: nobody learns who did.
    return asked(request)


def after_csrf_failure(request: HttpRequest, key: str) -> HttpResponse:
    """The small form again with what was typed, when its token was missing or stale. Nothing was kept."""
    return _page(request, public_gathering(key), OpeningForm(request.POST), notice=stale_words(), status=403)


page.after_csrf_failure = after_csrf_failure  # type: ignore[attr-defined]


def _page(
    request: HttpRequest, facts: GatheringFacts, form: OpeningForm, *, notice: str = "", status: int = 200
) -> HttpResponse:
    priority = priority_notice(facts, request.LANGUAGE_CODE, now=clock.now())
    register_url = reverse("public:register", args=[facts.key])
    return form_page(
        request,
        facts,
        "public/opening.html",
        form,
        notice=notice,
        status=status,
        priority=priority,
        register_url=register_url,
    )
