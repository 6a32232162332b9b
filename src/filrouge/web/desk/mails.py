"""The mails of a gathering: what became of each, and another try for those that failed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from filrouge.ground.mail.delivery import retry
from filrouge.ground.mail.enums import MailState
from filrouge.ground.mail.queries import GatheringMails, MailHead, is_mail_of
from filrouge.stages.following.enums import News
from filrouge.stages.following.mails import CHECK, kind_of
from filrouge.stages.following.words import kind_of_news_in_words
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.press.words import PRESS_KINDS
from filrouge.stages.press.words import kind_in_words as press_kind
from filrouge.stages.registration.messages import FREE, kind_in_words
from filrouge.stages.registration.permissions import Registrations
from filrouge.stages.telling.enums import News as Told
from filrouge.stages.telling.mails import kind_of as kind_of_telling
from filrouge.stages.telling.words import kind_of_news_in_words as kind_of_telling_in_words
from filrouge.web.desk.frame import SeeOther, language_of, sheet_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.words import MAIL_TONES, mail_state_word
from filrouge.web.shell import access, clock


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """A page of mails, newest first, all or those in one state."""
    facts, actor = access.desk_gathering(request, key, Registrations.SEE_MAILS)
    asked = request.GET.get("state", "")
    state = MailState(asked) if asked in set(MailState) else None
    listed = sheet_of(request, GatheringMails(gathering_id=facts.id, state=state))
    context = {
        "mails": [mail_row(mail, facts) for mail in listed["sheet"].object_list],
        **listed,
        "query": f"state={state.value}&" if state else "",
        "states": _choices(state),
        "language": language_of(request),
    }
    return desk_page(request, "desk/mails.html", facts, actor, context, current="mails")


@login_required
@require_POST
def retry_mail(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Put a failed mail back into the queue."""
    facts, _actor = access.desk_gathering(request, key, Registrations.SEE_MAILS)
    if not is_mail_of(gathering_id=facts.id, mail_id=pk):
        raise Http404("no such mail")
    if retry(pk, now=clock.now()):
        messages.success(request, gettext("The mail is back in the queue and is tried again at once."))
    else:
        messages.info(request, gettext("Nothing was changed: this mail is no longer a failed one."))
    return SeeOther(reverse("desk:mails", args=[key]))


def _choices(chosen: MailState | None) -> list[dict[str, Any]]:
    shown = (None, MailState.FAILED, MailState.WAITING, MailState.SENT)
    return [
        {
            "label": mail_state_word(state) if state else gettext("All"),
            "url": f"?state={state.value}" if state else "?",
            "current": state is chosen,
        }
        for state in shown
    ]


def mail_row(mail: MailHead, facts: GatheringFacts) -> dict[str, Any]:
    """One mail as tables show it."""
    state = MailState(mail.state)
    return {
        "mail": mail,
        "kind": kind_word(mail.kind),
        "state": gettext("Came back") if mail.bounced_at else mail_state_word(state),
        "tone": "stop" if mail.bounced_at else MAIL_TONES[state],
        "is_failed": state is MailState.FAILED,
        "is_tried_again": state is MailState.WAITING and mail.attempts > 0,
        "retry_url": reverse("desk:retry_mail", args=[facts.key, mail.id]),
        "registration_url": reverse("desk:registration", args=[facts.key, mail.context["registration"]])
        if "registration" in mail.context
        else "",
    }


def kind_word(kind: str) -> str:
    """What a mail is about; the kind itself for one that the desk does not know."""
    return {
        "registration_received": gettext("Confirmation of the registration"),
        "changed": gettext("Registration changed"),
        "promoted": gettext("A place became free"),
        "no_longer_admitted": gettext("No longer admitted"),
        "withdrawn": gettext("Withdrawal"),
        "decided": gettext("The organiser's decision"),
        "your_link": gettext("Personal link"),
        "came_instead": gettext("To the colleague who comes instead"),
        FREE: gettext("Message of the organiser"),
        "replaced": gettext("To the person who no longer comes"),
        "passed_on": gettext("Passed on by a participant"),
        "invitation": gettext("Invitation"),
        "invitation_reminder": gettext("Reminder to answer the invitation"),
        "merged": gettext("Two registrations put together"),
        "merged_away": gettext("Two registrations put together: to the other address"),
        "delegation_received": gettext("Confirmation to the referent of a delegation"),
        "delegation_link": gettext("Link of a delegation"),
        "places_fell_back": gettext("Places without a name went back"),
        "registration_erased": gettext("Registration erased"),
        "open_to_all": gettext("Registration is open to everybody"),
        "called_off": gettext("Called off"),
        "put_off": gettext("Postponed"),
        CHECK: gettext("To a follower: please confirm"),
        **{kind_of(news): kind_of_news_in_words(news) for news in News},
        **{kind_of_telling(told): kind_of_telling_in_words(told) for told in Told},
        **{said: press_kind(said) for said in PRESS_KINDS},
        **{said: kind_in_words(said) for said in ("lapsed", "reminder", "moved")},
    }.get(kind, kind)
