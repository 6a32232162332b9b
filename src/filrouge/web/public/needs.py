"""What one needs, behind the personal link: said, changed or taken back for the parts that one takes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.needs import say_needs
from filrouge.stages.registration.facts import RegistrationFacts
from filrouge.stages.registration.needs.choices import parts_provided_for
from filrouge.stages.registration.needs.questions import NeedsForm, values_for
from filrouge.stages.registration.needs.reading import own_needs
from filrouge.web.public.masthead import gathering_context
from filrouge.web.public.personal import by_link
from filrouge.web.shell import clock
from filrouge.web.shell.needs import question_groups


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def page(request: HttpRequest, token: str, registration: RegistrationFacts, facts: GatheringFacts) -> HttpResponse:
    """The questions of the parts that the person takes, with what they said."""
    parts = parts_provided_for(registration, now=clock.now())
    if request.method != "POST":
        said = [need for need in own_needs(registration.id, facts).values() if need]
        return _page(request, token, registration, facts, NeedsForm(facts, parts, initial=values_for(said)))
    form = NeedsForm(facts, parts, request.POST)
    if not form.is_valid():
        return _page(request, token, registration, facts, form, status=422)
    say_needs(registration_id=registration.id, needs=form.needs(), now=clock.now())
    messages.success(request, gettext("What you need is recorded. Nobody but the person in charge of access sees it."))
    return HttpResponseRedirect(reverse("public:personal", args=[token]), status=303)


def _page(
    request: HttpRequest,
    token: str,
    registration: RegistrationFacts,
    facts: GatheringFacts,
    form: NeedsForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        **gathering_context(facts, request.LANGUAGE_CODE),
        "registration": registration,
        "form": form,
        "needs": question_groups(form, form.places, facts, request.LANGUAGE_CODE),
        "needs_days": facts.needs_days,
        "personal_url": reverse("public:personal", args=[token]),
    }
    return render(request, "public/needs.html", context, status=status)
