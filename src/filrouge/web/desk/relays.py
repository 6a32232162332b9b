"""Bodies that spread the word: a link each, and how many registered by it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from filrouge.core import days
from filrouge.ground.directory.queries import body_by_name
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations import links
from filrouge.stages.invitations.actions.relays import IsRelay, make_relay
from filrouge.stages.invitations.permissions import Invitations
from filrouge.stages.invitations.queries import relays_of
from filrouge.stages.invitations.words import came_in_words
from filrouge.stages.registration.lists.arrivals import came_by_relay
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.shell import access, clock


class RelayForm(forms.Form):
    """Which body."""

    name = forms.CharField(
        label=gettext_lazy("Name of the body"),
        max_length=200,
        help_text=gettext_lazy(
            "A body of your directory is recognised by its name; another one is kept as you type it."
        ),
        error_messages={"required": gettext_lazy("Name the body that spreads the word.")},
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Every relay with its number and its two links; a new one."""
    if request.method != "POST":
        facts, actor = access.desk_gathering(request, key, Invitations.SEE)
        return _page(request, facts, actor, RelayForm())
    facts, actor = access.desk_gathering(request, key, Invitations.RELAY)
    form = RelayForm(request.POST)
    if not form.is_valid():
        return _page(request, facts, actor, form)
    name, now = form.cleaned_data["name"], clock.now()
    body = body_by_name(organiser_id=facts.organiser_id, name=name, on=days.local_day(now, facts.zone))
    try:
        make_relay(facts=facts, name=name, organisation_id=body.id if body else None, actor=actor, now=now)
    except IsRelay:
        form.add_error("name", gettext("This body has its link already: it stands in the list."))
        return _page(request, facts, actor, form)
    messages.success(request, gettext("The links are made. Send the body the address of its page."))
    return SeeOther(reverse("desk:relays", args=[key]))


def _page(request: HttpRequest, facts: GatheringFacts, actor: Actor, form: RelayForm) -> HttpResponse:
    language, came = language_of(request), came_by_relay(facts.id)
    rows: list[dict[str, Any]] = [
        {
            "id": relay.id,
            "name": relay.name.best(language, facts.languages),
            "came": came_in_words(came.get(relay.id, 0)),
            "link": links.relay_address(facts.key, relay),
            "page_url": links.relay_page_address(relay),
            "closed_at": relay.closed_at,
            "page_closed_at": relay.page_closed_at,
            "close_url": reverse("desk:close_relay_link", args=[facts.key, relay.id]),
            "close_page_url": reverse("desk:close_relay_page", args=[facts.key, relay.id]),
        }
        for relay in relays_of(facts)
    ]
    status = UNPROCESSABLE if form.errors else 200
    return desk_page(
        request, "desk/relays.html", facts, actor, {"rows": rows, "form": form}, current="relays", status=status
    )
