"""The registration form: shape and type of what is typed. Whether it can be taken is answered by the rules."""

import uuid
from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from filrouge.core.names import PersonName
from filrouge.core.text import Translated
from filrouge.ground.directory.enums import OrganisationLevel
from filrouge.ground.people.fields import NameField
from filrouge.stages.gatherings.audience import Everybody, values_named
from filrouge.stages.gatherings.enums import Attribute
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.rules import rules_beside
from filrouge.stages.gatherings.words import labels
from filrouge.stages.registration.enums import Pictures
from filrouge.stages.registration.facts import Applicant, Registrant, RegistrationFacts, SaidNeed
from filrouge.stages.registration.needs import questions
from filrouge.stages.registration.needs.choices import asks_needs

OTHER = "other"

# What a browser may fill in (WCAG 1.3.5); never for the registrant's part, which speaks of another person.
AUTOCOMPLETE = {
    "given_name": "given-name",
    "family_name": "family-name",
    "email": "email",
    "organisation": "organization",
    "function_text": "organization-title",
}


LEVELS = (
    (OrganisationLevel.LOCAL.value, pgettext_lazy("level", "local")),
    (OrganisationLevel.DEPARTMENTAL.value, pgettext_lazy("level", "of a département or canton")),
    (OrganisationLevel.REGIONAL.value, pgettext_lazy("level", "regional")),
    (OrganisationLevel.NATIONAL.value, pgettext_lazy("level", "national")),
    (OrganisationLevel.EUROPEAN.value, pgettext_lazy("level", "European")),
)
PICTURES = (
    (Pictures.AGREED.value, gettext_lazy("Yes, I agree")),
    (Pictures.REFUSED.value, gettext_lazy("I prefer not to be recognisable")),
)
# What a resident is not asked: they come for no body, and for nobody but themselves.
OF_A_BODY = ("organisation", "organisation_choice", "organisation_asked", "organisation_kind", "level")
OF_A_FUNCTION = ("function", "function_text", "communities")
OF_A_REGISTRANT = ("for_another", "registrant_given_name", "registrant_family_name", "registrant_email")


class FormKey(forms.Field):
    """The key of one form. An unreadable one counts as fresh: a person who comes twice is still known by name."""

    def to_python(self, value: Any) -> uuid.UUID:
        """The key as sent, else a new one."""
        try:
            return uuid.UUID(str(value))
        except ValueError:
            return uuid.uuid4()


