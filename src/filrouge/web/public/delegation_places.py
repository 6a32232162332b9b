"""Places without a name, as a referent keeps them or gives them back."""

from datetime import date, datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from filrouge.core import days
from filrouge.stages.delegations.actions import HoldRefused, hold_places
from filrouge.stages.delegations.facts import REFERENT, DelegationFacts
from filrouge.stages.delegations.words import why_not_in_words
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.web.public.delegation import by_referent
from filrouge.web.shell import clock


@require_POST
@by_referent
def keep(request: HttpRequest, token: str, delegation: DelegationFacts, facts: GatheringFacts) -> HttpResponse:
    """Keep so many places of a part in all, none for 0; until a day, or as late as may be."""
    part = facts.part(request.POST.get("part", ""))
    if part is None:
        raise Http404("no such part")
    language, said = request.LANGUAGE_CODE, request.POST.get("places", "").strip()
    title = part.title.best(language, facts.languages).text
    if not said.isdecimal() or len(said) > 3:
        messages.warning(request, gettext("Nothing was changed: type a number of places, 0 for none."))
        return _back(token)
    places = int(said)
    try:
        hold_places(
            delegation_id=delegation.id,
            part=part.key,
            places=places,
            until=until_of(request.POST.get("until", ""), facts),
            actor=REFERENT,
            now=clock.now(),
        )
    except HoldRefused as refused:
        why = " ".join(why_not_in_words(refused.decision.reasons, part, facts, language))
        told = gettext("%(part)s: no more places are kept. %(why)s") % {"part": title, "why": why}
        messages.warning(request, told)
    else:
        told = ngettext(
            "%(part)s: %(n)s place is kept for you without a name.",
            "%(part)s: %(n)s places are kept for you without a name.",
            places,
        )
        messages.success(request, told % {"part": title, "n": places})
    return _back(token)


def until_of(said: str, facts: GatheringFacts) -> datetime | None:
    """The end of a day as a form says it; None when nothing readable is said."""
    try:
        return days.end_of_local_day(date.fromisoformat(said.strip()), facts.zone)
    except (ValueError, OverflowError):
        return None


def _back(token: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("public:delegation", args=[token]) + "#places", status=303)
