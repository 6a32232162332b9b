"""The desk's small forms: shape of the input only; the rules answer in the actions."""

from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.utils.translation import gettext, gettext_lazy

from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.registration.enums import Obstacle
from filrouge.web.desk.words import obstacle_word

_SHORT = forms.Textarea(attrs={"rows": 2})
MOST_WORDS = 500


class StepForm(forms.Form):
    """The state that follows, and why when others lose something by it."""

    to = forms.TypedChoiceField(
        choices=[(state.value, state.value) for state in GatheringState],
        coerce=GatheringState,
        widget=forms.HiddenInput,
    )
    motive = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=MOST_WORDS,
        widget=_SHORT,
        help_text=gettext_lazy("It stands on the public page, in the mails and in the trail."),
    )

    def __init__(self, *args: Any, with_motive: Collection[GatheringState] = (), **kwargs: Any) -> None:
        self.with_motive = with_motive
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """A step back needs a reason."""
        said = super().clean() or {}
        if said.get("to") in self.with_motive and not said.get("motive", "").strip():
            self.add_error("motive", gettext("Say why: the reason stands on the public page."))
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
