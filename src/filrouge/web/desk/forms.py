"""The desk's small forms: shape of the input only; the rules answer in the actions."""

from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from filrouge.stages.gatherings.enums import Channel, GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import Obstacle, PartState
from filrouge.stages.registration.lists.search import Sort, Wanted
from filrouge.web.desk.words import channel_word, obstacle_word, short_part_state

_SHORT = forms.Textarea(attrs={"rows": 2})
MOST_WORDS = 500


class StepForm(forms.Form):
    """The state that follows, and why when others lose something by it."""

    to = forms.TypedChoiceField(
        choices=[(state.value, state.value) for state in GatheringState],
        coerce=GatheringState,
        widget=forms.HiddenInput,
    )
    motive = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=MOST_WORDS, widget=_SHORT)

    def __init__(self, *args: Any, with_motive: Collection[GatheringState] = (), **kwargs: Any) -> None:
        self.with_motive = with_motive
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """A step back needs a reason."""
        said = super().clean() or {}
        if said.get("to") in self.with_motive and not said.get("motive", "").strip():
            self.add_error("motive", gettext("Say why: the reason stays in the trail."))
        return said


class MotiveForm(forms.Form):
    """A reason that must be given."""

    motive = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=MOST_WORDS,
        widget=_SHORT,
        error_messages={"required": gettext_lazy("Say why: the reason stays in the trail.")},
    )


class RefusalForm(MotiveForm):
    """Why a request is refused; the person reads it."""

    motive = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=MOST_WORDS,
        widget=_SHORT,
        help_text=gettext_lazy("The person reads it in the answer."),
        error_messages={"required": gettext_lazy("Say why: the person reads it in the answer.")},
    )


class SetAsideForm(MotiveForm):
    """One rule to set aside for one part."""

    obstacle = forms.TypedChoiceField(
        label=gettext_lazy("Rule"),
        coerce=Obstacle,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the rule that you set aside.")},
    )

    field_order = ("obstacle", "motive")

    def __init__(self, *args: Any, obstacles: Collection[Obstacle], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["obstacle"])
        field.choices = [(obstacle.value, obstacle_word(obstacle)) for obstacle in obstacles]
        if len(obstacles) == 1:
            field.initial = next(iter(obstacles)).value


class PartForm(forms.Form):
    """Capacity and deadline of a part."""

    capacity = forms.IntegerField(
        label=gettext_lazy("Places"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=gettext_lazy("Leave it empty for no limit."),
    )
    deadline = forms.DateField(
        label=gettext_lazy("Last day to register"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    motive = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=MOST_WORDS,
        widget=_SHORT,
        help_text=gettext_lazy("It stays in the trail."),
    )
    below = forms.BooleanField(required=False)


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
    late = forms.BooleanField(label=gettext_lazy("Only late additions"), required=False)
    sort = forms.ChoiceField(label=gettext_lazy("Sorted by"), required=False)

    def __init__(self, facts: GatheringFacts, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", gettext("All"))]
        self._offer("part", every + [(p.key, p.title.best(language, facts.languages).text) for p in facts.parts])
        self._offer("state", every + [(state.value, short_part_state(state)) for state in PartState])
        self._offer("channel", every + [(channel.value, channel_word(channel)) for channel in Channel])
        self._offer(
            "sort",
            [
                (Sort.NAME.value, gettext("Family name")),
                (Sort.BODY.value, gettext("Body")),
                (Sort.RECEIVED.value, gettext("Newest first")),
            ],
        )

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def wanted(self) -> Wanted:
        """What is asked for; an answer that cannot be read is left out, as if it had not been given."""
        self.is_valid()
        said = self.cleaned_data
        return Wanted(
            text=said.get("q", ""),
            part=said.get("part", ""),
            state=PartState(said["state"]) if said.get("state") else None,
            channel=Channel(said["channel"]) if said.get("channel") else None,
            late=bool(said.get("late")),
            sort=Sort(said.get("sort") or Sort.NAME),
        )
