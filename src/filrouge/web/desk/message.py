"""One kind of mail in one language: the organiser writes, and sees it as somebody real would receive it."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django import forms
from django.conf import settings
from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.core.days import local_day
from filrouge.core.typography import join_and
from filrouge.ground.mail.kinds import ComposedMail
from filrouge.ground.mail.own_words import OwnWords
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations import previews as of_invitations
from filrouge.stages.registration.actions.writing import UnknownPlaceholder, use_words, write_words
from filrouge.stages.registration.lists.writing import someone_to_show
from filrouge.stages.registration.messages import (
    IN_SUBJECT,
    OF_INVITATIONS,
    OWN_WORDS,
    PLACEHOLDERS,
    kind_in_words,
    own_words,
    placeholder_in_words,
)
from filrouge.stages.registration.permissions import Registrations
from filrouge.stages.registration.previews import preview, shown_with, stand_in
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.shell import access, clock
from filrouge.web.shell.mailbox import MAIL_POLICY


class WordsForm(forms.Form):
    """The three places of a mail in which an organiser may say something."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200, required=False)
    opening = forms.CharField(
        label=gettext_lazy("First paragraphs"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("In place of our first sentence. The parts follow below."),
    )
    closing = forms.CharField(
        label=gettext_lazy("Last paragraphs"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("After the parts: how to come, what to bring, whom to ask."),
    )


def _asked_for(request: HttpRequest, key: str, kind: str, language: str) -> tuple[GatheringFacts, Actor, OwnWords]:
    """The gathering, who asks, and the words of this mail; 404 for a kind or language in which nothing is worded."""
    facts, actor = access.desk_gathering(request, key, Registrations.WRITE_MAILS)
    if kind not in OWN_WORDS or language not in facts.written_in:
        raise Http404("no such mail")
    return facts, actor, own_words(facts).get((kind, language)) or OwnWords(kind, language)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # django-csp knows views without arguments only
def page(request: HttpRequest, key: str, kind: str, language: str) -> HttpResponse:
    """Write, and see below how it looks."""
    facts, actor, words = _asked_for(request, key, kind, language)
    if request.method != "POST":
        texts = {"subject": words.subject, "opening": words.opening, "closing": words.closing}
        return _page(request, facts, actor, WordsForm(initial=texts), words)
    form = WordsForm(request.POST)
    if form.is_valid():
        try:
            written = OwnWords(kind, language, **form.cleaned_data)
            write_words(facts=facts, words=written, actor=actor, now=clock.now())
        except UnknownPlaceholder as unknown:
            say_unknown(form, unknown, language_of(request))
        else:
            return SeeOther(reverse("desk:message", args=[key, kind, language]) + "#preview")
    return _page(request, facts, actor, form, words, status=UNPROCESSABLE)


def say_unknown(form: forms.Form, unknown: UnknownPlaceholder, language: str) -> None:
    """Say at each field which words in braces cannot be replaced there, and which can."""
    for name, found in unknown.found.items():
        known = [f"{{{word}}}" for word in PLACEHOLDERS if not name.startswith("subject") or word in IN_SUBJECT]
        said = gettext(
            "%(found)s cannot be replaced here. You can write %(known)s; anything else stands without braces."
        )
        shown = {"found": join_and(list(found), language=language), "known": join_and(known, language=language)}
        form.add_error(name, said % shown)


def _page(
    request: HttpRequest, facts: GatheringFacts, actor: Actor, form: WordsForm, words: OwnWords, *, status: int = 200
) -> HttpResponse:
    mail, shown = _as_read(words, facts, actor)
    where = [facts.key, words.kind, words.language]
    context: dict[str, Any] = {
        "form": form,
        "kind": kind_in_words(words.kind),
        "language_name": dict(settings.LANGUAGES)[words.language],
        "words": words,
        "is_written": words.changed_at is not None,
        "changed_at": words.changed_at.isoformat() if words.changed_at else "",
        "mail": mail,
        "mail_language": words.language,
        "shown": shown,
        "placeholders": [{"label": f"{{{name}}}", "value": placeholder_in_words(name)} for name in PLACEHOLDERS],
        "html_url": reverse("desk:message_html", args=where),
        "use_url": reverse("desk:use_message", args=where),
    }
    return desk_page(request, "desk/message.html", facts, actor, context, current="messages", status=status)


def _as_read(words: OwnWords, facts: GatheringFacts, actor: Actor) -> tuple[ComposedMail, str]:
    """The mail, and with whose data it is shown."""
    return (_by_the_invited if words.kind in OF_INVITATIONS else _by_the_registered)(words, facts, actor)


def _by_the_registered(words: OwnWords, facts: GatheringFacts, actor: Actor) -> tuple[ComposedMail, str]:
    """As the newest person to whom the mail applies; as whoever looks at it, while nobody is registered."""
    now, found = clock.now(), someone_to_show(facts, [shown_with(words.kind)])
    if found is None:
        said = gettext("Nobody is registered yet: with your own name, as if you were.")
        return preview(words, stand_in(actor.label, facts, now=now), facts, now=now), said
    shown = access.desk_registration(facts, found)
    said = gettext("With the data of %(name)s, the newest registration to which it applies.")
    return preview(words, shown, facts, now=now), said % {"name": shown.name.full}


def _by_the_invited(words: OwnWords, facts: GatheringFacts, actor: Actor) -> tuple[ComposedMail, str]:
    """As somebody who reads the language and is invited, or could be; as whoever looks at it, while there is nobody."""
    reader = of_invitations.someone_to_show(facts, words.language)
    if reader is None:
        today = local_day(clock.now(), facts.zone)
        said = gettext("Your directory knows nobody who reads this language: with your own name.")
        return of_invitations.preview(
            words, of_invitations.stand_in(actor.label, words.language, today=today), facts
        ), said
    said = gettext("With the data of %(name)s, from your directory.") % {"name": reader.name}
    return of_invitations.preview(words, reader, facts), said


@login_required
@require_safe
@xframe_options_sameorigin
@csp_replace(MAIL_POLICY)  # type: ignore[arg-type]
def html(request: HttpRequest, key: str, kind: str, language: str) -> HttpResponse:
    """The mail as most people see it, for the frame of the page, under a policy of its own."""
    facts, actor, words = _asked_for(request, key, kind, language)
    mail, _shown = _as_read(words, facts, actor)
    # The frame opens nothing: its links are nobody's.
    return HttpResponse(mail.html.replace("<head>", '<head><base target="_blank">', 1))


@login_required
@require_POST
def use(request: HttpRequest, key: str, kind: str, language: str) -> HttpResponse:
    """Put own words into use, after the page that shows them filled in."""
    facts, actor, words = _asked_for(request, key, kind, language)
    if words.changed_at is None:
        raise Http404("no such words")
    seen = request.POST.get("changed_at", "")
    if seen == words.changed_at.isoformat() and use_words(facts=facts, words=words, actor=actor, now=clock.now()):
        notices.success(request, gettext("These words are in use from now on."))
        return SeeOther(reverse("desk:messages", args=[key]))
    notices.warning(request, gettext("Somebody changed these words meanwhile: look at them again."))
    return SeeOther(reverse("desk:message", args=[key, kind, language]) + "#preview")
