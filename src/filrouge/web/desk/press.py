"""The press desk of a gathering: its releases, who asked to come, and where the rest is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from filrouge.core.date_words import date_in_words
from filrouge.stages.documents.rules import ChangedFact
from filrouge.stages.documents.words import language_word
from filrouge.stages.gatherings.enums import ContactKind, GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.words import instant_in_words
from filrouge.stages.press import rules
from filrouge.stages.press.actions import (
    NotCancelled,
    NothingChanged,
    start_release,
    write_cancellation,
    write_correction,
)
from filrouge.stages.press.composing import changes_of
from filrouge.stages.press.drafts import ReleaseDraft
from filrouge.stages.press.enums import ReleaseKind
from filrouge.stages.press.permissions import Press
from filrouge.stages.press.queries import journalists_of, releases_of, stated_by_now, to_answer
from filrouge.stages.press.words import kind_of_release_word, stated_fact_word
from filrouge.web.desk.findings import changes_shown
from filrouge.web.desk.frame import SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.shell import access, clock


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """All releases, drafts first; how many journalists are listed, and how many wait for an answer."""
    facts, actor = access.desk_gathering(request, key, Press.SEE)
    language = language_of(request)
    releases = releases_of(facts.id, language=facts.language)
    context = {
        "releases": [release_row(release, facts, language) for release in releases],
        "outdated": [found for release in releases if (found := _outdated(release, releases, facts, language))],
        "wants_cancellation": rules.wants_cancellation(facts, releases),
        "listed": len(journalists_of(facts.organiser_id)),
        "waiting": to_answer(facts.id),
        "contact": facts.contact(ContactKind.PRESS),
        "public_url": reverse("public:press", args=[key]),
    }
    return desk_page(request, "desk/press.html", facts, actor, context, current="press")


@login_required
@require_POST
def start(request: HttpRequest, key: str) -> HttpResponse:
    """Start a release with what the gathering file knows of it."""
    facts, actor = access.desk_gathering(request, key, Press.WRITE)
    pk = start_release(facts=facts, actor=actor, now=clock.now())
    messages.success(request, gettext("The draft is there. What it still needs stands first on this page."))
    return SeeOther(reverse("desk:release", args=[key, pk]))


def _outdated(
    release: ReleaseDraft, releases: Sequence[ReleaseDraft], facts: GatheringFacts, language: str
) -> Mapping[str, Any] | None:
    """What an issued release states and is no longer true; None while all is true. Of a correction the first tells."""
    if not release.is_issued or release.kind is not ReleaseKind.RELEASE or facts.state is GatheringState.CANCELLED:
        return None
    changed = changes_of(release, stated_by_now(release, releases), facts)
    if not changed:
        return None
    waiting = next((one for one in releases if one.corrects_id == release.id and not one.is_issued), None)
    return {
        "title": release_title(release, language),
        "url": reverse("desk:release_correct", args=[facts.key, release.id]),
        "waiting": reverse("desk:release", args=[facts.key, waiting.id]) if waiting else "",
        "facts": changes_shown(_discreet(changed), lambda name: stated_fact_word(name, facts, language)),
    }


def _discreet(changed: Iterable[ChangedFact]) -> Iterator[ChangedFact]:
    """Without the direct numbers: they stand in releases and nowhere else."""
    for one in changed:
        if one.name in ("press.phone", "press.mobile"):
            yield ChangedFact(
                one.name, *({code: said and "•••" for code, said in by.items()} for by in (one.old, one.new))
            )
        else:
            yield one


@login_required
@require_POST
def correct(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Draft the corrected version of an issued release."""
    facts, actor = access.desk_gathering(request, key, Press.WRITE)
    release = access.desk_release(facts, pk)
    if not release.is_issued or release.kind is ReleaseKind.CORRECTION:
        raise Http404("nothing to correct")
    try:
        written = write_correction(facts=facts, release_id=pk, actor=actor, now=clock.now())
    except NothingChanged:
        messages.info(request, gettext("Everything is still as the release states it: there is nothing to correct."))
        return SeeOther(reverse("desk:release", args=[key, pk]))
    said = gettext("The corrected version is drafted. Look at its texts; what changed is named by itself.")
    messages.success(request, said)
    return SeeOther(reverse("desk:release", args=[key, written]))


@login_required
@require_POST
def cancelled(request: HttpRequest, key: str) -> HttpResponse:
    """Draft the release that says that the gathering does not take place."""
    facts, actor = access.desk_gathering(request, key, Press.WRITE)
    try:
        written = write_cancellation(facts=facts, actor=actor, now=clock.now())
    except NotCancelled:
        messages.info(request, gettext("Nothing is drafted: the gathering is not cancelled, or a release says so."))
        return SeeOther(reverse("desk:press", args=[key]))
    messages.success(request, gettext("The draft is there. Say why in a paragraph: nobody else knows."))
    return SeeOther(reverse("desk:release", args=[key, written]))


def release_title(release: ReleaseDraft, language: str) -> str:
    """What a release is called in lists: its day."""
    if release.dated is None:
        return gettext("Press release")
    day = date_in_words(release.dated, language=language, weekday=False)
    return gettext("Press release of %(day)s") % {"day": day}


def release_row(release: ReleaseDraft, facts: GatheringFacts, language: str) -> dict[str, Any]:
    """A release in a list."""
    state, tone = release_state(release)
    return {
        "release": release,
        "title": release_title(release, language),
        "url": reverse("desk:release", args=[facts.key, release.id]),
        "languages": ", ".join(language_word(code) for code in release.languages),
        "state": state,
        "tone": tone,
        "embargo": embargo_in_words(release, facts, language),
        "kind": kind_of_release_word(release.kind, release.number),
    }


def release_state(release: ReleaseDraft) -> tuple[str, str]:
    """Word and tone: a draft, replaced by a later version, held back, or public."""
    if not release.is_issued:
        return gettext("Draft"), "wait"
    if release.replaced_by is not None:
        return gettext("Replaced"), "wait"
    if release.is_held_back_at(clock.now()):
        return gettext("Issued, held back"), "ask"
    return gettext("Issued, public"), "ok"


def embargo_in_words(release: ReleaseDraft, facts: GatheringFacts, language: str) -> str:
    """Until when it is held back, by the clock of the gathering; empty without an embargo."""
    if release.embargo_until is None:
        return ""
    return instant_in_words(release.embargo_until, facts, language)
