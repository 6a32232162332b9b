"""A form from an address that is registered already: the same person once more, or somebody who shares the mailbox."""

from collections.abc import Mapping
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
from filrouge.stages.registration.queries import sort_name
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

    @property
    def is_somebody_else(self) -> bool:
        """Whether the visitor said that they are another person than those who use the address."""
        return bool(self.data.get("mailbox") == OTHER)


def most_alike(others: Mapping[int, str], application: Application) -> int:
    """Of several people behind one mailbox, the one whose name is most like the one typed."""
    name = sort_name(application.applicant.name)
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
