"""A function that was typed, to be added to the gathering's list when its request is accepted."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from filrouge.web.desk.frame import Rights


class CategoryForm(forms.Form):
    """How the function is called from now on: one of them, and several."""

    label = forms.CharField(
        label=gettext_lazy("Function"),
        max_length=100,
        error_messages={"required": gettext_lazy("Say how the function is called.")},
    )
    plural = forms.CharField(
        label=gettext_lazy("Several of them"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("As it stands in “for whom”, inside a sentence."),
    )

    def clean_label(self) -> str:
        """A name has letters."""
        label: str = self.cleaned_data["label"]
        if not any(letter.isalnum() for letter in label):
            raise forms.ValidationError(gettext("Say how the function is called."))
        return label


def category_panel(
    key: str, pk: int, part: str, typed: str, rights: Rights, came_back: CategoryForm | None = None
) -> dict[str, Any] | None:
    """What templates/desk/category_panel.html shows, None where nothing was typed or the actor may not."""
    if not typed or not (rights.decide and rights.edit):
        return None
    return {
        "form": came_back or CategoryForm(initial={"label": typed}, auto_id=f"id_category_{pk}_{part}_%s"),
        "is_open": came_back is not None,
        "action": reverse("desk:category", args=[key, pk, part]),
    }
