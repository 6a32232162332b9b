"""Mails in the organiser's words: what each says, how it looks with real data, reminders, and who must be told."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.core.typography import join_and
from filrouge.ground.mail.kinds import ComposedMail
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.writing import (
    UnknownPlaceholder,
    remind,
    tell_moved,
    use_words,
    write_words,
)
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.lists.writing import moves_to_tell, people_coming, reminded_at, someone_to_show
from filrouge.stages.registration.mails import preview
from filrouge.stages.registration.messages import (
    OWN_WORDS,
    PLACEHOLDERS,
    OwnWords,
    kind_in_words,
    own_words,
    placeholder_in_words,
)
from filrouge.stages.registration.permissions import Registrations
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.shell import access, clock

_SHOWN_WITH = {
    "registration_received": (PartState.CONFIRMED,),
    "waiting": (PartState.WAITING,),
    "decided": (PartState.CONFIRMED, PartState.REFUSED),
    "withdrawn": (PartState.WITHDRAWN, PartState.CONFIRMED),
}


class WordsForm(forms.Form):
    """The three places of a mail in which an organiser may say something."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200, required=False)
    opening = forms.CharField(
        label=gettext_lazy("First paragraphs"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("In place of our first sentence. The parts, with what became of each, follow below."),
    )
    closing = forms.CharField(
        label=gettext_lazy("Last paragraphs"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("After the parts: how to come, what to bring, whom to ask."),
    )


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Every kind of mail with its languages, what is still to be told, and the reminder."""
    facts, actor = access.desk_gathering(request, key, Registrations.WRITE_MAILS)
    language, now = language_of(request), clock.now()
    words = own_words(facts)
    context = {
        "kinds": [_kind_row(kind, words, facts) for kind in OWN_WORDS],
        "moves": [
            {"title": move.part.title.best(language, facts.languages), "at": move.at, "people": move.people}
            for move in moves_to_tell(facts)
        ],
        "coming": people_coming(facts, now=now),
        "reminded_at": reminded_at(facts),
    }
    return desk_page(request, "desk/messages.html", facts, actor, context, current="messages")


def _kind_row(kind: str, words: Any, facts: GatheringFacts) -> dict[str, Any]:
    return {
        "label": kind_in_words(kind),
        "languages": [
            {
                "name": dict(settings.LANGUAGES)[code],
                "url": reverse("desk:message", args=[facts.key, kind, code]),
                "state": _state(words.get((kind, code))),
            }
            for code in facts.languages or (facts.language,)
        ],
    }


def _state(words: OwnWords | None) -> str:
    if words is None:
        return gettext("our words")
    return gettext("your words") if words.is_in_use else gettext("your words, to be looked at")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, key: str, kind: str, language: str) -> HttpResponse:
    """One kind of mail in one language: write, and see it as somebody real would receive it."""
    facts, actor = access.desk_gathering(request, key, Registrations.WRITE_MAILS)
    if kind not in OWN_WORDS or language not in (facts.languages or (facts.language,)):
        raise Http404("no such mail")
    words = own_words(facts).get((kind, language)) or OwnWords(kind, language)
    if request.method != "POST":
        texts = {"subject": words.subject, "opening": words.opening, "closing": words.closing}
        return _message_page(request, facts, actor, WordsForm(initial=texts), words)
    form = WordsForm(request.POST)
    if form.is_valid():
        try:
            written = OwnWords(kind, language, **form.cleaned_data)
            write_words(facts=facts, words=written, actor=actor, now=clock.now())
        except UnknownPlaceholder as unknown:
            _say_unknown(form, unknown, language_of(request))
        else:
            return SeeOther(reverse("desk:message", args=[key, kind, language]) + "#preview")
    return _message_page(request, facts, actor, form, words, status=UNPROCESSABLE)


def _say_unknown(form: WordsForm, unknown: UnknownPlaceholder, language: str) -> None:
    known = join_and([f"{{{name}}}" for name in PLACEHOLDERS], language=language)
    for name, found in unknown.found.items():
        said = gettext("We do not know %(found)s. These can be replaced: %(known)s.")
        form.add_error(name, said % {"found": join_and(list(found), language=language), "known": known})


def _message_page(
    request: HttpRequest,
    facts: GatheringFacts,
    actor: Actor,
    form: WordsForm,
    words: OwnWords,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "kind": kind_in_words(words.kind),
        "language_name": dict(settings.LANGUAGES)[words.language],
        "words": words,
        "is_written": words.changed_at is not None,
        "changed_at": words.changed_at.isoformat() if words.changed_at else "",
        "mail": _preview(facts, words),
        "mail_language": words.language,
        "placeholders": [{"name": f"{{{name}}}", "said": placeholder_in_words(name)} for name in PLACEHOLDERS],
        "use_url": reverse("desk:use_message", args=[facts.key, words.kind, words.language]),
    }
    return desk_page(request, "desk/message.html", facts, actor, context, current="messages", status=status)


def _preview(facts: GatheringFacts, words: OwnWords) -> ComposedMail | None:
    """The mail as the newest person to whom it applies would receive it; None while nobody is registered."""
    states = _SHOWN_WITH.get(words.kind, (PartState.CONFIRMED,))
    found = someone_to_show(facts, states)
    if found is None:
        return None
    registration = access.desk_registration(facts, found)
    return preview(words.kind, registration, facts, words.language, words)


@login_required
@require_POST
def use_message(request: HttpRequest, key: str, kind: str, language: str) -> HttpResponse:
    """Put own words into use, after the page that shows them filled in."""
    facts, actor = access.desk_gathering(request, key, Registrations.WRITE_MAILS)
    words = own_words(facts).get((kind, language))
    if words is None or words.changed_at is None:
        raise Http404("no such words")
    seen = request.POST.get("changed_at", "")
    if seen == words.changed_at.isoformat() and use_words(facts=facts, words=words, actor=actor, now=clock.now()):
        notices.success(request, gettext("These words are in use from now on."))
        return SeeOther(reverse("desk:messages", args=[key]))
    notices.warning(request, gettext("Somebody changed these words meanwhile: look at them again."))
    return SeeOther(reverse("desk:message", args=[key, kind, language]) + "#preview")


@login_required
@require_POST
def send_reminder(request: HttpRequest, key: str) -> HttpResponse:
    """Send the reminder to everybody who comes; twice within a day only when that is said."""
    facts, actor = access.desk_gathering(request, key, Registrations.WRITE_MAILS)
    now, last = clock.now(), reminded_at(facts)
    if last is not None and (now - last).days < 1 and "again" not in request.POST:
        notices.warning(request, gettext("A reminder went out less than a day ago. Tick “send again” if you mean it."))
        return SeeOther(reverse("desk:messages", args=[key]) + "#reminder")
    people = remind(facts=facts, actor=actor, now=now)
    notices.success(
        request,
        ngettext("The reminder goes to %(n)s person.", "The reminder goes to %(n)s people.", people) % {"n": people},
    )
    return SeeOther(reverse("desk:messages", args=[key]))


@login_required
@require_POST
def send_moved(request: HttpRequest, key: str) -> HttpResponse:
    """Tell those whom a change of place or hour concerns, and nobody else."""
    facts, actor = access.desk_gathering(request, key, Registrations.WRITE_MAILS)
    keys = [move.part.key for move in moves_to_tell(facts)]
    people = tell_moved(facts=facts, parts=keys, actor=actor, now=clock.now())
    said = ngettext("%(n)s person is told of the change.", "%(n)s people are told of the change.", people)
    notices.success(request, said % {"n": people})
    return SeeOther(reverse("desk:messages", args=[key]))
