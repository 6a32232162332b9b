"""A message to registered people: written, looked at as it will be read, sent once."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.ground.mail.kinds import ComposedMail
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.rules import silence
from filrouge.stages.gatherings.words import silence_in_words
from filrouge.stages.registration.actions import free_messages as acts
from filrouge.stages.registration.actions.writing import UnknownPlaceholder
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.facts import FreeMessageFacts, RegistrationFacts
from filrouge.stages.registration.lists.free_messages import counted, somebody_meant
from filrouge.stages.registration.messages import PLACEHOLDERS, placeholder_in_words
from filrouge.stages.registration.permissions import Registrations
from filrouge.stages.registration.previews import preview_free, stand_in
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.free_message_forms import FreeMessageForm, people_in_words, whom_in_words
from filrouge.web.desk.message import say_unknown
from filrouge.web.desk.programme_news import message_about_programme
from filrouge.web.shell import access, clock
from filrouge.web.shell.mailbox import MAIL_POLICY


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, key: str) -> HttpResponse:
    """Write a message; with `about=programme`, one that begins with what changed there."""
    facts, actor = access.desk_gathering(request, key, Registrations.WRITE_MAILS)
    first = FreeMessageFacts("", PartState.CONFIRMED, {}, {})
    if request.GET.get("about") == "programme":
        first = message_about_programme(facts)
    return _written(request, facts, actor, first)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Change a message that was not sent yet."""
    facts, actor = access.desk_gathering(request, key, Registrations.WRITE_MAILS)
    message = access.desk_free_message(facts, pk)
    return SeeOther(_address(facts, pk)) if message.sent_at else _written(request, facts, actor, message)


def _written(request: HttpRequest, facts: GatheringFacts, actor: Actor, message: FreeMessageFacts) -> HttpResponse:
    """The form, and what becomes of it when it is sent."""
    data = request.POST if request.method == "POST" else None
    form = FreeMessageForm(facts, message, data, language=language_of(request), now=clock.now())
    if form.is_valid():
        try:
            pk = acts.keep_message(facts=facts, message=form.said(), actor=actor, now=clock.now())
        except UnknownPlaceholder as unknown:
            say_unknown(form, unknown, language_of(request))
        except acts.ChangedMeanwhile:
            return _changed(request, facts)
        else:
            return SeeOther(_address(facts, pk))
    context = {
        "form": form,
        "back": _address(facts, message.id) if message.id else reverse("desk:messages", args=[facts.key]),
        "placeholders": [{"label": f"{{{name}}}", "value": placeholder_in_words(name)} for name in PLACEHOLDERS],
    }
    status = UNPROCESSABLE if form.errors else 200
    return desk_page(request, "desk/free_message_edit.html", facts, actor, context, current="messages", status=status)


def _address(facts: GatheringFacts, pk: int) -> str:
    return reverse("desk:free_message", args=[facts.key, pk])


def _changed(request: HttpRequest, facts: GatheringFacts) -> HttpResponse:
    notices.warning(request, gettext("Somebody changed, dropped or sent this message meanwhile: look at it again."))
    return SeeOther(reverse("desk:messages", args=[facts.key]) + "#free")


@login_required
@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # django-csp knows views without arguments only
def page(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The message as it will be read in each language, to how many people it goes, and the button."""
    facts, actor = access.desk_gathering(request, key, Registrations.WRITE_MAILS)
    message = access.desk_free_message(facts, pk)
    now, language = clock.now(), language_of(request)
    meant, why = counted(facts, message.part, message.state, now=now), silence(facts, now=now)
    context: dict[str, Any] = {
        "message": message,
        "whom": whom_in_words(message.part, message.state, facts, language),
        "people": people_in_words(message.people if message.sent_at else meant.people),
        "number": meant.people,
        "without_address": meant.without_address,
        "silent": silence_in_words(why) if why else "",
        "changed_at": message.changed_at.isoformat() if message.changed_at else "",
        "mails": [_shown(message, facts, actor, code) for code in facts.written_in],
    }
    return desk_page(request, "desk/free_message.html", facts, actor, context, current="messages")


def _shown(message: FreeMessageFacts, facts: GatheringFacts, actor: Actor, language: str) -> dict[str, Any]:
    reader, mail = _as_read(message, facts, actor, language)
    return {
        "heading": dict(settings.LANGUAGES)[language],
        "mail": mail,
        "language": language,
        "reader": reader.name.full,
        "html_url": reverse("desk:free_message_html", args=[facts.key, message.id, language]),
    }


def _as_read(
    message: FreeMessageFacts, facts: GatheringFacts, actor: Actor, language: str
) -> tuple[RegistrationFacts, ComposedMail]:
    """The mail in one language, as the newest person whom it means; as whoever looks at it, while it means nobody."""
    found = somebody_meant(facts, message, language, now=clock.now())
    stranger = stand_in(actor.label, facts, now=clock.now())
    reader = access.desk_registration(facts, found) if found else stranger
    return reader, preview_free(message, reader, facts, language)


@login_required
@require_safe
@xframe_options_sameorigin
@csp_replace(MAIL_POLICY)  # type: ignore[arg-type]
def html(request: HttpRequest, key: str, pk: int, language: str) -> HttpResponse:
    """The same as most people see it, for the frame of the page, under a policy of its own."""
    facts, actor = access.desk_gathering(request, key, Registrations.WRITE_MAILS)
    message = access.desk_free_message(facts, pk)
    if language not in facts.written_in:
        raise Http404("nothing is written in this language")
    _reader, mail = _as_read(message, facts, actor, language)
    return HttpResponse(mail.html.replace("<head>", '<head><base target="_blank">', 1))


@login_required
@require_POST
def send(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Send what was looked at, once."""
    facts, actor = access.desk_gathering(request, key, Registrations.WRITE_MAILS)
    seen = access.desk_free_message(facts, pk)
    if seen.changed_at is None or seen.changed_at.isoformat() != request.POST.get("changed_at", ""):
        return _changed(request, facts)
    try:
        people = acts.send_message(facts=facts, seen=seen, actor=actor, now=clock.now())
    except acts.ChangedMeanwhile:
        return _changed(request, facts)
    if people:
        said = ngettext("The message goes to %(n)s person.", "The message goes to %(n)s people.", people)
        notices.success(request, said % {"n": people})
    else:
        notices.info(request, gettext("Nothing was sent: the message means nobody now."))
    return SeeOther(_address(facts, pk))


@login_required
@require_POST
def drop(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Drop a message that was not sent."""
    facts, _actor = access.desk_gathering(request, key, Registrations.WRITE_MAILS)
    access.desk_free_message(facts, pk)
    if not acts.drop_message(facts=facts, message_id=pk):
        return _changed(request, facts)
    notices.success(request, gettext("The draft is dropped."))
    return SeeOther(reverse("desk:messages", args=[key]) + "#free")
