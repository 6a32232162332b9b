"""The convocation of somebody, printed at the desk for whom no mail reaches."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from filrouge.stages.registration.permissions import Registrations
from filrouge.web.desk.frame import language_of
from filrouge.web.shell import access, clock
from filrouge.web.shell.convocation import convocation, has_convocation


@login_required
@require_safe
def page(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The letter, ready to be printed, in the language of the person."""
    facts, _actor = access.desk_gathering(request, key, Registrations.SEE)
    registration = access.desk_registration(facts, pk)
    is_possible = has_convocation(registration)
    language = registration.language
    context = {
        "title": facts.title.best(language_of(request), facts.languages).text,
        "back_url": reverse("desk:registration", args=[key, pk]),
        "letter": convocation(registration, facts, language=language, now=clock.now()) if is_possible else "",
        "letter_language": language,
    }
    return render(request, "shell/convocation.html", context)
