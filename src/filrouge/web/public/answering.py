"""Small answers behind the personal link, each a POST: a place is wanted, a second form is taken over or left."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import keep_place
from filrouge.stages.registration.actions.holds import NotHeld
from filrouge.stages.registration.actions.register import AlreadyRegistered
from filrouge.stages.registration.actions.second_form import NoSecondForm, leave_second_form, take_second_form
from filrouge.stages.registration.facts import RegistrationFacts
from filrouge.stages.registration.words import state_in_words
from filrouge.web.public.personal import by_link
from filrouge.web.shell import clock
from filrouge.web.shell.second_form import second_form_shown


@require_POST
@by_link
def keep(
    request: HttpRequest, token: str, registration: RegistrationFacts, facts: GatheringFacts, part: str
) -> HttpResponse:
    """Say that a place that became free is wanted."""
    if registration.held(part) is None:
        raise Http404("no such part of this registration")
    try:
        keep_place(registration_id=registration.id, part=part, actor=REGISTRANT, now=clock.now())
    except NotHeld as gone:
        said = gettext("Nothing was changed: the place is no longer held for you – %(state)s.")
        messages.warning(request, said % {"state": state_in_words(gone.state)})
    else:
        messages.success(request, gettext("The place is yours."))
    return _back(token)


@require_POST
@by_link
def second_form(
    request: HttpRequest, token: str, registration: RegistrationFacts, facts: GatheringFacts
) -> HttpResponse:
    """Take a second form over, or leave it; taken only if what would be lost stood on the page."""
    now = clock.now()
    shown = second_form_shown(registration, facts, request.LANGUAGE_CODE, url="")
    try:
        if "leave" in request.POST:
            leave_second_form(registration_id=registration.id, actor=REGISTRANT, now=now)
            messages.success(request, gettext("The second form is dropped. What was recorded holds."))
        elif shown is not None and shown["knows"] != request.POST.get("knows", ""):
            messages.warning(request, gettext("Nothing was changed yet: places were given meanwhile. Look once more."))
        else:
            take_second_form(registration_id=registration.id, facts=facts, actor=REGISTRANT, now=now)
            messages.success(request, gettext("The answers of the second form are taken over."))
    except NoSecondForm:
        messages.info(request, gettext("Nothing was changed: the second form was answered before."))
    except AlreadyRegistered:
        messages.warning(request, gettext("Nothing was changed: this person is registered already, by another form."))
    return _back(token)


def _back(token: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("public:personal", args=[token]), status=303)
