"""The convocation behind the personal link: for whoever comes, or for whoever registered them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.facts import RegistrationFacts
from filrouge.web.public.masthead import gathering_context
from filrouge.web.public.personal import by_link
from filrouge.web.shell import clock
from filrouge.web.shell.convocation import convocation, has_convocation


@require_safe
@by_link
def page(request: HttpRequest, token: str, registration: RegistrationFacts, facts: GatheringFacts) -> HttpResponse:
    """The letter, ready to be printed, in the language of the page."""
    is_possible = has_convocation(registration)
    language = request.LANGUAGE_CODE
    context = {
        **gathering_context(facts, language),
        "back_url": reverse("public:personal", args=[token]),
        "letter": convocation(registration, facts, language=language, now=clock.now()) if is_possible else "",
        "letter_language": language,
    }
    return render(request, "shell/convocation.html", context)
