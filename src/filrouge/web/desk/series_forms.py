"""The forms of a series: its name, an edition held elsewhere, what an edition produced, the next edition."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from filrouge.web.desk.start_forms import LANGUAGES

_FIRST_YEAR, _LAST_YEAR = 1800, 2200


def _number(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=1, max_value=1000, widget=forms.NumberInput(attrs={"inputmode": "numeric"}), **more
    )


def _year(**more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=gettext_lazy("Year"),
        min_value=_FIRST_YEAR,
        max_value=_LAST_YEAR,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        **more,
    )


class NameForm(forms.Form):
    """The series that begins with this gathering, and which edition this one is."""

    series = forms.CharField(label=gettext_lazy("Name of the series"), max_length=200)
    number = _number(gettext_lazy("Number of this edition"))
    year = _year(required=False)


class EditionForm(forms.Form):
    """An edition that was held elsewhere, or the year of one that is known."""

    number = _number(gettext_lazy("Number of the edition"))
    year = _year(required=False)
    purpose = forms.CharField(
        label=gettext_lazy("What it was for"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3})
    )


class ResultForm(forms.Form):
    """Where something lies that an edition produced."""

    edition = forms.TypedChoiceField(label=gettext_lazy("Edition"), coerce=int)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    url = forms.URLField(label=gettext_lazy("Web address"), max_length=500, assume_scheme="https")
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the document"),
        required=False,
        choices=[("", gettext_lazy("None or several")), *LANGUAGES],
    )

    def __init__(self, editions: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].choices = [(str(number), label) for number, label in editions]  # type: ignore[attr-defined]


class NextForm(forms.Form):
    """What the next edition is called, when about it is, and what it takes over of this one."""

    number = _number(gettext_lazy("Number of the new edition"))
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    year = _year()
    town = forms.CharField(label=gettext_lazy("Town"), max_length=120, required=False)
    taken = forms.MultipleChoiceField(
        label=gettext_lazy("What to take over"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Never taken over: who registered, who spoke, dates, deadlines, prices, letters."),
    )

    def __init__(self, offered: Sequence[dict[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.labels = {share["key"]: share["label"] for share in offered}
        self.fields["taken"].choices = [  # type: ignore[attr-defined]
            (share["key"], gettext("%(share)s: %(found)s") % {"share": share["label"], "found": share["found"]})
            for share in offered
        ]

    def refuse(self, lacking: dict[str, tuple[str, ...]]) -> None:
        """Say what was chosen without what it requires."""
        for key, those in lacking.items():
            needed = ", ".join(self.labels.get(one, one) for one in those)
            said = {"share": self.labels.get(key, key), "needed": needed}
            self.add_error("taken", gettext("“%(share)s” needs this too: %(needed)s.") % said)
