"""The head of the group form: who registers, for which body, and whether some may come without the others."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from filrouge.core.names import PersonName
from filrouge.engines.waiting import Policy
from filrouge.ground.directory.territories import Atlas
from filrouge.ground.people.fields import NameField
from filrouge.stages.delegations.facts import Referent
from filrouge.stages.delegations.forms.asking import AskedLittle
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.facts import Applicant
from filrouge.stages.registration.forms import ApplicationForm

_ASKED = (
    "submission",
    "referent_given_name",
    "referent_family_name",
    "referent_email",
    "referent_phone",
    "organisation",
    "organisation_choice",
    "organisation_asked",
    "organisation_kind",
    "level",
    "territory",
    "may_split",
)
_AUTOCOMPLETE = {
    "referent_given_name": "given-name",
    "referent_family_name": "family-name",
    "referent_email": "email",
    "referent_phone": "tel",
}


class GroupForm(AskedLittle, ApplicationForm):
    """Who registers several people, for which body or territory. The body is found as on the form for one."""

    referent_given_name = NameField(label=pgettext_lazy("person", "First name"), max_length=120)
    referent_family_name = NameField(label=gettext_lazy("Family name"), max_length=120)
    referent_email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        help_text=gettext_lazy("The link to manage your people goes there."),
    )
    referent_phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    territory = forms.ChoiceField(
        label=gettext_lazy("Territory for which they come"),
        required=False,
        help_text=gettext_lazy("Where it is not that of the body."),
    )
    may_split = forms.ChoiceField(
        label=gettext_lazy("If there are not enough places for all, may some of you come?"),
        choices=[
            ("yes", gettext_lazy("Yes: as many as there are places, in the order of the list")),
            ("no", gettext_lazy("No: all together, or we wait until there is room for all")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether some of you may come without the others.")},
    )

    def __init__(self, facts: GatheringFacts, atlas: Atlas, *args: Any, **kwargs: Any) -> None:
        super().__init__(facts, *args, with_needs=False, **kwargs)
        self.ask_only(_ASKED)
        for name, purpose in _AUTOCOMPLETE.items():
            self.fields[name].widget.attrs["autocomplete"] = purpose
        self.fields["organisation"].help_text = gettext_lazy(
            "The body that sends them. If it is not found, its name as you type it is enough."
        )
        self.fields["organisation"].required = False
        self._offer_territories(atlas)
        if not _can_wait(facts):
            del self.fields["may_split"]

    def _offer_territories(self, atlas: Atlas) -> None:
        if not atlas.territories:
            del self.fields["territory"]
            return
        language = (get_language() or self.facts.language).partition("-")[0]
        names = sorted((card.name.best(language).text, str(card.id)) for card in atlas.territories)
        self._choices("territory", [("", gettext_lazy("Choose")), *((pk, name) for name, pk in names)])

    def clean(self) -> dict[str, Any]:
        """A delegation comes for a body or for a territory."""
        cleaned = forms.Form.clean(self) or {}
        if not cleaned.get("organisation") and not cleaned.get("territory") and "organisation" not in self.errors:
            self.add_error("organisation", gettext_lazy("Type the body that sends these people."))
        return cleaned

    def referent(self) -> Referent:
        """Who registers, from clean data."""
        said = self.cleaned_data
        name = PersonName(said["referent_given_name"], said["referent_family_name"])
        return Referent(name, said["referent_email"].lower(), said["referent_phone"])

    def splits(self) -> bool:
        """Whether some may come without the others, as the form stands."""
        return bool(self.data.get("may_split") == "yes")

    def territory_id(self) -> int | None:
        """The territory that was chosen, from clean data or what is readable of it."""
        chosen = getattr(self, "cleaned_data", {}).get("territory")
        return int(chosen) if chosen else None

    def sender(self, organisation_id: int | None) -> Applicant:
        """The body as each of its people comes for it, without a name."""
        said = getattr(self, "cleaned_data", {})
        return Applicant(
            name=PersonName("", ""),
            organisation_id=organisation_id,
            organisation_text=said.get("organisation", ""),
            organisation_kind=said.get("organisation_kind", ""),
            territory_id=self.territory_id(),
            level=said.get("level", ""),
        )


def _can_wait(facts: GatheringFacts) -> bool:
    """Whether a group may ever have to wait, and to say how: not where every part has room for all."""
    is_limited = bool(facts.quotas) or any(part.capacity is not None for part in facts.parts)
    return is_limited and facts.waiting_policy is not Policy.STRICT
