"""A published programme that changed: telling followers, and a message to the registered that begins with it."""

from typing import Any

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override
from django.views.decorators.http import require_POST

from filrouge.stages.following.actions import tell_programme
from filrouge.stages.following.queries import programme_news
from filrouge.stages.following.words import session_change_in_words
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import programme_changes
from filrouge.stages.gatherings.rules import silence
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.facts import FreeMessageFacts
from filrouge.stages.registration.messages import MESSAGE_SENT
from filrouge.stages.registration.permissions import Registrations
from filrouge.web.desk.frame import SeeOther
from filrouge.web.shell import access, clock


def offer(facts: GatheringFacts, language: str) -> dict[str, Any]:
    """What followers and registered people are still to be told of the programme; nothing of a gathering aside."""
    if facts.programme_published_at is None or silence(facts, now=clock.now()):
        return {"for_followers": [], "followers": 0, "for_registered": []}
    changes, followers = programme_news(facts)
    for_registered = programme_changes(facts, told=MESSAGE_SENT)
    return {
        "for_followers": [session_change_in_words(one, facts, language) for one in changes] if followers else [],
        "followers": followers,
        "for_registered": [session_change_in_words(one, facts, language) for one in for_registered],
    }


@login_required
@require_POST
def tell(request: HttpRequest, key: str) -> HttpResponse:
    """Tell the followers what changed in the programme, once."""
    facts, actor = access.desk_gathering(request, key, Registrations.WRITE_MAILS)
    people = tell_programme(facts=facts, actor=actor, now=clock.now())
    if people:
        said = ngettext("%(n)s follower is told of the change.", "%(n)s followers are told of the change.", people)
        notices.success(request, said % {"n": people})
    else:
        notices.info(request, gettext("Nobody is left to be told: it was done already."))
    return SeeOther(reverse("desk:messages", args=[key]))


def message_about_programme(facts: GatheringFacts) -> FreeMessageFacts:
    """A message that begins with what registered people were not told of the programme, in each language."""
    changes = programme_changes(facts, told=MESSAGE_SENT)
    parts = {str(said.get("part", "")) for one in changes for said in (one.was, one.now) if said}
    subject, body = {}, {}
    for code in facts.written_in:
        with override(code):
            lines = [f"– {session_change_in_words(one, facts, code)}" for one in changes]
            subject[code] = gettext("The programme has changed – %(title)s") % {"title": "{gathering}"}
            body[code] = "\n".join([gettext("This is not as it was announced in the programme:"), *lines])
    concerned = parts.pop() if len(parts) == 1 and len(facts.parts) > 1 else ""
    return FreeMessageFacts(concerned, PartState.CONFIRMED, subject, body, is_about_programme=True)
