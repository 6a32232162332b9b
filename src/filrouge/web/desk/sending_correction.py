"""A sending that said a day, an hour or a place that does not hold any more: how many read it, and correcting it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from filrouge.ground.people.actors import Actor
from filrouge.ground.people.permissions import may
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings.enums import SendingState
from filrouge.stages.sendings.facts import SendingFacts
from filrouge.stages.sendings.permissions import Sendings
from filrouge.stages.telling.actions.correct import begin_correction
from filrouge.stages.telling.queries import may_have_news, misled_by, unaware
from filrouge.web.desk.frame import SeeOther
from filrouge.web.shell import access, clock

_NOTHING_LEFT = frozenset({SendingState.DRAFT, SendingState.APPROVED})


def correction_shown(facts: GatheringFacts, sending: SendingFacts, actor: Actor) -> dict[str, Any]:
    """How many read in a sending what does not hold any more and were not told since."""
    may_write = may(actor, Sendings.WRITE, organiser_id=facts.organiser_id)
    if sending.state in _NOTHING_LEFT or not may_write or not may_have_news(facts, now=clock.now()):
        return {}
    number = misled_by(sending.id, unaware(facts, now=clock.now()))
    if not number:
        return {}
    said = ngettext(
        "%(n)s person read in it a day, an hour or a place that does not hold any more, and was not told since.",
        "%(n)s people read in it a day, an hour or a place that does not hold any more, and were not told since.",
        number,
    )
    return {"misled": said % {"n": number}}


@login_required
@require_POST
def correct(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Prepare the sending that corrects this one; it is looked at and approved as any other."""
    facts, actor = access.desk_gathering(request, key, Sendings.WRITE)
    sending = access.desk_sending(facts, pk)
    found = begin_correction(facts=facts, sending=sending, actor=actor, now=clock.now())
    return SeeOther(reverse("desk:sending", args=[key, found]))
