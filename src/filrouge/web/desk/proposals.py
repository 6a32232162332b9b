"""What the editions of a series proposed, and what became of it: those without an answer first."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from filrouge.core.text import LANGUAGES
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.stages.planning.actions.proposals import ProposalSaid, drop_proposal, record_proposal, show_proposals
from filrouge.stages.planning.facts import EditionPage, Proposal
from filrouge.stages.planning.queries import editions_of, proposals_before
from filrouge.stages.planning.rules import without_answer
from filrouge.stages.planning.words import edition_in_words
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.proposal_forms import ProposalForm
from filrouge.web.shell import access, clock
from filrouge.web.shell.editions import proposal_shown


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Those of earlier editions, those of this one, and the form for one more."""
    facts, actor, editions = _in_series(request, key)
    return _answer(request, facts, actor, editions, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """One of them, to be said anew: the answer that came, for example."""
    facts, actor, editions = _in_series(request, key)
    return _answer(request, facts, actor, editions, _found(editions, pk))


@login_required
@require_POST
def drop(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Take one away."""
    facts, actor, editions = _in_series(request, key)
    drop_proposal(facts=facts, proposal_id=_found(editions, pk).id, actor=actor, now=clock.now())
    messages.success(request, gettext("The proposal is taken away."))
    return SeeOther(reverse("desk:proposals", args=[key]))


@login_required
@require_POST
def show(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Put those of an edition on the public pages, or take them off."""
    facts, actor, editions = _in_series(request, key, Gatherings.PUBLISH)
    if all(one.number != number for one in editions):
        raise Http404("no such edition")
    shown = "hide" not in request.POST
    show_proposals(facts=facts, number=number, shown=shown, actor=actor, now=clock.now())
    said = gettext("They stand on the public pages of the series, with what became of them.")
    messages.success(request, said if shown else gettext("They are taken off the public pages."))
    return SeeOther(reverse("desk:proposals", args=[key]))


def _in_series(
    request: HttpRequest, key: str, permission: str = Gatherings.EDIT
) -> tuple[GatheringFacts, Actor, tuple[EditionPage, ...]]:
    facts, actor = access.desk_gathering(request, key, permission)
    if facts.series is None:
        raise Http404("no series")
    return facts, actor, editions_of(facts.organiser_id, facts.series.key, drafts=True)


def _found(editions: Sequence[EditionPage], pk: int) -> Proposal:
    for edition in editions:
        for one in edition.proposals:
            if one.id == pk:
                return one
    raise Http404("no such proposal")


def _answer(
    request: HttpRequest, facts: GatheringFacts, actor: Actor, editions: Sequence[EditionPage], known: Proposal | None
) -> HttpResponse:
    # The edition that one speaks of first is the last one before this gathering.
    choices = [(one.number, edition_in_words(one)) for one in reversed(editions) if one.number <= _number(facts)]
    data = request.POST if request.method == "POST" else None
    form = ProposalForm(facts, [*choices[1:], *choices[:1]], data, known=known)
    if request.method != "POST" or not form.is_valid():
        status = UNPROCESSABLE if request.method == "POST" else 200
        return _page(request, facts, actor, editions, form, is_change=known is not None, status=status)
    record_proposal(
        facts=facts,
        number=form.cleaned_data["edition"],
        said=ProposalSaid(**form.said()),
        actor=actor,
        now=clock.now(),
        proposal_id=known.id if known else None,
    )
    messages.success(request, gettext("The proposal is written down."))
    return SeeOther(reverse("desk:proposals", args=[facts.key]))


def _number(facts: GatheringFacts) -> int:
    return facts.series.number if facts.series else 0


def _page(
    request: HttpRequest,
    facts: GatheringFacts,
    actor: Actor,
    editions: Sequence[EditionPage],
    form: ProposalForm,
    *,
    is_change: bool,
    status: int,
) -> HttpResponse:
    language, own = language_of(request), _number(facts)
    told = [one for one in reversed(editions) if one.proposals and one.number <= own]
    context = {
        "form": form,
        "is_change": is_change,
        "groups": [_group(one, facts, language) for one in sorted(told, key=lambda one: one.number == own)],
    }
    return desk_page(request, "desk/proposals.html", facts, actor, context, current="proposals", status=status)


def _group(edition: EditionPage, facts: GatheringFacts, language: str) -> dict[str, Any]:
    """The proposals of an edition as the desk lists them."""
    rows = [
        {
            **proposal_shown(one, language),
            "is_public": one.is_public,
            "short": one.text.best(language, LANGUAGES).text[:60],
            "url": reverse("desk:proposal", args=[facts.key, one.id]) + "#form",
            "drop_url": reverse("desk:proposal_drop", args=[facts.key, one.id]),
        }
        for one in edition.proposals
    ]
    return {
        "number": edition.number,
        "label": edition_in_words(edition),
        "rows": rows,
        "open": open_in_words(edition.proposals),
        "hidden": any(not one.is_public for one in edition.proposals),
        "shown": any(one.is_public for one in edition.proposals),
        "show_url": reverse("desk:proposals_show", args=[facts.key, edition.number]),
    }


def earlier(facts: GatheringFacts, language: str) -> list[dict[str, Any]]:
    """What earlier editions proposed, for the overview of the one that is prepared."""
    return [_group(edition, facts, language) for edition in proposals_before(facts)]


def open_in_words(proposals: Sequence[Proposal]) -> str:
    """How many of them wait for an answer, empty when none does."""
    number = without_answer(proposals)
    said = ngettext("%(n)s proposal has no answer yet", "%(n)s proposals have no answer yet", number)
    return said % {"n": number} if number else ""
