"""The forms that make a quota, and that say who registers before everybody else."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext, gettext_lazy

from filrouge.stages.gatherings.facts import GatheringFacts, QuotaFacts
from filrouge.web.desk.rule_forms import WhomForm, moment_field, on_the_clock
from filrouge.web.desk.start_forms import LANGUAGES

SHARED, KEPT = "shared", "kept"
_LABEL = "label_"


class LimitForm(WhomForm):
    """A limit apart from parts: places that several share, or places of one that are kept for some people."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What it does"),
        choices=(
            (SHARED, gettext_lazy("Several parts share these places")),
            (KEPT, gettext_lazy("These places of one part are kept for some people")),
        ),
        widget=forms.RadioSelect,
    )
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Of which parts"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Two or more when they share; exactly one when places are kept."),
    )
    seats = forms.IntegerField(label=gettext_lazy("Places"), min_value=0, max_value=1_000_000)
    opens_to_all_at = moment_field(
        gettext_lazy("Open to all from"),
        gettext_lazy("By the clock of the gathering. Left empty, the places are kept until the end."),
    )

    def __init__(self, facts: GatheringFacts, language: str, data: Any, quota: QuotaFacts | None) -> None:
        held = quota.reserved_for if quota else None
        super().__init__(facts, language, data, held=held, initial=_known(quota, facts.zone) if quota else {})
        offered = [(part.key, part.title.best(language, facts.languages).text) for part in facts.parts]
        cast(forms.ChoiceField, self.fields["parts"]).choices = offered
        for code in facts.languages:
            self.fields[_LABEL + code] = forms.CharField(
                label=gettext("Name: %(language)s") % {"language": dict(LANGUAGES)[code]},
                max_length=200,
                required=code == facts.language,
                widget=forms.TextInput(attrs={"lang": code}),
            )

    def names(self) -> list[forms.BoundField]:
        """The fields of the name."""
        return [self[name] for name in self.fields if name.startswith(_LABEL)]

    def clean(self) -> dict[str, Any]:
        """What is shared is shared by several parts; what is kept is kept in one part, for somebody."""
        said = super().clean() or {}
        number = len(said.get("parts", ()))
        if said.get("kind") == KEPT:
            self._clean_kept(number)
        elif said.get("kind") == SHARED:
            self._clean_shared(number)
        return said

    def _clean_kept(self, number: int) -> None:
        if number > 1:
            self.add_error("parts", gettext("Places are kept in one part. Make a quota for each of these parts."))
        if self.whom is None:
            self.refuse_whom(gettext("Say for whom the places are kept."))

    def _clean_shared(self, number: int) -> None:
        if number == 1:
            self.add_error("parts", gettext("Choose two parts or more: one part has its own number of places."))
        if self.whom or self.cleaned_data.get("opens_to_all_at"):
            said = gettext("Places for some people are kept, not shared: choose the second answer.")
            self.add_error("kind", said)

    def said(self) -> dict[str, Any]:
        """The quota as a document takes it."""
        return {
            "label": {name.removeprefix(_LABEL): self.cleaned_data[name] for name in self.fields if _LABEL in name},
            "parts": self.cleaned_data["parts"],
            "seats": self.cleaned_data["seats"],
            "whom": self.whom,
            "opens_to_all_at": self.typed("opens_to_all_at"),
        }


def _known(quota: QuotaFacts, zone: str) -> dict[str, Any]:
    return {
        "kind": SHARED if quota.reserved_for is None else KEPT,
        "parts": list(quota.parts),
        "seats": quota.seats,
        "opens_to_all_at": on_the_clock(quota.opens_to_all_at, zone),
        **{_LABEL + code: text for code, text in quota.label.items()},
    }


class PriorityForm(WhomForm):
    """Who registers before everybody else, and until when; nobody does when both are left out."""

    until = moment_field(
        gettext_lazy("Until"), gettext_lazy("By the clock of the gathering. From then on everybody registers.")
    )

    def __init__(self, facts: GatheringFacts, language: str, data: Any) -> None:
        window = facts.priority
        initial = {"until": on_the_clock(window.until, facts.zone)} if window else {}
        super().__init__(facts, language, data, held=window.rule if window else None, initial=initial)

    def clean(self) -> dict[str, Any]:
        """Somebody, until a moment; or neither. A rule that is longer than the questions goes with its moment."""
        said = super().clean() or {}
        if said.get("until") and self.whom is None:
            self.refuse_whom(gettext("Say who comes first, or leave the moment out as well."))
        if self.is_plain and self.whom and not said.get("until") and "until" not in self.errors:
            self.add_error("until", gettext("Say until when they come first, or tick nobody."))
        return said
