"""What the list of registrations shows: the form above it, and the address that opens the rows behind a number."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from filrouge.core.date_words import date_in_words
from filrouge.ground.directory.enums import TerritoryKind
from filrouge.ground.directory.territories import Atlas
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.lists.cuts import Cut, Within
from filrouge.stages.registration.lists.search import Sort, Wanted
from filrouge.web.desk.categories import category_word, territories_word
from filrouge.web.desk.words import channel_word, short_part_state

ACTIVE, CAME = "active", "came"
# Chosen by a click on a number elsewhere: shown as chips, without a field of their own.
_CUTS = (Cut.KIND, Cut.LEVEL, Cut.FUNCTION)
_DAYS = ("since", "until")
_OUTSIDE = "~"


def outside(kind: TerritoryKind) -> str:
    """The choice of a territory that means: in none of this kind, or not known."""
    return f"{_OUTSIDE}{kind.value}"


def rows_behind(facts: GatheringFacts, **wanted: str) -> str:
    """The registrations behind a number."""
    return f"{reverse('desk:registrations', args=[facts.key])}?{urlencode(wanted)}"


class FilterForm(forms.Form):
    """What the list of registrations shows; a plain GET form."""

    q = forms.CharField(
        label=gettext_lazy("Name, address or body"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    part = forms.ChoiceField(label=gettext_lazy("Part"), required=False)
    state = forms.ChoiceField(label=pgettext_lazy("registration", "State"), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("Came by"), required=False)
    territory = forms.ChoiceField(label=gettext_lazy("Territory"), required=False)
    late = forms.BooleanField(label=gettext_lazy("Only late additions"), required=False)
    sort = forms.ChoiceField(label=gettext_lazy("Sorted by"), required=False)
    kind = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    level = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    function = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    since = forms.DateField(required=False, widget=forms.HiddenInput)
    until = forms.DateField(required=False, widget=forms.HiddenInput)

    def __init__(self, facts: GatheringFacts, atlas: Atlas, language: str, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.facts, self.atlas, self.language = facts, atlas, language
        every = [("", gettext("All"))]
        self._offer("part", every + [(p.key, p.title.best(language, facts.languages).text) for p in facts.parts])
        states = [(state.value, short_part_state(state)) for state in PartState]
        self._offer(
            "state", [*every, (ACTIVE, gettext("Confirmed, waiting or to decide")), *states, (CAME, gettext("Came"))]
        )
        self._offer("channel", every + [(channel.value, channel_word(channel)) for channel in Channel])
        self._offer("territory", every + self._territories())
        self._offer(
            "sort",
            [
                (Sort.NAME.value, gettext("Family name")),
                (Sort.BODY.value, gettext("Body")),
                (Sort.RECEIVED.value, gettext("Newest first")),
            ],
        )
        for name in (*_CUTS, *_DAYS, *(() if atlas.kinds else ("territory",))):
            if not self.data.get(name):
                del self.fields[name]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def _territories(self) -> list[tuple[str, str]]:
        """Each territory under its kind, and for each kind those who come from none of it."""
        choices = []
        for kind in self.atlas.kinds:
            word = territories_word(kind)
            named = sorted((card.name.best(self.language).text, card.key) for card in self.atlas.of_kind(kind))
            choices += [(key, f"{word} – {name}") for name, key in named]
            choices.append((outside(kind), f"{word} – {gettext('none or not known')}"))
        return choices

    def wanted(self) -> Wanted:
        """What is asked for; an answer that cannot be read is left out, as if it had not been given."""
        self.is_valid()
        said = self.cleaned_data
        state = said.get("state") or ""
        return Wanted(
            text=said.get("q", ""),
            part=said.get("part", ""),
            state=PartState(state) if state not in ("", ACTIVE, CAME) else None,
            active=state == ACTIVE,
            came=state == CAME,
            channel=Channel(said["channel"]) if said.get("channel") else None,
            late=bool(said.get("late")),
            sort=Sort(said.get("sort") or Sort.NAME),
            within=self._within(said.get("territory") or ""),
            cuts={cut: said[cut] for cut in _CUTS if said.get(cut)},
            since=said.get("since"),
            until=said.get("until"),
        )

    def _within(self, territory: str) -> Within | None:
        if territory.startswith(_OUTSIDE):
            return Within(self.atlas.inside_any(TerritoryKind(territory.removeprefix(_OUTSIDE))), is_outside=True)
        card = self.atlas.by_key(territory)
        return Within(self.atlas.inside(card.id)) if card else None

    def said(self, name: str, value: str) -> str:
        """A choice in words, as its chip says it."""
        if name == "late":
            return str(self.fields[name].label)
        if name in _CUTS:
            return category_word(Cut(name), value, self.facts, self.language).text
        if name in _DAYS:
            day = date_in_words(self.cleaned_data[name], language=self.language, weekday=False)
            words = gettext("received from %(day)s on") if name == "since" else gettext("received until %(day)s")
            return words % {"day": day}
        choices = {str(key): str(label) for key, label in getattr(self.fields[name], "choices", [])}
        return choices.get(value, value)
