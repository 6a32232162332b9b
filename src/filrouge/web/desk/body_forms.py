"""The forms of the directory of bodies: what a list shows, a body, a membership, which other body is meant."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from filrouge.core.text import LANGUAGES, search_form
from filrouge.ground.directory.bodies import NOT_HELD, BodyRecord, WantedBodies
from filrouge.ground.directory.body_actions import BodySaid, MembershipSaid
from filrouge.ground.directory.enums import MembershipKind
from filrouge.ground.directory.territories import Atlas, atlas_of
from filrouge.ground.people.queries import OrganiserCard
from filrouge.web.desk.body_words import kind_labels, membership_labels, territory_choices
from filrouge.web.desk.categories import levels
from filrouge.web.desk.contact_forms import day_field
from filrouge.web.desk.postal_forms import PostalFields, postal_initial


def _offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = choices


def names_by_language() -> Mapping[str, forms.CharField]:
    """A field for a name in each language, by its name in the form."""
    words = dict(settings.LANGUAGES)
    return {
        f"name_{code}": forms.CharField(
            label=gettext("Name (%(language)s)") % {"language": words[code]}, max_length=200, required=False
        )
        for code in LANGUAGES
    }


def said_names(given: Mapping[str, Any]) -> dict[str, str]:
    """The names that were given, by language."""
    return {code: given[f"name_{code}"] for code in LANGUAGES if given.get(f"name_{code}")}


class BodyFilter(forms.Form):
    """What the list of bodies shows; a plain GET form."""

    q = forms.CharField(
        label=gettext_lazy("Name"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind of body"), required=False)
    territory = forms.ChoiceField(label=gettext_lazy("Territory"), required=False)
    membership = forms.ChoiceField(label=gettext_lazy("Membership today"), required=False)

    def __init__(self, organiser: OrganiserCard, language: str, atlas: Atlas, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self._atlas = atlas
        every: list[tuple[str, Any]] = [("", gettext("All"))]
        _offer(self, "kind", [*every, *kind_labels(organiser, language).items()])
        _offer(self, "territory", every + territory_choices(atlas, language))
        none = (NOT_HELD, gettext("None today"))
        _offer(self, "membership", [*every, *membership_labels(language).items(), none])

    def wanted(self) -> WantedBodies:
        """What is asked for; an answer that cannot be read is left out. A territory means all that lies in it."""
        self.is_valid()
        said = self.cleaned_data
        territory = said.get("territory")
        return WantedBodies(
            text=said.get("q", ""),
            kind=said.get("kind", ""),
            membership=said.get("membership", ""),
            territories=self._atlas.inside(int(territory)) if territory else None,
        )


class BodyForm(PostalFields):
    """A body of the directory."""

    short_name = forms.CharField(label=gettext_lazy("Short name"), max_length=80, required=False)
    other_names = forms.CharField(
        label=gettext_lazy("Other names"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One a line: people who type one of them find this body."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind of body"))
    level = forms.ChoiceField(label=gettext_lazy("Level"), required=False)
    territory = forms.TypedChoiceField(label=gettext_lazy("Territory"), required=False, coerce=int, empty_value=None)
    website = forms.URLField(label=gettext_lazy("Web page"), required=False, assume_scheme="https")

    def __init__(self, organiser: OrganiserCard, language: str, data: Any = None, *, card: BodyRecord | None):
        super().__init__(data, initial=_initial(card))
        self.fields = {**names_by_language(), **self.fields}
        self.order_fields([field.name for field in (*self.other_fields, *self.postal_fields)])
        kinds = dict(kind_labels(organiser, language))
        if card is not None:
            kinds.setdefault(card.kind, card.kind)
        none: list[tuple[str, Any]] = [("", gettext("Not said"))]
        _offer(self, "kind", [("", gettext("Choose")), *kinds.items()])
        _offer(self, "level", [*none, *levels().items()])
        _offer(self, "territory", none + territory_choices(atlas_of(organiser.id), language))

    def clean(self) -> dict[str, Any]:
        """A body has a name in some language."""
        said = super().clean() or {}
        if not said_names(said):
            self.add_error("name_fr", gettext("Give the name in at least one language."))
        return said

    def body(self) -> BodySaid:
        """The body as the action takes it."""
        given = self.cleaned_data
        others = (" ".join(line.split()) for line in given["other_names"].splitlines())
        return BodySaid(
            name=said_names(given),
            kind=given["kind"],
            short_name=given["short_name"],
            other_names=tuple(dict.fromkeys(name[:200] for name in others if search_form(name))),
            level=given["level"],
            website=given["website"],
            territory_id=given["territory"],
            postal=self.postal(),
        )


def _initial(card: BodyRecord | None) -> dict[str, Any]:
    if card is None:
        return {}
    return {
        **{f"name_{code}": text for code, text in card.name.items()},
        "short_name": card.short_name,
        "other_names": "\n".join(card.other_names),
        "kind": card.kind,
        "level": card.level,
        "territory": card.territory_id,
        "website": card.website,
        **postal_initial(card.postal),
    }


class MembershipForm(forms.Form):
    """How a body belongs to the network, and from when to when."""

    kind = forms.ChoiceField(label=gettext_lazy("Membership"))
    since = day_field(label=gettext_lazy("Since"), required=False)
    until = day_field(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Empty while it holds, or if unknown.")
    )

    def __init__(self, language: str, *args: Any, kinds: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = membership_labels(language)
        _offer(self, "kind", [(kind, labels[kind]) for kind in kinds])
        if len(kinds) == 1:
            self.fields["kind"].widget = forms.HiddenInput()
            self.fields["kind"].initial = kinds[0]

    def clean(self) -> dict[str, Any]:
        """It does not end before it begins."""
        said = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if since and until and until < since:
            self.add_error("until", gettext("The last day is before the first one."))
        return said

    def is_of(self, kind: str) -> bool:
        """Whether this kind of membership is meant."""
        return self.data.get("kind") == kind

    def membership(self) -> MembershipSaid:
        """The membership as the action takes it."""
        given = self.cleaned_data
        return MembershipSaid(MembershipKind(given["kind"]), given["since"], given["until"])


class OtherBodyForm(forms.Form):
    """Which other body is meant, by a name of its own; a plain GET form."""

    name = forms.CharField(label=gettext_lazy("Name of the other body"), max_length=200)
