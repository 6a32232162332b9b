"""Accepting somebody in nobody's list and adding the category that they typed, in one go."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from filrouge.stages.registration.actions.categories import accept_with_category
from filrouge.stages.registration.actions.decide import NotWaitingForDecision
from filrouge.stages.registration.permissions import Registrations
from filrouge.web.desk.category import CategoryForm
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of, rights_of
from filrouge.web.desk.registration import registration_page
from filrouge.web.desk.words import short_part_state
from filrouge.web.shell import access, clock


@login_required
@require_POST
def accept(request: HttpRequest, key: str, pk: int, part: str) -> HttpResponse:
    """Accept the request and add the category."""
    facts, actor = access.desk_gathering(request, key, Registrations.DECIDE)
    if not rights_of(actor, facts.organiser_id).edit:
        raise PermissionDenied
    registration = access.desk_registration(facts, pk)
    held = registration.held(part)
    if held is None:
        raise Http404("no such part of this registration")
    form = CategoryForm(request.POST, auto_id=f"id_category_{pk}_{part}_%s")
    if not form.is_valid():
        wrong = ("category", part, form)
        return registration_page(request, facts, actor, registration, wrong=wrong, status=UNPROCESSABLE)
    said = form.cleaned_data
    try:
        answer = accept_with_category(
            registration_id=pk, part=part, label=said["label"], plural=said["plural"], actor=actor, now=clock.now()
        )
    except NotWaitingForDecision as decided:
        state = short_part_state(decided.state)
        messages.warning(
            request, gettext("Nothing was changed: this request was decided already – %(state)s.") % {"state": state}
        )
    else:
        title = held.part.title.best(language_of(request), facts.languages).text
        messages.success(
            request,
            gettext("%(name)s, %(part)s: %(state)s. “%(function)s” stands in the list from now on.")
            % {
                "name": registration.name.full,
                "part": title,
                "state": short_part_state(answer.state),
                "function": said["label"],
            },
        )
    from_list = request.POST.get("from") == "to_decide"
    return SeeOther(reverse("desk:to_decide", args=[key]) if from_list else _url(key, pk))


def _url(key: str, pk: int) -> str:
    return reverse("desk:registration", args=[key, pk])
