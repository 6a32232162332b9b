"""Erasing a registration from the desk, for somebody who asked for it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from filrouge.stages.privacy.actions import erase_registration
from filrouge.stages.privacy.permissions import Privacy
from filrouge.web.desk.forms import MotiveForm
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther
from filrouge.web.desk.registration import registration_page
from filrouge.web.shell import access, clock


@login_required
@require_POST
def erase(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Give the places back and erase who it was, with a reason that names nobody."""
    facts, actor = access.desk_gathering(request, key, Privacy.ERASE)
    registration = access.desk_registration(facts, pk)
    form = MotiveForm(request.POST, auto_id="id_erase_%s")
    form.fields["motive"].help_text = _("It stays in the trail: do not name the person.")
    if not form.is_valid():
        wrong = ("erase", "", form)
        return registration_page(request, facts, actor, registration, wrong=wrong, status=UNPROCESSABLE)
    erase_registration(registration_id=pk, actor=actor, now=clock.now(), motive=form.cleaned_data["motive"])
    messages.success(request, gettext("Erased. The places were given back, and a last mail says so to the person."))
    return SeeOther(reverse("desk:registrations", args=[key]))
