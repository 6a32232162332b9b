"""Mails of a gathering: how each is worded, the reminder, and who must be told of a change."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from filrouge.core.text import Translated
from filrouge.ground.mail.own_words import OwnWords
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.words import where_in_words
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions.writing import REMINDED_AGAIN_AFTER, RemindedAlready, remind, tell_moved
from filrouge.stages.registration.facts import FreeMessageFacts
from filrouge.stages.registration.lists.free_messages import free_messages
from filrouge.stages.registration.lists.writing import moves_to_tell, people_coming, reminded_at
from filrouge.stages.registration.messages import OWN_WORDS, kind_in_words, own_words
from filrouge.stages.registration.permissions import Registrations
from filrouge.stages.registration.words import own_reason_in_words, when_in_words
from filrouge.web.desk import programme_news, telling
from filrouge.web.desk.frame import SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.shell import access, clock


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """What is still to be told, the reminder, and every kind of mail with its languages."""
    facts, actor = access.desk_gathering(request, key, Registrations.WRITE_MAILS)
    language, now = language_of(request), clock.now()
    last = reminded_at(facts)
    standing = rules.still_to_come(facts)
    words = own_words(facts)
    context = {
        "languages": [dict(settings.LANGUAGES)[code] for code in facts.written_in],
        "kinds": [kind_row(kind, words, facts) for kind in OWN_WORDS],
        "moves": [
            {
                "title": move.part.title.best(language, facts.languages),
                "when": when_in_words(move.part, facts, language),
                "where": where_in_words(move.part, facts, language),
                "at": move.at,
                "people": move.people,
            }
            for move in moves_to_tell(facts, now=now)
        ],
        "untold": telling.offer(facts, actor),
        "programme": programme_news.offer(facts, language),
        "written": [_written(one, facts, language) for one in free_messages(facts)],
        "coming": people_coming(facts, now=now),
        "why_not": [own_reason_in_words(reason, facts, language) for reason in standing.reasons],
        "reminded_at": last,
        "is_again": last is not None and now - last < REMINDED_AGAIN_AFTER,
    }
    return desk_page(request, "desk/messages.html", facts, actor, context, current="messages")


def _written(message: FreeMessageFacts, facts: GatheringFacts, language: str) -> dict[str, Any]:
    """A message to registered people, in the list of them."""
    return {
        "subject": Translated.of(dict(message.subject), facts.language).best(language, facts.languages),
        "url": reverse("desk:free_message", args=[facts.key, message.id]),
        "sent_at": message.sent_at,
        "people": message.people,
    }


def kind_row(kind: str, words: Mapping[tuple[str, str], OwnWords], facts: GatheringFacts) -> dict[str, Any]:
    """A kind of mail, and in which words it is sent in each language."""
    return {
        "label": kind_in_words(kind),
        "languages": [
            {
                "name": dict(settings.LANGUAGES)[code],
                "url": reverse("desk:message", args=[facts.key, kind, code]),
                **_state(words.get((kind, code))),
            }
            for code in facts.written_in
        ],
    }


def _state(words: OwnWords | None) -> dict[str, str]:
    if words is None:
        return {"state": gettext("our words"), "tone": ""}
    if words.is_in_use:
        return {"state": gettext("your words"), "tone": "ok"}
    return {"state": gettext("your words, not in use yet"), "tone": "ask"}


@login_required
@require_POST
def send_reminder(request: HttpRequest, key: str) -> HttpResponse:
    """Send the reminder to everybody who comes; twice within a day only when that is said."""
    facts, actor = access.desk_gathering(request, key, Registrations.WRITE_MAILS)
    try:
        people = remind(facts=facts, actor=actor, now=clock.now(), again="again" in request.POST)
    except RemindedAlready:
        notices.warning(request, gettext("A reminder went out less than a day ago. Tick “Send again” if you mean it."))
        return SeeOther(reverse("desk:messages", args=[key]) + "#reminder")
    said = ngettext("The reminder goes to %(n)s person.", "The reminder goes to %(n)s people.", people) % {"n": people}
    if people:
        notices.success(request, said)
    else:
        notices.info(request, gettext("Nobody has a confirmed place in a part still to come: no reminder was sent."))
    return SeeOther(reverse("desk:messages", args=[key]))


@login_required
@require_POST
def send_moved(request: HttpRequest, key: str) -> HttpResponse:
    """Tell those whom a change of place or hour concerns, and nobody else."""
    facts, actor = access.desk_gathering(request, key, Registrations.WRITE_MAILS)
    people = tell_moved(facts=facts, actor=actor, now=clock.now())
    said = ngettext("%(n)s person is told of the change.", "%(n)s people are told of the change.", people)
    if people:
        notices.success(request, said % {"n": people})
    else:
        notices.info(request, gettext("Nobody is left to be told: it was done already."))
    return SeeOther(reverse("desk:messages", args=[key]))
