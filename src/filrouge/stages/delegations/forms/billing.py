"""The billing block: who is sent the invoice, with which numbers; and the references that come later."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy
from stdnum.ch import uid as uid_check
from stdnum.exceptions import ValidationError as NotANumber
from stdnum.fr import siret as siret_check

from filrouge.stages.delegations.enums import Reference
from filrouge.stages.delegations.facts import Buyer, References
from filrouge.stages.delegations.forms.asking import AskedLittle
from filrouge.stages.delegations.words import missing_in_words

COUNTRIES = (
    ("FR", gettext_lazy("France")),
    ("CH", gettext_lazy("Switzerland")),
    ("BE", gettext_lazy("Belgium")),
    ("DE", gettext_lazy("Germany")),
    ("IT", gettext_lazy("Italy")),
    ("LI", gettext_lazy("Liechtenstein")),
    ("LU", gettext_lazy("Luxembourg")),
    ("MC", gettext_lazy("Monaco")),
)
_FIELDS = {
    Reference.SIRET: "siret",
    Reference.SERVICE_CODE: "service_code",
    Reference.ENGAGEMENT_NUMBER: "engagement_number",
}


def _siret() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("SIRET number"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("In France: fourteen digits. A town and its CCAS have different ones."),
    )


def _service_code() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Service code"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("If the buyer asks for one on its invoices; its accounts department knows it."),
    )


def _engagement_number() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Engagement number"),
        required=False,
        max_length=50,
        help_text=gettext_lazy("If the buyer asks for one on its invoices; it stands on the purchase order."),
    )


def _purchase_order(*, required: bool) -> forms.CharField:
    return forms.CharField(label=gettext_lazy("Number of the purchase order"), required=required, max_length=80)


class _WithReferences(AskedLittle):
    """Checks what the buyer's accounts give."""

    def clean_siret(self) -> str:
        """Fourteen digits, the last of which checks the others."""
        typed: str = self.cleaned_data["siret"]
        try:
            return str(siret_check.validate(typed)) if typed else ""
        except NotANumber:
            said = gettext(
                "“%(value)s” is not a SIRET number: it has fourteen digits, and one of these must be wrong. "
                "Copy it again from a paper of the body."
            )
            raise forms.ValidationError(said % {"value": typed}) from None

    def references(self) -> References:
        """What was given, from clean data or what is readable of it."""
        said = getattr(self, "cleaned_data", {})
        names = ("siret", "service_code", "engagement_number", "purchase_order")
        return References(**{name: said.get(name, "") for name in names})

    def ask_for(self, missing: tuple[Reference, ...], buyer: str) -> None:
        """Say at its field which reference is missing and where to find it."""
        for name in missing:
            self.add_error(_FIELDS[name], missing_in_words(name, buyer))


class BillingForm(_WithReferences):
    """The order of a delegation, as far as it is known when the people are registered."""

    buyer_same = forms.BooleanField(label=gettext_lazy("The body above is the buyer"), required=False, initial=True)
    buyer = forms.CharField(
        label=gettext_lazy("Buyer"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("The body that the invoice is made out to, if it is another one."),
    )
    siret = _siret()
    uid_number = forms.CharField(
        label=gettext_lazy("UID number"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("In Switzerland: CHE-123.456.789."),
    )
    street = forms.CharField(label=gettext_lazy("Street"), max_length=200)
    number = forms.CharField(label=gettext_lazy("House number"), required=False, max_length=20)
    postcode = forms.CharField(label=gettext_lazy("Postcode"), max_length=20)
    town = forms.CharField(label=gettext_lazy("Town"), max_length=120)
    country = forms.ChoiceField(label=gettext_lazy("Country"), choices=COUNTRIES)
    contact_name = forms.CharField(
        label=gettext_lazy("Contact for the order"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Whom to ask about order and invoice, if it is not you."),
    )
    contact_email = forms.EmailField(label=gettext_lazy("Address of that contact"), required=False, max_length=254)
    service_code = _service_code()
    engagement_number = _engagement_number()
    purchase_order = _purchase_order(required=False)
    follow = forms.BooleanField(
        label=gettext_lazy("The references come later, with the purchase order"), required=False
    )

    def clean_uid_number(self) -> str:
        """Nine digits behind CHE, the last of which checks the others."""
        typed: str = self.cleaned_data["uid_number"]
        try:
            return str(uid_check.format(uid_check.validate(typed))) if typed else ""
        except NotANumber:
            said = gettext("“%(value)s” is not a UID number. Copy it again: CHE and nine digits.")
            raise forms.ValidationError(said % {"value": typed}) from None

    def clean(self) -> dict[str, Any]:
        """Another buyer has a name; the number of an order that has come does not follow."""
        cleaned = super().clean() or {}
        if not cleaned.get("buyer_same") and not cleaned.get("buyer"):
            self.add_error("buyer", gettext_lazy("Type who buys, since it is not the body above."))
        if cleaned.get("follow") and cleaned.get("purchase_order"):
            self.add_error(
                "follow", gettext_lazy("You gave the number of the order: then give its references with it.")
            )
        return cleaned

    def said_buyer(self, body: str) -> Buyer:
        """Who buys, from clean data; `body` is the name of the one that sends the people."""
        said = self.cleaned_data
        names = ("uid_number", "street", "number", "postcode", "town", "country", "contact_name", "contact_email")
        return Buyer(
            name=(body if said["buyer_same"] else said["buyer"])[:200],
            references=self.references(),
            follow=said["follow"],
            **{name: said[name] for name in names},
        )


class ReferencesForm(_WithReferences):
    """The purchase order, when it has come."""

    purchase_order = _purchase_order(required=True)
    engagement_number = _engagement_number()
    service_code = _service_code()
    siret = _siret()
