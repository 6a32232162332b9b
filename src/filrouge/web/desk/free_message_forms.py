"""The form of a message to registered people: to whom, and the words in each language of the gathering."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy, ngettext

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.facts import FreeMessageFacts
from filrouge.stages.registration.lists.free_messages import people_by_whom


class FreeMessageForm(forms.Form):
    """To whom, and subject and words for each language; nobody of the gathering is left without."""

    whom = forms.ChoiceField(label=gettext_lazy("To whom"))
    is_about_programme = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, facts: GatheringFacts, message: FreeMessageFacts, data: Any, *, language: str, now: datetime
    ) -> None:
        self.message, self.languages = message, facts.written_in
        super().__init__(data, initial=self._first())
        cast(forms.ChoiceField, self.fields["whom"]).choices = _choices(facts, language, now)
        for code in self.languages:
            name = {"language": str(dict(settings.LANGUAGES)[code])}
            self.fields[f"subject_{code}"] = forms.CharField(
                label=gettext("Subject – %(language)s") % name, max_length=200
            )
            self.fields[f"body_{code}"] = forms.CharField(
                label=gettext("Your words – %(language)s") % name,
                max_length=6000,
                widget=forms.Textarea(attrs={"rows": 8}),
                help_text=gettext("The greeting stands above; the parts and the personal link follow below."),
            )

    def _first(self) -> dict[str, Any]:
        said = {f"subject_{code}": text for code, text in self.message.subject.items()}
        said |= {f"body_{code}": text for code, text in self.message.body.items()}
        whom = f"{self.message.part}:{self.message.state.value}"
        return {**said, "whom": whom, "is_about_programme": self.message.is_about_programme}

    def said(self) -> FreeMessageFacts:
        """The message as it is to be kept, from clean data."""
        given = self.cleaned_data
        part, _, state = given["whom"].rpartition(":")
        return replace(
            self.message,
            part=part,
            state=PartState(state),
            subject={code: given[f"subject_{code}"] for code in self.languages},
            body={code: given[f"body_{code}"] for code in self.languages},
            is_about_programme=given["is_about_programme"],
        )


def _choices(facts: GatheringFacts, language: str, now: datetime) -> Sequence[tuple[str, str]]:
    """Whom one can write to, each with the number of people; a gathering of one part needs no choice of parts."""
    found = people_by_whom(facts, now=now)
    return [
        (f"{part}:{state.value}", f"{whom_in_words(part, state, facts, language)} – {people_in_words(n)}")
        for (part, state), n in found.items()
        if not part or len(facts.parts) > 1
    ]


def people_in_words(number: int) -> str:
    """So many people."""
    return ngettext("%(n)s person", "%(n)s people", number) % {"n": number}


def whom_in_words(part: str, state: PartState, facts: GatheringFacts, language: str) -> str:
    """To whom a message goes."""
    is_waiting = state is PartState.WAITING
    if not part:
        return gettext("Everybody on a waiting list") if is_waiting else gettext("Everybody with a confirmed place")
    found = facts.part(part)
    said = gettext("%(part)s: on the waiting list") if is_waiting else gettext("%(part)s: with a confirmed place")
    return said % {"part": found.title.best(language, facts.languages).text if found else part}