class ApplicationForm(forms.Form):
    """Who comes, in which capacity, for which parts, and who registers them if that is somebody else.

    A resident (`as_resident`) is asked neither for a body nor for a function. What somebody needs is asked for the
    parts that are ticked; not at all unless `with_needs`. What only reserves or the priority ask is left out once they
    are over, seen from `at`.
    """

    submission = FormKey(widget=forms.HiddenInput, required=False)
    given_name = NameField(label=pgettext_lazy("person", "First name"), max_length=120)
    family_name = NameField(label=gettext_lazy("Family name"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        help_text=gettext_lazy("The confirmation goes there, with a link to change or withdraw."),
    )
    organisation = forms.CharField(
        label=gettext_lazy("City, service or organisation"),
        max_length=200,
        help_text=gettext_lazy("The body for which you come. If it is not found, its name as you type it is enough."),
    )
    organisation_choice = forms.ChoiceField(
        label=gettext_lazy("Which one do you mean?"), required=False, widget=forms.RadioSelect
    )
    organisation_asked = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    organisation_kind = forms.ChoiceField(label=gettext_lazy("Kind of body"), required=False)
    level = forms.ChoiceField(
        label=gettext_lazy("Level at which it acts"),
        required=False,
        choices=[("", gettext_lazy("Choose")), *LEVELS],
        help_text=gettext_lazy("For statistics only: nobody is admitted or refused because of it."),
    )
    function = forms.ChoiceField(
        label=gettext_lazy("Function in which you come"),
        help_text=gettext_lazy("If you have several, choose the one that brings you here."),
    )
    function_text = forms.CharField(
        label=gettext_lazy("Your function, if it is not in the list"), required=False, max_length=200
    )
    communities = forms.MultipleChoiceField(
        label=gettext_lazy("Professional communities you belong to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("What do you wish to take?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one part.")},
    )
    pictures = forms.ChoiceField(
        label=gettext_lazy("A photographer will be there. May you be recognisable in pictures?"),
        required=False,
        choices=PICTURES,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Your answer changes nothing in what you can take. You can change it at any time, on the day too."
        ),
    )
    for_another = forms.BooleanField(
        label=gettext_lazy("I am registering somebody else (I am not the one who comes)"),
        required=False,
        help_text=gettext_lazy("If they have no e-mail address of their own, leave it empty: the mails come to you."),
    )
    registrant_given_name = NameField(label=gettext_lazy("Your first name"), required=False, max_length=120)
    registrant_family_name = NameField(label=gettext_lazy("Your family name"), required=False, max_length=120)
    registrant_email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("You receive a copy. Lists and badges show only the person who comes."),
    )

    def __init__(
        self,
        facts: GatheringFacts,
        *args: Any,
        as_resident: bool = False,
        with_needs: bool = True,
        at: datetime | None = None,
        **kwargs: Any,
    ) -> None:
        self.facts, self.as_resident, self.at = facts, as_resident, at
        self.asks_needs = with_needs and asks_needs(facts)
        super().__init__(*args, **kwargs)
        language = (get_language() or facts.language).partition("-")[0]
        terms = facts.vocabulary
        functions = [(item.key, item.label.best(language, facts.languages).text) for item in terms.functions]
        self._choices("function", [("", gettext_lazy("Choose")), *functions, (OTHER, gettext_lazy("Another function"))])
        self._choices("organisation_kind", [("", gettext_lazy("Choose")), *kinds_offered(facts, language)])
        self._choices("communities", labels(terms.communities, language))
        self._choices("parts", [(part.key, part.title.best(language, facts.languages).text) for part in facts.parts])
        for name, purpose in AUTOCOMPLETE.items():
            self.fields[name].widget.attrs["autocomplete"] = purpose
        self._fit_to_audiences()
        self._fit_to_person()
        if self.is_bound and self.data.get(self.add_prefix("for_another")):
            # Not everybody has a mailbox: whoever registers them is reached instead.
            self.fields["email"].required = False
        self.offer_bodies(())
        if self.is_bound:
            self._offer_the_choice_made()

    def _choices(self, name: str, choices: Any) -> None:
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices = choices

    def _fit_to_audiences(self) -> None:
        """Ask for nothing that no rule reads: an open gathering leaves body and function to the person."""
        audiences = [part.audience.rule for part in self.facts.parts]
        if all(isinstance(rule, Everybody) for rule in audiences):
            for name in ("organisation", "function"):
                self.fields[name].required = False
        # Who comes first, and for whom places are kept, is asked too; nobody has to answer.
        asked = (*audiences, *rules_beside(self.facts, self.at))
        named = {attribute: any(values_named(rule, attribute) for rule in asked) for attribute in Attribute}
        if not named[Attribute.ORGANISATION]:
            self._ask_for_statistics()
        if not self.facts.vocabulary.communities or not named[Attribute.COMMUNITY]:
            del self.fields["communities"]

    def _ask_for_statistics(self) -> None:
        """The kind of body, where no rule reads it: only for a gathering that wants to count."""
        if not self.facts.asks_category:
            del self.fields["organisation_kind"]
            return
        kind = self.fields["organisation_kind"]
        kind.help_text = self.fields["level"].help_text

    def _fit_to_person(self) -> None:
        """Ask a resident for nothing of a body, and nobody for pictures that are not taken, meals that are not had."""
        left_out: list[str] = [] if self.facts.asks_category else ["level"]
        if not self.facts.takes_pictures:
            left_out.append("pictures")
        if self.as_resident:
            left_out += (*OF_A_BODY, *OF_A_FUNCTION, *OF_A_REGISTRANT)
        for name in left_out:
            self.fields.pop(name, None)
        self.need_places = questions.asked_places(self.facts, self.ticked_parts()) if self.asks_needs else ()
        for place in self.need_places:
            self.fields.update(questions.fields_for(place))

    def ticked_parts(self) -> list[str]:
        """The keys of the parts that are ticked as the form stands, checked by nobody yet."""
        if not self.is_bound:
            return list(self.get_initial_for_field(self.fields["parts"], "parts") or [])
        widget = self.fields["parts"].widget
        return list(widget.value_from_datadict(self.data, self.files, self.add_prefix("parts")) or [])

    def offer_bodies(self, bodies: Any) -> None:
        """Offer bodies that resemble what was typed, as pairs of id and name."""
        if self.as_resident:
            return
        offered = [(str(pk), name) for pk, name in bodies]
        self._choices("organisation_choice", [*offered, (OTHER, gettext_lazy("None of these: keep what I typed"))])

    def _offer_the_choice_made(self) -> None:
        # The choice was offered by an earlier answer; that the id is one of this directory is checked on reading.
        made = self.data.get("organisation_choice", "")
        if made.isdecimal() and len(made) < 12:
            self.offer_bodies([(made, made)])

    def clean_function_text(self) -> str:
        """A function of one's own is typed when the list has none."""
        text: str = self.cleaned_data["function_text"]
        if self.cleaned_data.get("function") == OTHER and not text:
            raise forms.ValidationError(gettext_lazy("Type your function, since you chose “another function”."))
        return text

    def clean(self) -> dict[str, Any]:
        """Whoever registers somebody else says who they are; something else that is needed has a name."""
        cleaned = super().clean() or {}
        for name in questions.unexplained(self.need_places, cleaned):
            self.add_error(name, questions.explain())
        if cleaned.get("for_another"):
            for name in ("registrant_given_name", "registrant_family_name", "registrant_email"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, gettext_lazy("Say who you are, since you are registering somebody else."))
        return cleaned

    def chosen_body(self) -> str:
        """The id of the body chosen among those offered, OTHER for none of them, empty when nothing was asked."""
        typed, asked = self.data.get("organisation", ""), self.data.get("organisation_asked", "")
        choice: str = self.data.get("organisation_choice", "")
        return choice if choice and typed.strip() == asked.strip() else ""

    def says_capacity(self) -> bool:
        """Whether body and function, where they are asked for, are both typed: before that, no answer is fair."""
        asked = [name for name in ("organisation", "function") if name in self.fields and self.fields[name].required]
        return all(self.data.get(name, "").strip() for name in asked)

    def applicant(self, organisation_id: int | None) -> Applicant:
        """Who comes, from clean data or, while there are mistakes, from what is readable of it."""
        said = getattr(self, "cleaned_data", {})
        function = said.get("function", "")
        pictures = self._said_or_kept("pictures")
        return Applicant(
            name=PersonName(said.get("given_name", ""), said.get("family_name", "")),
            email=said.get("email", "").lower(),
            organisation_id=organisation_id,
            organisation_text=said.get("organisation", ""),
            organisation_kind=self._said_or_kept("organisation_kind"),
            function="" if function == OTHER else function,
            function_text=said.get("function_text", "") if function in ("", OTHER) else "",
            communities=tuple(said.get("communities", ())),
            territory_id=self.initial.get("territory_id"),
            level=self._said_or_kept("level"),
            as_resident=self.as_resident,
            pictures=Pictures(pictures) if pictures else None,
        )

    def _said_or_kept(self, name: str) -> str:
        """What was said; what another door had recorded, where this form does not ask."""
        said = getattr(self, "cleaned_data", {}) if name in self.fields else self.initial
        return str(said.get(name) or "")

    def needs(self) -> tuple[SaidNeed, ...]:
        """What the organiser shall provide, from clean data; for the ticked parts only."""
        said = questions.said_needs(self.need_places, self.cleaned_data)
        return tuple(need for need in said if need.choices or need.text)

    def registrant(self) -> Registrant | None:
        """Who registers, when that is not the one who comes."""
        said = self.cleaned_data
        if not said.get("for_another"):
            return None
        name = PersonName(said["registrant_given_name"], said["registrant_family_name"])
        return Registrant(name, said["registrant_email"].lower())


