"""The gathering in the agenda of a town or a region: off, on its way, there, or why not."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from filrouge.stages.agendas import rules
from filrouge.stages.agendas.actions import want
from filrouge.stages.agendas.enums import Trouble
from filrouge.stages.agendas.facts import EntryFacts
from filrouge.stages.agendas.queries import entry_of
from filrouge.stages.agendas.service import agenda_of
from filrouge.stages.agendas.words import trouble_in_words
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.stages.gatherings.words import instant_in_words
from filrouge.web.desk.frame import SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.shell import access, clock


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Where the gathering stands there, and what can be done about it."""
    facts, actor = access.desk_gathering(request, key, Gatherings.PUBLISH)
    language = language_of(request)
    entry, is_connected = entry_of(facts), agenda_of(facts.organiser_key) is not None
    trouble = _trouble(entry, facts)
    context = {
        "is_connected": is_connected,
        "is_wanted": entry is not None and entry.is_wanted,
        "outside_id": entry.outside_id if entry else "",
        "state": _state(entry, trouble),
        "trouble": trouble_in_words(trouble) if trouble else "",
        "pushed": instant_in_words(entry.pushed_at, facts, language) if entry and entry.pushed_at else "",
    }
    return desk_page(request, "desk/agenda.html", facts, actor, context, current="agenda")


def _trouble(entry: EntryFacts | None, facts: GatheringFacts) -> Trouble | None:
    """What is in the way: what the gathering lacks now, else what the agenda said last."""
    if entry is None or not entry.is_wanted:
        return None
    said = entry.trouble if entry.trouble in (Trouble.REFUSED, Trouble.UNREACHABLE) else None
    return rules.trouble_of(facts) or said


def _state(entry: EntryFacts | None, trouble: Trouble | None) -> dict[str, Any]:
    """Tone and word of the badge."""
    if entry is None or (not entry.is_wanted and not entry.outside_id):
        return {"tone": "neutral", "word": gettext("Not in the agenda")}
    if not entry.is_wanted:
        return {"tone": "wait", "word": gettext("Being taken out")}
    if trouble is not None:
        return {"tone": "ask", "word": gettext("Not up to date")}
    if entry.is_due:
        return {"tone": "wait", "word": gettext("On its way")}
    return {"tone": "ok", "word": gettext("In the agenda")}


@login_required
@require_POST
def switch(request: HttpRequest, key: str) -> HttpResponse:
    """Want it there, or not any more. The worker does the rest."""
    facts, actor = access.desk_gathering(request, key, Gatherings.PUBLISH)
    is_wanted = request.POST.get("wanted") == "yes"
    if agenda_of(facts.organiser_key) is None:
        messages.info(request, gettext("Nothing was changed: this installation knows no agenda for you."))
        return SeeOther(reverse("desk:agenda", args=[key]))
    want(facts=facts, is_wanted=is_wanted, actor=actor, now=clock.now())
    said = gettext("It goes to the agenda within some minutes, and follows every change.")
    gone = gettext("It is taken out of the agenda within some minutes.")
    messages.success(request, said if is_wanted else gone)
    return SeeOther(reverse("desk:agenda", args=[key]))
