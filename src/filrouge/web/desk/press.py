"""The press desk of a gathering: its releases, who asked to come, and where the rest is."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from filrouge.core.date_words import date_in_words
from filrouge.stages.documents.words import language_word
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.words import instant_in_words
from filrouge.stages.press.actions import start_release
from filrouge.stages.press.drafts import ReleaseDraft
from filrouge.stages.press.permissions import Press
from filrouge.stages.press.queries import journalists_of, releases_of, to_answer
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
    }


def release_state(release: ReleaseDraft) -> tuple[str, str]:
    """Word and tone: a draft, held back, or public."""
    if not release.is_issued:
        return gettext("Draft"), "wait"
    if release.is_held_back_at(clock.now()):
        return gettext("Issued, held back"), "ask"
    return gettext("Issued, public"), "ok"


def embargo_in_words(release: ReleaseDraft, facts: GatheringFacts, language: str) -> str:
    """Until when it is held back, by the clock of the gathering; empty without an embargo."""
    if release.embargo_until is None:
        return ""
    return f"{instant_in_words(release.embargo_until, facts, language)} ({facts.zone})"
