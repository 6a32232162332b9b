"""Who answers for an organiser's personal data, under which law, and for how long things are kept. Managers only."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from filrouge.ground.directory.geography import drawings
from filrouge.ground.people.enums import LegalRegime
from filrouge.ground.people.queries import OrganiserCard
from filrouge.stages.privacy.actions import set_legal_profile
from filrouge.stages.privacy.facts import LegalFacts, Periods
from filrouge.stages.privacy.permissions import Privacy
from filrouge.stages.privacy.queries.legal import legal_of
from filrouge.stages.privacy.words.law import regime_in_words
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther
from filrouge.web.desk.organiser import organiser_page
from filrouge.web.shell import clock
from filrouge.web.shell.access import desk_organiser


def _regimes() -> list[tuple[str, str]]:
    return [(regime.value, regime_in_words(regime)) for regime in LegalRegime]


def _cantons() -> list[tuple[str, str]]:
    language = (get_language() or "fr").partition("-")[0]
    named = [(area.code, area.name.best(language).text) for area in drawings()["CH"].areas]
    return [("", gettext("None")), *sorted(named, key=lambda pair: pair[1])]


class LegalForm(forms.Form):
    """The profile as it is asked for."""

    controller = forms.CharField(
        label=_("Who answers for it"),
        max_length=200,
        help_text=_("The body by its legal name, as people will read it."),
    )
    address = forms.CharField(label=_("Postal address"), max_length=300, required=False)
    regime = forms.TypedChoiceField(
        label=_("What kind of body it is"),
        coerce=LegalRegime,
        choices=_regimes,
        widget=forms.RadioSelect,
        help_text=_("It decides which law holds. The host of a gathering may be under another one than the organiser."),
    )
    canton = forms.ChoiceField(label=_("Canton"), choices=_cantons, required=False)
    authority = forms.CharField(
        label=_("Data protection authority of the canton"),
        max_length=200,
        required=False,
        help_text=_("For a commune or canton: name and address, as people will read them."),
    )
    dpo = forms.CharField(label=_("Data protection officer"), max_length=200, required=False)
    dpo_email = forms.EmailField(label=_("Address of the data protection officer"), required=False)
    rights_email = forms.EmailField(
        label=_("Address for requests about data"), required=False, help_text=_("A shared mailbox is best.")
    )
    needs_days = forms.IntegerField(
        label=_("Days to keep needs (meals, access) after the part"), min_value=0, max_value=30
    )
    addresses_days = forms.IntegerField(
        label=_("Days to keep mails and waiting addresses after the gathering"), min_value=0, max_value=365
    )
    registrations_months = forms.IntegerField(
        label=_("Months to keep registrations after the gathering"),
        min_value=1,
        max_value=60,
        help_text=_("Long enough for certificates and corrections; funders may ask for more."),
    )
    contacts_months = forms.IntegerField(
        label=_("Months to keep contacts after their last sign, and journalists after the last contact"),
        min_value=1,
        max_value=60,
        help_text=_("Three years is the usual period. To answer, register or pass on is a sign; your mail is none."),
    )
    needs_visa = forms.BooleanField(
        label=_("Nothing may be destroyed without the archivist’s agreement"),
        required=False,
        help_text=_("The rule for public bodies in France; many cantons have a similar one."),
    )

    def clean(self) -> dict[str, Any]:
        """A canton where its law holds, an officer where the law wants one, somebody to write to everywhere."""
        said = super().clean() or {}
        if said.get("regime") is LegalRegime.CH_CANTONAL and not said.get("canton"):
            self.add_error("canton", gettext("Choose the canton whose law holds."))
        if said.get("regime") is LegalRegime.FR_PUBLIC and not said.get("dpo"):
            self.add_error("dpo", gettext("A public body must name its data protection officer."))
        if not self.errors and not said.get("rights_email") and not said.get("dpo_email"):
            self.add_error("rights_email", gettext("Give an address to which people can write about their data."))
        return said

    def legal(self) -> LegalFacts:
        """What was said, once the form is valid."""
        said = dict(self.cleaned_data)
        periods = Periods(**{name: said.pop(name) for name in Periods.__dataclass_fields__})
        if said["regime"] is not LegalRegime.CH_CANTONAL:
            said["canton"] = said["authority"] = ""
        return LegalFacts(**said, periods=periods)


def _first_values(legal: LegalFacts | None, organiser: OrganiserCard) -> dict[str, Any]:
    periods = legal.periods if legal else Periods()
    kept = {name: getattr(periods, name) for name in Periods.__dataclass_fields__}
    if legal is None:
        return {"controller": organiser.name.best(organiser.name.source).text, **kept}
    said = {name: getattr(legal, name) for name in LegalFacts.__dataclass_fields__ if name != "periods"}
    return {**said, "regime": legal.regime.value, **kept}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, organiser_key: str) -> HttpResponse:
    """The form, filled with what is known."""
    organiser, actor = desk_organiser(request, organiser_key, Privacy.LEGAL)
    legal = legal_of(organiser.id)
    form = LegalForm(request.POST or None, initial=_first_values(legal, organiser))
    if form.is_valid():
        if set_legal_profile(organiser_id=organiser.id, legal=form.legal(), actor=actor, now=clock.now()):
            messages.success(request, gettext("Saved. The notices of all your gatherings say so from now on."))
        else:
            messages.info(request, gettext("Nothing was changed: it was like this already."))
        return SeeOther(reverse("legal", args=[organiser.key]))
    context = {"form": form, "is_known": legal is not None}
    status = UNPROCESSABLE if form.is_bound else 200
    return organiser_page(request, "desk/legal.html", organiser, actor, context, current="legal", status=status)
