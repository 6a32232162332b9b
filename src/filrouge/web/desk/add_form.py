"""Keying somebody in: the public form, with the door it came by, the day of receipt, and rules to set aside."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from filrouge.core import days
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import Obstacle
from filrouge.stages.registration.facts import Application
from filrouge.stages.registration.forms import ApplicationForm, first_values
from filrouge.web.desk.forms import MOST_WORDS
from filrouge.web.desk.words import channel_word

DOORS = (Channel.PAPER, Channel.EMAIL, Channel.PHONE, Channel.DESK)
# A rule that concerns the person as a whole stands under this name instead of a part's key.
WHOLE = "person"


class AddForm(ApplicationForm):
    """The public form as the secretariat fills it in. An attendee may be without address."""

    channel = forms.ChoiceField(label=gettext_lazy("How did it come?"), widget=forms.RadioSelect)
    received = forms.DateField(
        label=gettext_lazy("Received on"),
        help_text=gettext_lazy("This day counts for the deadline, not today."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the mails"))
    motive = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Needed as soon as a rule is set aside. It stays in the trail."),
    )
    seen = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(self, facts: GatheringFacts, now: datetime, *args: Any, **kwargs: Any) -> None:
        self.now = now
        super().__init__(facts, *args, **kwargs)
        self.fields["email"].required = False
        self._say_it_for_the_desk()
        self._choices("channel", [(door.value, channel_word(door)) for door in DOORS])
        names = dict(settings.LANGUAGES)
        self._choices("language", [(code, names[code]) for code in facts.languages or (facts.language,)])

    def _say_it_for_the_desk(self) -> None:
        """The public form speaks to the person who comes; here somebody writes for them."""
        if "pictures" in self.fields:
            self.fields["pictures"].label = gettext_lazy(
                "A photographer will be there. May they be recognisable in pictures?"
            )
        if self.as_resident:
            self.fields["email"].help_text = gettext_lazy("Without one no mail is sent: tell them on the telephone.")
            return
        self.fields["email"].help_text = gettext_lazy("Without one, the person who registers receives the mails.")
        self.fields["organisation"].help_text = gettext_lazy("If the directory has none, the name as typed is enough.")
        self.fields["function"].label = gettext_lazy("Function in which they come")
        self.fields["function"].help_text = ""
        self.fields["function_text"].label = gettext_lazy("Function that is not in the list")

    def clean_received(self) -> date:
        """A form is not received tomorrow."""
        day: date = self.cleaned_data["received"]
        if day > days.local_day(self.now, self.facts.zone):
            raise forms.ValidationError(gettext_lazy("This day is still to come: give the day of receipt."))
        return day

    def ticked(self) -> dict[str, frozenset[Obstacle]]:
        """The rules ticked to be set aside, by part key; `WHOLE` for the person. What cannot be read is left out."""
        found: dict[str, set[Obstacle]] = {}
        for said in cast(QueryDict, self.data).getlist("set_aside"):
            key, _, name = said.partition(":")
            if name in set(Obstacle):
                found.setdefault(key, set()).add(Obstacle(name))
        return {key: frozenset(obstacles) for key, obstacles in found.items()}

    def seen_rules(self) -> frozenset[str]:
        """The rules that the page had shown when the form was sent."""
        return frozenset(self.data.get("seen", "").split())

    def application(self, organisation_id: int | None) -> Application:
        """What is asked for, nothing set aside yet; from clean data or what is readable of it."""
        said = getattr(self, "cleaned_data", {})
        day = said.get("received")
        return Application(
            applicant=self.applicant(organisation_id),
            parts=tuple(said.get("parts", ())),
            language=said.get("language") or self.facts.language,
            submission=said["submission"],
            received_at=self._instant(day) if day else self.now,
            channel=Channel(said.get("channel") or Channel.DESK),
            registrant=self.registrant() if self.is_valid() else None,
            needs=self.needs() if self.is_valid() else (),
            motive=said.get("motive", ""),
        )

    def _instant(self, day: date) -> datetime:
        """Noon of the day of receipt; now, when it came today."""
        if day == days.local_day(self.now, self.facts.zone):
            return self.now
        return days.at_local(day, time(12), self.facts.zone)


def empty_values(facts: GatheringFacts, now: datetime, *, as_resident: bool = False) -> dict[str, Any]:
    """What an empty form holds: bodies write, residents telephone."""
    today = now.astimezone(ZoneInfo(facts.zone)).date()
    channel = Channel.PHONE if as_resident else Channel.PAPER
    return {**first_values(facts), "received": today, "language": facts.language, "channel": channel.value}


def set_aside(application: Application, ticked: dict[str, frozenset[Obstacle]]) -> Application:
    """The application with ticked rules set aside; one about the person is kept with the first part."""
    aside = {key: ticked[key] for key in application.parts if key in ticked}
    if whole := ticked.get(WHOLE):
        first = application.parts[0]
        aside[first] = aside.get(first, frozenset()) | whole
    return replace(application, set_aside=aside)
