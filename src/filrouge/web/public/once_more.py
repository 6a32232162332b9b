"""A form from an address that is registered already: the same person once more, or somebody who shares the mailbox."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import send_link
from filrouge.stages.registration.actions.second_form import keep_second_form
from filrouge.stages.registration.facts import Application
from filrouge.stages.registration.queries import sharing_mailbox, sort_name
from filrouge.web.public.masthead import gathering_context
from filrouge.web.shell import clock

SAME, OTHER = "same", "other"


class MailboxForm(forms.Form):
    """Who is meant, when an address is registered under another name; the other name is not told."""

    mailbox = forms.ChoiceField(
        label=gettext_lazy(
            "This address is registered already. Is it the same person, or somebody who shares the mailbox?"
        ),
        choices=[
            (SAME, gettext_lazy("The same person: keep one registration, and show what differs")),
            (OTHER, gettext_lazy("Another person, who shares the mailbox")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say who it is. Nothing was sent yet, and nothing typed is lost.")},
    )


@dataclass(frozen=True)
class SharedMailbox:
    """What is known of a shared address: a question that is open (`form`), or whom the form is about (`same_as`)."""

    form: MailboxForm | None = None
    same_as: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether the visitor has to be asked."""
        return self.form is not None


def shared_mailbox(request: HttpRequest, facts: GatheringFacts, application: Application) -> SharedMailbox:
    """Whether somebody else is registered with this address, and what the visitor says to it; one query."""
    others = sharing_mailbox(facts.id, application.applicant)
    if not others:
        return SharedMailbox()
    form = MailboxForm(request.POST)
    if not form.is_valid():
        return SharedMailbox(form=form)
    if form.cleaned_data["mailbox"] == OTHER:
        return SharedMailbox()
    return SharedMailbox(same_as=_most_alike(others, sort_name(application.applicant.name)))


def _most_alike(others: Mapping[int, str], name: str) -> int:
    """Of several people behind one mailbox, the one whose name is most like the one typed."""
    return max(others, key=lambda pk: SequenceMatcher(None, others[pk], name).ratio())


def mailbox_asked(request: HttpRequest) -> MailboxForm | None:
    """The question as it was answered before, while other answers are corrected."""
    return MailboxForm(request.POST) if "mailbox" in request.POST else None


def already_registered(
    request: HttpRequest, facts: GatheringFacts, registration_id: int, application: Application
) -> HttpResponse:
    """Keep what was sent beside the registration, mail its link, and say so: nobody is registered twice."""
    now = clock.now()
    keep_second_form(registration_id=registration_id, application=application, actor=REGISTRANT, now=now)
    send_link(registration_id=registration_id, actor=REGISTRANT, now=now)
    context = gathering_context(facts, request.LANGUAGE_CODE) | {"email": application.applicant.email}
    return render(request, "public/already_registered.html", context)
