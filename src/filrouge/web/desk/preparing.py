"""From the save-the-date to the invitation without typing anything twice; and moving the date of a part."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from filrouge.core.date_words import vague_date_in_words
from filrouge.core.states import ForbiddenTransition
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings import rules
from filrouge.stages.gatherings.actions import NotReady, publish_programme
from filrouge.stages.gatherings.enums import DocumentKind, GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.stages.registration.words import earlier_in_words, when_in_words
from filrouge.web.desk import words
from filrouge.web.desk.amending import amended
from filrouge.web.desk.date_notices import notices_of_choice
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.known import known_facts
from filrouge.web.desk.prepare_forms import MoveForm, PrepareForm
from filrouge.web.shell import access, clock


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    """What is known is shown and carried over; what is missing is asked, and may stay open for now."""
    facts, actor = access.desk_gathering(request, key, Gatherings.EDIT)
    language = language_of(request)
    form = PrepareForm(facts, _lacking(facts), language, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _prepare_page(request, facts, actor, form)
    if not form.is_valid() or not _filled_in(form, facts, actor):
        return _prepare_page(request, facts, actor, form, status=UNPROCESSABLE)
    messages.success(request, gettext("Saved. What is still missing can be added at any time."))
    return SeeOther(request.path)


def _lacking(facts: GatheringFacts) -> frozenset[rules.Fact]:
    """What an invitation or the form behind it lacks."""
    documents = (DocumentKind.INVITATION_LETTER, DocumentKind.REGISTRATION_FORM)
    return frozenset(lack.fact for document in documents for lack in rules.readiness(facts, document))


def _filled_in(form: PrepareForm, facts: GatheringFacts, actor: Actor) -> bool:
    from filrouge.stages.gatherings.file.filling import filled_in

    return amended(form, facts, lambda known: filled_in(known, form.cleaned_data), actor)


def _prepare_page(
    request: HttpRequest, facts: GatheringFacts, actor: Actor, form: PrepareForm, *, status: int = 200
) -> HttpResponse:
    language = language_of(request)
    missing = rules.readiness(facts, DocumentKind.INVITATION_LETTER)
    context = {
        "form": form,
        "known": known_facts(facts, language),
        "blocking": words.missing_words(missing, blocking=True),
        "tolerable": words.missing_words(missing, blocking=False),
        "publishes": rules.STATES.may(facts.state, GatheringState.INVITATION_SENT),
        "step_verb": words.step_verb(GatheringState.INVITATION_SENT),
        "has_venue": any(part.venue for part in facts.parts) or facts.venue is not None,
        "to": GatheringState.INVITATION_SENT.value,
        "parts": [
            {
                "title": part.title.best(language, facts.languages),
                "when": when_in_words(part, facts, language),
                "earlier": earlier_in_words(part, facts, language),
                "url": reverse("desk:move_part", args=[facts.key, part.key]),
            }
            for part in facts.parts
        ],
    }
    return desk_page(request, "desk/prepare.html", facts, actor, context, current="prepare", status=status)


@login_required
@require_POST
def programme(request: HttpRequest, key: str) -> HttpResponse:
    """Publish the programme; what is missing for it is said."""
    facts, actor = access.desk_gathering(request, key, Gatherings.PUBLISH)
    try:
        publish_programme(gathering_id=facts.id, actor=actor, now=clock.now())
    except NotReady as refusal:
        lacking = ", ".join(words.fact_word(lack.fact) for lack in refusal.missing)
        messages.warning(request, gettext("The programme still lacks: %(facts)s.") % {"facts": lacking})
    except ForbiddenTransition:
        messages.warning(request, gettext("Publish the save-the-date first: nobody sees a draft."))
    else:
        messages.success(request, gettext("The programme is on the public page. Followers are told within minutes."))
    return SeeOther(reverse("desk:overview", args=[key]))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, key: str, part: str) -> HttpResponse:
    """Another date or other hours for a part; the weekday is looked at before anything is changed."""
    facts, actor = access.desk_gathering(request, key, Gatherings.EDIT)
    found = facts.part(part)
    if found is None:
        raise Http404("no such part")
    if request.method != "POST":
        first = {"when": str(found.when), "starts_at": found.starts_at, "ends_at": found.ends_at}
        return _move_page(request, facts, actor, found, MoveForm(initial=first))
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _move_page(request, facts, actor, found, form, status=UNPROCESSABLE)
    if not form.is_checked:
        asked = vague_date_in_words(form.cleaned_data["when"], language=language_of(request))
        notices = notices_of_choice(facts, form.cleaned_data["when"], language_of(request))
        return _move_page(
            request, facts, actor, found, form.asking(), asked=asked, notices=notices, status=UNPROCESSABLE
        )
    if not _moved(form, facts, found, actor):
        return _move_page(request, facts, actor, found, form, status=UNPROCESSABLE)
    messages.success(
        request,
        gettext("The date is changed. Followers are told by themselves; those registered, under “Words of the mails”."),
    )
    return SeeOther(reverse("desk:overview", args=[key]))


def _moved(form: MoveForm, facts: GatheringFacts, part: PartFacts, actor: Actor) -> bool:
    from filrouge.stages.gatherings.file.filling import moved

    said = form.cleaned_data
    return amended(form, facts, lambda known: moved(known, part.key, said["when"], said), actor)


def _move_page(
    request: HttpRequest,
    facts: GatheringFacts,
    actor: Actor,
    part: PartFacts,
    form: MoveForm,
    *,
    asked: str = "",
    notices: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    language = language_of(request)
    context = {
        "form": form,
        "asked": asked,
        "notices": notices,
        "part_title": part.title.best(language, facts.languages),
        "now_is": when_in_words(part, facts, language),
        "earlier": earlier_in_words(part, facts, language),
        "is_public": facts.state is not GatheringState.DRAFT,
    }
    return desk_page(request, "desk/move.html", facts, actor, context, current="prepare", status=status)
