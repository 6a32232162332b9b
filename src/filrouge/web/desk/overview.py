"""One gathering at a glance: its life, what its documents lack, its parts in numbers, its next steps."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from filrouge.core.states import ForbiddenTransition
from filrouge.ground.audit.queries import trail_of_subject
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings import rules
from filrouge.stages.gatherings.actions import NotReady, change_state
from filrouge.stages.gatherings.enums import DocumentKind, GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.stages.registration.actions.writing import call_off, put_off
from filrouge.stages.registration.lists.counts import counts_of_parts
from filrouge.stages.registration.lists.quotas import quotas_of
from filrouge.web.desk import life, telling, words
from filrouge.web.desk.forms import StepForm
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of, page, rights_of
from filrouge.web.desk.letters import outdated_letters
from filrouge.web.desk.numbers import part_row
from filrouge.web.desk.privacy import privacy_words
from filrouge.web.desk.proposals import earlier
from filrouge.web.desk.quotas import quota_row
from filrouge.web.shell import access, clock

_S = GatheringState
# Steps that end something for others ask why; the first of the others is the one that comes next.
WITH_MOTIVE = (_S.POSTPONED, _S.CANCELLED)
# While it is prepared, what earlier editions proposed is before the eyes.
_PREPARED = (_S.DRAFT, _S.SAVE_THE_DATE)
_MAY_SHOW_PROGRAMME = (_S.SAVE_THE_DATE, _S.INVITATION_SENT, _S.REGISTRATION_OPEN, _S.REGISTRATION_CLOSED)
_ORDER = (
    _S.SAVE_THE_DATE,
    _S.INVITATION_SENT,
    _S.REGISTRATION_OPEN,
    _S.REGISTRATION_CLOSED,
    _S.HELD,
    _S.DOCUMENTED,
    _S.ARCHIVED,
    _S.POSTPONED,
    _S.CANCELLED,
)


@login_required
@require_safe
def overview(request: HttpRequest, key: str) -> HttpResponse:
    """The page itself."""
    facts, actor = access.desk_gathering(request, key, Gatherings.SEE)
    return _page(request, facts, actor)


@login_required
@require_POST
def step(request: HttpRequest, key: str) -> HttpResponse:
    """Take the next step of the gathering's life. What is missing is listed, and nothing is lost."""
    facts, actor = access.desk_gathering(request, key, Gatherings.PUBLISH)
    form = StepForm(request.POST, with_motive=WITH_MOTIVE)
    if not form.is_valid():
        return _page(request, facts, actor, asked=form, status=UNPROCESSABLE)
    to = form.cleaned_data["to"]
    try:
        _take(facts, to, actor, form.cleaned_data["motive"])
    except NotReady as refusal:
        return _page(request, facts, actor, refused=_refusal(to, refusal), status=UNPROCESSABLE)
    except ForbiddenTransition:
        messages.warning(request, gettext("Nothing was changed: that step does not follow the present state."))
    else:
        messages.success(
            request, gettext("Done: the gathering is now in the state “%(state)s”.") % {"state": words.state_word(to)}
        )
    return SeeOther(reverse("desk:overview", args=[key]))


def _take(facts: GatheringFacts, to: GatheringState, actor: Actor, motive: str) -> None:
    """Take a step; calling off and putting off tell those who are registered."""
    if to is _S.CANCELLED:
        call_off(gathering_id=facts.id, actor=actor, now=clock.now(), motive=motive)
    elif to is _S.POSTPONED:
        put_off(gathering_id=facts.id, actor=actor, now=clock.now(), motive=motive)
    else:
        change_state(gathering_id=facts.id, to=to, actor=actor, now=clock.now(), motive=motive)


def _refusal(to: GatheringState, refusal: NotReady) -> dict[str, Any]:
    return {
        "title": gettext("Not possible yet: “%(step)s”. These facts are missing:") % {"step": words.step_verb(to)},
        "errors": [{"text": words.fact_word(lack.fact)} for lack in refusal.missing],
    }


def _page(
    request: HttpRequest,
    facts: GatheringFacts,
    actor: Actor,
    *,
    refused: dict[str, Any] | None = None,
    asked: StepForm | None = None,
    status: int = 200,
) -> HttpResponse:
    language = language_of(request)
    rights = rights_of(actor, facts.organiser_id)
    counts = counts_of_parts(facts)
    quotas = quotas_of(facts, at=clock.now(), seats={key: part.seats for key, part in counts.items()})
    trail = trail_of_subject(gathering_id=facts.id, subject_kind="gathering", subject_id=facts.key)
    context = {
        "state": words.state_word(facts.state),
        "tone": words.GATHERING_TONES.get(facts.state, "neutral"),
        "when": words.dates_in_words(facts, language),
        "life": life.steps(facts, trail, language),
        "documents": [_document(facts, kind) for kind in rules.DOCUMENTS] if rights.edit else [],
        "parts": [part_row(facts, part, counts[part.key], rights, language) for part in facts.parts],
        "quotas": [
            quota_row(quota, facts, language, now=clock.now(), may_change=rights.capacity)
            for quota in quotas
            if not quota.is_reserve
        ],
        "steps": _steps(facts, asked) if rights.publish else [],
        "refused": refused,
        "privacy": privacy_words(facts, actor, language),
        "untold": telling.offer(facts, actor),
        "proposals": earlier(facts, language) if rights.edit and facts.state in _PREPARED else [],
        "outdated_letters": outdated_letters(facts, language) if rights.letters else None,
        "programme_waits": facts.programme_published_at is None and facts.state in _MAY_SHOW_PROGRAMME,
        "programme_since": facts.programme_published_at,
        "is_public": facts.state is not _S.DRAFT,
        "public_url": reverse("public:gathering", args=[facts.key]),
    }
    return page(request, "desk/overview.html", facts, actor, context, current="overview", status=status)


def _document(facts: GatheringFacts, kind: DocumentKind) -> dict[str, Any]:
    missing = rules.readiness(facts, kind)
    return {
        "name": words.document_word(kind),
        "is_next": rules.next_document(facts.state) is kind,
        "blocking": words.missing_words(missing, blocking=True),
        "tolerable": words.missing_words(missing, blocking=False),
    }


def _steps(facts: GatheringFacts, asked: StepForm | None) -> list[dict[str, Any]]:
    following = rules.STATES.following(facts.state)
    return [
        {
            "to": state.value,
            "verb": words.step_verb(state),
            "is_next": index == 0 and state not in WITH_MOTIVE,
            "asks_why": state in WITH_MOTIVE,
            "form": asked if asked and _is_for(asked, state) else StepForm(auto_id=f"id_{state.value}_%s"),
            "is_open": bool(asked and _is_for(asked, state)),
        }
        for index, state in enumerate(state for state in _ORDER if state in following)
    ]


def _is_for(asked: StepForm, state: GatheringState) -> bool:
    return bool(asked.data.get("to") == state.value)
