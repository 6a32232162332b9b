"""A postal address as forms ask for it, in a fieldset of its own."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, cast

from django import forms
from django.utils.translation import get_language, gettext, gettext_lazy

from filrouge.core.postal import COUNTRIES, MOST, PostalAddress, WrongAddress, country_name
from filrouge.core.postal_reading import tidied
from filrouge.core.text import LANGUAGES
from filrouge.ground.directory.postal_words import wrong_word

_FIELD = {
    WrongAddress.NO_TOWN: "postal_town",
    WrongAddress.NO_STREET: "postal_street",
    WrongAddress.NO_COUNTRY: "postal_country",
    WrongAddress.NO_POSTCODE: "postal_postcode",
    WrongAddress.POSTCODE: "postal_postcode",
    WrongAddress.TOO_LONG: "postal_street",
}


def _piece(label: Any, name: str, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=MOST[name], required=False, help_text=help_text)


class PostalFields(forms.Form):
    """The pieces of a postal address, all empty or enough for a letter to arrive."""

    postal_extra = _piece(
        gettext_lazy("Additional line"), "extra", gettext_lazy("A post box, a building: “Case postale 12”, “BP 40”.")
    )
    postal_street = _piece(gettext_lazy("Street"), "street")
    postal_number = _piece(gettext_lazy("House number"), "number")
    postal_postcode = _piece(gettext_lazy("Postcode"), "postcode")
    postal_town = _piece(gettext_lazy("Town"), "town")
    postal_country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        required=False,
        help_text=gettext_lazy("Left open, a postcode of four digits means Switzerland, one of five France."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = (get_language() or "fr")[:2]
        known = [*COUNTRIES, *filter(None, {self.initial.get("postal_country")} - {*COUNTRIES})]
        names = [(code, country_name(code, language if language in LANGUAGES else "fr")) for code in known]
        cast(forms.ChoiceField, self.fields["postal_country"]).choices = [("", gettext("As the postcode says")), *names]

    def clean(self) -> dict[str, Any]:
        """What would keep a letter from arriving is said where it is put right."""
        said = super().clean() or {}
        address = self._address(said)
        if address.wrong and not any(name.startswith("postal_") for name in self.errors):
            self.add_error(_FIELD[address.wrong], wrong_word(address))
        return said

    def postal(self) -> PostalAddress:
        """The address as the actions take it."""
        return self._address(self.cleaned_data)

    @property
    def postal_fields(self) -> Sequence[forms.BoundField]:
        """The fields of the fieldset."""
        return [field for field in self if field.name.startswith("postal_")]

    @property
    def other_fields(self) -> Sequence[forms.BoundField]:
        """All others."""
        return [field for field in self if not field.name.startswith("postal_")]

    def _address(self, said: dict[str, Any]) -> PostalAddress:
        return tidied(PostalAddress(**{name: said.get(f"postal_{name}", "") for name in MOST}))


def postal_initial(address: PostalAddress) -> dict[str, str]:
    """An address as the form shows it."""
    return {f"postal_{name}": text for name, text in asdict(address).items()}
