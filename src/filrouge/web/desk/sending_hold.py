"""A sending whose gathering is called off, put off, over or moved: why nothing leaves, and reading its words again."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from filrouge.ground.audit.queries import trail_of_subject
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import moves_of
from filrouge.stages.sendings import rules
from filrouge.stages.sendings.actions import holding
from filrouge.stages.sendings.enums import Hold, SendingState
from filrouge.stages.sendings.facts import SendingFacts
from filrouge.stages.sendings.permissions import Sendings
from filrouge.stages.sendings.words import hold_in_words, paused_by_itself_in_words
from filrouge.web.desk.frame import SeeOther
from filrouge.web.shell import access, clock

_ENDED = frozenset({SendingState.DRAFT, SendingState.STOPPED, SendingState.DONE})
_ACTS = frozenset({"sending:paused", "sending:resumed", "sending:set_aside", "sending:halted"})


def hold_shown(facts: GatheringFacts, sending: SendingFacts) -> dict[str, Any]:
    """Why nothing of a sending leaves because of its gathering, whether somebody may let it go on, and why it paused
    although it could go on now; two queries.
    """
    if sending.state in _ENDED:
        return {}
    moves = moves_of(facts)
    why = rules.hold(sending.state, sending.approved_at, facts, moves=moves, now=clock.now())
    if why is None:
        return {"paused_why": _paused_why(facts, sending)} if sending.state is SendingState.PAUSED else {}
    moved = why is Hold.MOVED
    return {
        "held": hold_in_words(why),
        "read_again": sending.halted is None and moved,
        "last_move": moves[-1].at.isoformat() if moved else "",
    }


def _paused_why(facts: GatheringFacts, sending: SendingFacts) -> str:
    """Why a sending paused by itself before the gathering was on again; empty when somebody paused it."""
    lines = trail_of_subject(gathering_id=facts.id, subject_kind="sending", subject_id=str(sending.id))
    last = next((line for line in reversed(lines) if line.verb in _ACTS), None)
    return paused_by_itself_in_words(Hold(last.data["why"])) if last and last.verb == "sending:set_aside" else ""


@login_required
@require_POST
def read_again(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Let a sending go on although something moved since its approval, in one's own name."""
    facts, actor = access.desk_gathering(request, key, Sendings.APPROVE)
    access.desk_sending(facts, pk)
    seen = request.POST.get("last_move", "")
    try:
        holding.read_again(facts=facts, sending_id=pk, seen=seen, actor=actor, now=clock.now())
    except holding.NothingToRead:
        messages.warning(request, gettext("Something changed meanwhile: look at this sending once more."))
    else:
        messages.success(request, gettext("Read again in your name: the sending may go on."))
    return SeeOther(reverse("desk:sending", args=[key, pk]))
