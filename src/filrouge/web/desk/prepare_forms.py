"""The form that asks for what an invitation still lacks, and the one that moves a date."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from filrouge.core.vague_dates import VagueDate
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.rules import Fact

OPEN, MEMBERS_ASK, MEMBERS_ONLY = "open", "members_ask", "members_only"
AUDIENCES = (
    ("", gettext_lazy("Not known yet")),
    (OPEN, gettext_lazy("Open to everybody")),
    (MEMBERS_ASK, gettext_lazy("Members and partners; for others the organiser decides")),
    (MEMBERS_ONLY, gettext_lazy("Members only")),
)
_FIRST_YEAR, _LAST_YEAR = 1800, 2200
_HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def _text(label: Any, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, **more)


class PrepareForm(forms.Form):
    """One field for each fact that is not known. What is left empty stays unknown; what is known is not asked again."""

    def __init__(self, facts: GatheringFacts, lacking: frozenset[Fact], language: str, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.facts, self.language = facts, language
        if Fact.PLACE in lacking:
            self.fields["town"] = _text(gettext_lazy("Town"), 120)
        if Fact.VENUE in lacking:
            self.fields["venue"] = _text(
                gettext_lazy("Venue"), 200, help_text=gettext_lazy("As it stands on the door.")
            )
            self.fields["street"] = _text(gettext_lazy("Street"), 200)
            self.fields["number"] = _text(pgettext_lazy("address", "Number"), 20)
            self.fields["postcode"] = _text(gettext_lazy("Postcode"), 20)
        if Fact.CONTACT in lacking:
            self.fields["email"] = forms.EmailField(label=gettext_lazy("Address for questions"), required=False)
            self.fields["phone"] = _text(gettext_lazy("Telephone for questions"), 40)
        if Fact.DEADLINE in lacking and facts.deadline is None:
            self.fields["deadline"] = forms.DateField(
                label=gettext_lazy("Last day to register"),
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )
        if Fact.PRICE in lacking:
            self.fields["price"] = forms.DecimalField(
                label=gettext_lazy("Price"),
                required=False,
                min_value=Decimal(0),
                max_digits=8,
                decimal_places=2,
                help_text=gettext_lazy("0 when it is free."),
            )
        for part in facts.parts:
            self._ask_of(part)

    def _ask_of(self, part: PartFacts) -> None:
        if part.starts_at is None:
            self.fields[f"starts_at_{part.key}"] = forms.TimeField(
                label=gettext_lazy("Begins at"), required=False, widget=_HOUR
            )
            self.fields[f"ends_at_{part.key}"] = forms.TimeField(
                label=gettext_lazy("Ends at"), required=False, widget=_HOUR
            )
        if not part.audience_is_stated:
            self.fields[f"audience_{part.key}"] = forms.ChoiceField(
                label=gettext_lazy("For whom"), choices=AUDIENCES, required=False
            )
        if part.capacity is None:
            self.fields[f"capacity_{part.key}"] = forms.IntegerField(
                label=gettext_lazy("Places"), required=False, min_value=0, max_value=1_000_000
            )

    def clean(self) -> dict[str, Any]:
        """An end comes after its beginning."""
        said = super().clean() or {}
        for part in self.facts.parts:
            begins, ends = said.get(f"starts_at_{part.key}"), said.get(f"ends_at_{part.key}")
            if ends and (begins is None or ends <= begins):
                self.add_error(f"ends_at_{part.key}", gettext("The end comes after the beginning."))
        return said

    def of_the_whole(self) -> Iterator[BoundField]:
        """The fields about the gathering itself."""
        return (self[name] for name in self.fields if not self._part_of(name))

    def of_parts(self) -> Iterator[dict[str, Any]]:
        """The fields about each part that lacks something, under its title."""
        for part in self.facts.parts:
            mine = [self[name] for name in self.fields if self._part_of(name) == part.key]
            if mine:
                yield {"title": part.title.best(self.language, self.facts.languages), "fields": mine}

    def _part_of(self, name: str) -> str:
        keys = (part.key for part in self.facts.parts)
        asked = ("starts_at", "ends_at", "audience", "capacity")
        return next((key for key in keys if name in {f"{one}_{key}" for one in asked}), "")


class MoveForm(forms.Form):
    """Another date for a part, as precise as it is known, and its hours."""

    when = forms.CharField(
        label=gettext_lazy("Date"),
        max_length=40,
        help_text=gettext_lazy(
            "2027-03-12, 2027-03-12 morning (or afternoon), 2027-03, early 2027-03 (or mid, late), 2027 or unknown"
        ),
    )
    starts_at = forms.TimeField(label=gettext_lazy("Begins at"), required=False, widget=_HOUR)
    ends_at = forms.TimeField(label=gettext_lazy("Ends at"), required=False, widget=_HOUR)
    checked = forms.CharField(required=False, widget=forms.HiddenInput, max_length=80)

    def clean_when(self) -> VagueDate:
        """The date as it was written."""
        try:
            when = VagueDate.parse(" ".join(self.cleaned_data["when"].split()))
        except ValueError:
            when = None
        if when is None or (when.floor and not _FIRST_YEAR <= when.floor.year <= _LAST_YEAR):
            raise forms.ValidationError(
                gettext("This is not a date that we can read. Write it as 2027-03-12, or as 2027-03.")
            )
        return when

    def clean(self) -> dict[str, Any]:
        """An end comes after its beginning."""
        said = super().clean() or {}
        begins, ends = said.get("starts_at"), said.get("ends_at")
        if ends and (begins is None or ends <= begins):
            self.add_error("ends_at", gettext("The end comes after the beginning."))
        return said

    @property
    def said(self) -> str:
        """The answers as one text, to see whether they were looked at."""
        hours = (self.cleaned_data["starts_at"], self.cleaned_data["ends_at"])
        return " ".join([str(self.cleaned_data["when"]), *(f"{hour:%H:%M}" if hour else "-" for hour in hours)])

    @property
    def is_checked(self) -> bool:
        """Whether the date was shown with its weekday and sent again as it was."""
        return self.cleaned_data["checked"] == self.said

    def asking(self) -> "MoveForm":
        """The same answers, to be looked at."""
        return MoveForm(initial={**self.data.dict(), "checked": self.said})  # type: ignore[attr-defined]