def kinds_offered(facts: GatheringFacts, language: str) -> list[tuple[str, str]]:
    """The kinds of bodies to choose from: the gathering's own, else the shipped ones where they are only counted."""
    if facts.vocabulary.body_kinds or not facts.asks_category:
        return labels(facts.vocabulary.body_kinds, language)
    # Reading the catalogue loads the schema of the file: not before a form needs its words.
    from filrouge.stages.gatherings.file.catalogue import shipped

    kinds = shipped().body_kinds.items()
    return [(key, Translated.of(word["label"], facts.language).best(language).text) for key, word in kinds]


def first_values(facts: GatheringFacts) -> dict[str, Any]:
    """What an empty form holds: a fresh key, and the only part where there is one."""
    only = [facts.parts[0].key] if len(facts.parts) == 1 else []
    return {"submission": uuid.uuid4(), "parts": only}


def values_of(registration: RegistrationFacts) -> dict[str, Any]:
    """What the form holds when a registration is changed."""
    return {
        "submission": uuid.uuid4(),
        "given_name": registration.name.given,
        "family_name": registration.name.family,
        "email": registration.email,
        "organisation": registration.organisation_name,
        "organisation_kind": registration.organisation_kind,
        "function": registration.function or (OTHER if registration.function_name else ""),
        "function_text": "" if registration.function else registration.function_name,
        "communities": list(registration.communities),
        "territory_id": registration.territory_id,
        "level": registration.level,
        "pictures": registration.pictures.value if registration.pictures else "",
        "parts": [held.part.key for held in registration.parts if held.is_active],
    }
