"""Who was invited or written to and does not know what holds now: how many, the mail, and telling them."""

from collections import Counter
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from filrouge.ground.mail.kinds import ComposedMail
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.permissions import may
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.rules import silence
from filrouge.stages.invitations.actions.inviting import TooLate
from filrouge.stages.invitations.actions.taking_back import send_after_all
from filrouge.stages.invitations.queries import taken_back
from filrouge.stages.telling.actions import tell
from filrouge.stages.telling.enums import News
from filrouge.stages.telling.facts import Reader, Unaware
from filrouge.stages.telling.mails import preview
from filrouge.stages.telling.permissions import Tellings
from filrouge.stages.telling.queries import may_have_news, telling_now, unaware
from filrouge.stages.telling.words import news_in_words, not_told_in_words
from filrouge.web.desk.frame import SeeOther
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.shell import access, clock
from filrouge.web.shell.mailbox import MAIL_POLICY


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """How many are unaware, of what, in which languages; who is not told; and the button."""
    facts, actor = access.desk_gathering(request, key, Tellings.TELL)
    found, telling = unaware(facts, now=clock.now()), telling_now(facts.id)
    waiting = () if silence(facts, now=clock.now()) else taken_back(facts.id)
    number, after_all = len(found.readers), len(waiting)
    context = {
        "news": _news(found, facts),
        "people": ngettext("%(n)s person does not know it yet", "%(n)s people do not know it yet", number)
        % {"n": number},
        "number": number,
        "not_told": [_why_not(why, count) for why, count in found.not_told.items()],
        "seen": found.state,
        "telling": telling,
        "goes_on": telling is not None and telling.ended_at is None,
        "taken_back": _taken_back(after_all) if after_all else "",
    }
    return desk_page(request, "desk/telling.html", facts, actor, context, current="telling")


def _news(found: Unaware, facts: GatheringFacts) -> list[dict[str, Any]]:
    """Each piece of news with the languages in which it is told, and a mail to look at in each."""
    counted = Counter((one.news, one.language) for one in found.readers)
    named = dict(settings.LANGUAGES)
    return [
        {
            "said": news_in_words(news),
            "languages": [
                {
                    "said": _in_language(str(named[code]), counted[news, code]),
                    "url": reverse("desk:telling_preview", args=[facts.key, news.value, code]),
                }
                for code in named
                if counted[news, code]
            ],
        }
        for news in News
        if any(one is news for one, _ in counted)
    ]


def _in_language(name: str, number: int) -> str:
    said = ngettext("%(language)s: %(n)s person", "%(language)s: %(n)s people", number)
    return said % {"n": number, "language": name}


def _why_not(why: Any, number: int) -> str:
    return gettext("%(n)s: %(why)s") % {"n": number, "why": not_told_in_words(why)}


def _taken_back(number: int) -> str:
    return ngettext(
        "%(n)s invitation was taken back before it left.", "%(n)s invitations were taken back before they left.", number
    ) % {"n": number}


@login_required
@require_POST
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """Let everybody who is unaware be told of what was looked at."""
    facts, actor = access.desk_gathering(request, key, Tellings.TELL)
    seen = request.POST.get("seen", "")
    try:
        people = tell.ask_to_tell(facts=facts, seen=seen, actor=actor, now=clock.now())
    except tell.ChangedMeanwhile:
        messages.warning(request, gettext("Nobody was told: something changed meanwhile. Look at it once more."))
    except tell.NobodyToTell:
        messages.info(request, gettext("Nobody is left to be told: it was done already."))
    else:
        said = ngettext("%(n)s person is being told.", "%(n)s people are being told.", people)
        messages.success(request, said % {"n": people})
    return SeeOther(reverse("desk:telling", args=[key]))


@login_required
@require_POST
def after_all(request: HttpRequest, key: str) -> HttpResponse:
    """Write the invitations that were taken back before they left."""
    facts, actor = access.desk_gathering(request, key, Tellings.TELL)
    try:
        people = send_after_all(facts=facts, actor=actor, now=clock.now())
    except TooLate:
        messages.warning(request, gettext("Nothing was sent: nobody is written to about this gathering now."))
    else:
        said = ngettext("%(n)s invitation leaves.", "%(n)s invitations leave.", people)
        messages.success(request, said % {"n": people})
    return SeeOther(reverse("desk:telling", args=[key]))


def offer(facts: GatheringFacts, actor: Actor) -> str:
    """A sentence for other pages while people are unaware and nobody tells them; empty otherwise, and for whoever may
    not tell.
    """
    now = clock.now()
    if not may(actor, Tellings.TELL, organiser_id=facts.organiser_id) or not may_have_news(facts, now=now):
        return ""
    telling, number = telling_now(facts.id), len(unaware(facts, now=now).readers)
    if not number or (telling is not None and telling.ended_at is None):
        return ""
    return ngettext(
        "%(n)s person was invited or written to, and does not know what holds now.",
        "%(n)s people were invited or written to, and do not know what holds now.",
        number,
    ) % {"n": number}


# -------------------------------------------------------------------------------------------------------------- preview


@login_required
@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # django-csp knows views without arguments only
def preview_page(request: HttpRequest, key: str, news: str, language: str) -> HttpResponse:
    """The mail as the first person who reads this language would receive it. Its links are nobody's."""
    facts, actor, reader, mail = _shown(request, key, news, language)
    context = {
        "mail": mail,
        "mail_language": language,
        "name": reader.name or reader.email,
        "email": reader.email,
        "html_url": reverse("desk:telling_preview_html", args=[key, news, language]),
    }
    return desk_page(request, "desk/telling_preview.html", facts, actor, context, current="telling")


@login_required
@require_safe
@xframe_options_sameorigin
@csp_replace(MAIL_POLICY)  # type: ignore[arg-type]
def preview_html(request: HttpRequest, key: str, news: str, language: str) -> HttpResponse:
    """The same as most people see it, for the frame of the page, under a policy of its own."""
    _facts, _actor, _reader, mail = _shown(request, key, news, language)
    return HttpResponse(mail.html.replace("<head>", '<head><base target="_blank">', 1))


def _shown(
    request: HttpRequest, key: str, news: str, language: str
) -> tuple[GatheringFacts, Actor, Reader, ComposedMail]:
    facts, actor = access.desk_gathering(request, key, Tellings.TELL)
    readers = unaware(facts, now=clock.now()).readers
    reader = next((one for one in readers if one.news.value == news and one.language == language), None)
    if reader is None:
        raise Http404("nobody is told that in this language")
    return facts, actor, reader, preview(reader, facts)
