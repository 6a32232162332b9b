"""The actor's gatherings, each with what its next step lacks; as many queries for one as for many."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from filrouge.ground.people.actors import Actor
from filrouge.ground.people.permissions import may, organisers_where
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.stages.gatherings.queries import facts_for
from filrouge.stages.gatherings.rules import TOOK_PLACE, next_document, readiness
from filrouge.stages.registration.lists.counts import GatheringCounts, counts_of_gatherings
from filrouge.stages.sendings.permissions import Sendings
from filrouge.web.desk import words
from filrouge.web.desk.frame import language_of, organiser_name, rights_of
from filrouge.web.desk.organiser import pages_of
from filrouge.web.shell.access import staff

_OVER = (*TOOK_PLACE, GatheringState.CANCELLED)


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """All gatherings that the actor may see: those under way first, then those that are over."""
    actor, language = staff(request), language_of(request)
    known = sorted(facts_for(actor), key=_soonest_first)
    counts = counts_of_gatherings([facts.id for facts in known])
    rows = [_row(facts, actor, counts[facts.id], language) for facts in known]
    context = {
        "under_way": [row for row in rows if not row["is_over"]],
        "over": [row for row in rows if row["is_over"]],
        "may_start": bool(organisers_where(actor, Gatherings.EDIT)),
        "staffed": _staffed(known, actor, language),
        "actor_name": actor.label,
        "desk_url": reverse("desk:gatherings"),
    }
    return render(request, "desk/gatherings.html", context)


def _staffed(known: Sequence[GatheringFacts], actor: Actor, language: str) -> list[dict[str, Any]]:
    """The organisers of which the actor decides more than gatherings, with the pages on which they do."""
    managed = {
        facts.organiser_key: (organiser_name(facts, language), facts.organiser_id)
        for facts in known
        if may(actor, Sendings.CONTACTS, organiser_id=facts.organiser_id)
    }
    return [
        {"name": name, "pages": pages_of(key, organiser_id, actor)}
        for key, (name, organiser_id) in sorted(managed.items())
    ]


def _soonest_first(facts: GatheringFacts) -> tuple[Any, ...]:
    known = sorted(part.when.sort_key() for part in facts.parts if part.when.is_known)
    return (not known, known[:1], facts.key)


def _row(facts: GatheringFacts, actor: Actor, counts: GatheringCounts, language: str) -> dict[str, Any]:
    rights = rights_of(actor, facts.organiser_id)
    document = next_document(facts.state) if rights.edit else None
    missing = readiness(facts, document) if document else ()
    return {
        "facts": facts,
        "title": facts.title.best(language, facts.languages),
        "url": reverse("desk:overview", args=[facts.key]),
        "state": words.state_word(facts.state),
        "tone": words.GATHERING_TONES.get(facts.state, "neutral"),
        "when": words.dates_in_words(facts, language),
        "town": facts.town.best(language, facts.languages),
        "organiser": organiser_name(facts, language),
        "document": words.document_word(document) if document else "",
        "blocking": words.missing_words(missing, blocking=True),
        "tolerable": words.missing_words(missing, blocking=False),
        "counts": counts,
        "registered_url": _registrations(facts, "confirmed") if rights.see else "",
        "to_decide_url": reverse("desk:to_decide", args=[facts.key]) if rights.decide else "",
        "is_over": facts.state in _OVER,
    }


def _registrations(facts: GatheringFacts, state: str) -> str:
    return f"{reverse('desk:registrations', args=[facts.key])}?state={state}"
