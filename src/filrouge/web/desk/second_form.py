"""The desk's answer to a second form: taken over, or left."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from filrouge.stages.registration.actions.register import AlreadyRegistered
from filrouge.stages.registration.actions.second_form import NoSecondForm, leave_second_form, take_second_form
from filrouge.stages.registration.permissions import Registrations
from filrouge.web.desk.frame import SeeOther, language_of
from filrouge.web.shell import access, clock
from filrouge.web.shell.second_form import second_form_shown


@login_required
@require_POST
def answer(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Take the answers over or leave them; taken only if what would be lost stood on the page."""
    facts, actor = access.desk_gathering(request, key, Registrations.CHANGE)
    registration, now = access.desk_registration(facts, pk), clock.now()
    shown = second_form_shown(registration, facts, language_of(request), url="")
    try:
        if "leave" in request.POST:
            leave_second_form(registration_id=pk, actor=actor, now=now)
            messages.success(request, gettext("The second form is dropped. What was recorded holds."))
        elif shown is not None and shown["knows"] != request.POST.get("knows", ""):
            messages.warning(request, gettext("Nothing was changed yet: places were given meanwhile. Look once more."))
        else:
            take_second_form(registration_id=pk, facts=facts, actor=actor, now=now)
            messages.success(request, gettext("The answers of the second form are taken over."))
    except NoSecondForm:
        messages.info(request, gettext("Nothing was changed: the second form was answered before."))
    except AlreadyRegistered:
        messages.warning(request, gettext("Nothing was changed: this person is registered already, by another form."))
    return SeeOther(reverse("desk:registration", args=[key, pk]))
