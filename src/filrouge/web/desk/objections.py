"""Who does not want to be written to: an address can be asked for, added and taken off; the list cannot be read."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from filrouge.ground.people.actors import Actor
from filrouge.ground.people.queries import OrganiserCard
from filrouge.stages.privacy.actions import object_to_mails, take_objection_back
from filrouge.stages.privacy.enums import Source
from filrouge.stages.privacy.permissions import Privacy
from filrouge.stages.privacy.queries.objections import objection_count, objection_of
from filrouge.stages.privacy.words.objections import source_in_words
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther
from filrouge.web.desk.organiser import organiser_page
from filrouge.web.shell import clock
from filrouge.web.shell.access import desk_organiser


class AddressForm(forms.Form):
    """The address that is spoken of."""

    email = forms.EmailField(label=_("E-mail address"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, organiser_key: str) -> HttpResponse:
    """Ask about one address; the answer shows what can be done. An address is never part of the page's own address."""
    organiser, actor = desk_organiser(request, organiser_key, Privacy.OBJECTIONS)
    form = AddressForm(request.POST or None)
    if not form.is_valid():
        return _page(request, organiser, actor, form, status=UNPROCESSABLE if form.is_bound else 200)
    address = form.cleaned_data["email"]
    if "add" in request.POST or "take_back" in request.POST:
        _write(request, organiser, actor, address)
        return SeeOther(reverse("objections", args=[organiser.key]))
    return _page(request, organiser, actor, form, asked=address)


def _write(request: HttpRequest, organiser: OrganiserCard, actor: Actor, address: str) -> None:
    said = {"organiser_id": organiser.id, "address": address, "source": Source.DESK, "actor": actor}
    if "take_back" in request.POST:
        take_objection_back(**said, now=clock.now())  # type: ignore[arg-type]
        messages.success(request, gettext("%(address)s may be written to again.") % {"address": address})
    else:
        object_to_mails(**said, now=clock.now())  # type: ignore[arg-type]
        messages.success(
            request,
            gettext("%(address)s gets no more mails that are not about a registration of their own.")
            % {"address": address},
        )


def _page(
    request: HttpRequest,
    organiser: OrganiserCard,
    actor: Actor,
    form: AddressForm,
    *,
    asked: str = "",
    status: int = 200,
) -> HttpResponse:
    found = objection_of(organiser.id, asked) if asked else None
    context = {
        "form": form,
        "asked": asked,
        "since": found[0] if found else None,
        "how": source_in_words(found[1]) if found else "",
        "count": objection_count(organiser.id),
    }
    return organiser_page(
        request, "desk/objections.html", organiser, actor, context, current="objections", status=status
    )
