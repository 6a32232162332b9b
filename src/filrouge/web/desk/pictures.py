"""On the day: somebody says at the counter whether they may be recognisable in pictures."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.pictures import set_pictures
from filrouge.stages.registration.enums import Pictures
from filrouge.stages.registration.permissions import Registrations
from filrouge.web.desk.expected import MARKED
from filrouge.web.desk.frame import SeeOther
from filrouge.web.desk.words import pictures_word
from filrouge.web.shell import access, clock


@login_required
@require_POST
def switch(request: HttpRequest, key: str) -> HttpResponse:
    """Note the choice of the person whose button was pressed, then back to where it was pressed."""
    facts, actor = access.desk_gathering(request, key, Registrations.ADD)
    said = next((choice for choice in Pictures if choice.value in request.POST), None)
    number = request.POST.get(said.value, "") if said else ""
    if not facts.takes_pictures or not number.isdecimal() or len(number) > 12:
        raise Http404("no such choice")
    registration = access.desk_registration(facts, int(number))
    set_pictures(registration_id=registration.id, pictures=said, actor=actor, now=clock.now())
    words = {"name": registration.name.full, "choice": pictures_word(said)}
    messages.success(request, gettext("%(name)s, pictures: %(choice)s") % words)
    return SeeOther(_back(request, facts, registration.id))


def _back(request: HttpRequest, facts: GatheringFacts, pk: int) -> str:
    part, use = facts.part(request.POST.get("part", "")), request.POST.get("use", "")
    if part is not None and use in MARKED:
        return reverse("desk:expected_list", args=[facts.key, part.key, use])
    return reverse("desk:registration", args=[facts.key, pk])
