"""Two bodies that are one: which other is meant, the two side by side, and then one of them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from filrouge.core.text import search_form
from filrouge.ground.directory.bodies import BodyRecord, FoundBodies, WantedBodies, what_points_at
from filrouge.ground.directory.body_actions import NoSuchBody, StillNamed
from filrouge.ground.directory.contacts import contacts_for
from filrouge.ground.directory.joining import join_bodies
from filrouge.ground.directory.matching import bodies_named
from filrouge.ground.directory.permissions import Directory
from filrouge.ground.directory.territories import atlas_of
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.queries import OrganiserCard
from filrouge.web.desk.body_forms import OtherBodyForm
from filrouge.web.desk.body_words import (
    held_by_words,
    kind_labels,
    kind_word,
    membership_labels,
    membership_line,
    territory_name,
)
from filrouge.web.desk.frame import SeeOther, language_of
from filrouge.web.desk.organiser import organiser_page
from filrouge.web.shell import clock
from filrouge.web.shell.access import desk_body, desk_organiser
from filrouge.web.shell.numbers import number_said

_OFFERED = 8


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """Look for the other body, see both, and put them together."""
    organiser, actor = desk_organiser(request, organiser_key, Directory.JOIN)
    card = desk_body(organiser, pk)
    if request.method == "POST":
        return _join(request, organiser, actor, card)
    other = number_said(request.GET.get("other", ""))
    chosen = desk_body(organiser, other) if other not in (0, pk) else None
    form = OtherBodyForm(request.GET if "name" in request.GET else None)
    offered = _offered(organiser, card, form) if form.is_valid() and not chosen else []
    language = language_of(request)
    context = {
        "card": card,
        "name": card.name.best(language),
        "form": form,
        "has_asked": form.is_bound and not form.errors and not chosen,
        "offered": [{"id": one.id, **_said(organiser, one, language)} for one in offered],
        "pair": [{"id": one.id, **_said(organiser, one, language)} for one in (card, chosen)] if chosen else [],
        "other": chosen,
    }
    return organiser_page(request, "desk/body_join.html", organiser, actor, context, current="bodies")


def _offered(organiser: OrganiserCard, card: BodyRecord, form: OtherBodyForm) -> list[BodyRecord]:
    """Bodies that bear the name, hold its words, or resemble it."""
    name, today = form.cleaned_data["name"], clock.now().date()
    found = list(FoundBodies(organiser_id=organiser.id, wanted=WantedBodies(text=name), on=today)[: _OFFERED + 1])
    named = bodies_named(organiser_id=organiser.id, names=[name]).get(search_form(name))
    found += [desk_body(organiser, pk) for pk, _name in (named.offered if named else ())]
    return list({one.id: one for one in found if one.id != card.id}.values())[:_OFFERED]


def _said(organiser: OrganiserCard, card: BodyRecord, language: str) -> dict[str, Any]:
    """A body as it is shown beside another."""
    labels = membership_labels(language)
    people = len(contacts_for(organiser_id=organiser.id, body_id=card.id))
    facts = [
        kind_word(card.kind, kind_labels(organiser, language)),
        territory_name(card.territory_id, atlas_of(organiser.id), language),
        card.postal.in_one_line,
        *(membership_line(held, labels, language) for held in card.memberships),
        ngettext("%(n)s person of the directory", "%(n)s people of the directory", people) % {"n": people},
    ]
    return {
        "name": card.name.best(language),
        "facts": [said for said in facts if said],
        "held_by": held_by_words(what_points_at(card.id)),
    }


def _join(request: HttpRequest, organiser: OrganiserCard, actor: Actor, card: BodyRecord) -> HttpResponse:
    """Put the two together: `keep` says which one stays."""
    other, keep = (number_said(request.POST.get(name, "")) for name in ("other", "keep"))
    if not other or keep not in (card.id, other) or other == card.id:
        return SeeOther(reverse("body_join", args=[organiser.key, card.id]))
    drop = other if keep == card.id else card.id
    try:
        join_bodies(organiser_id=organiser.id, keep=keep, drop=drop, actor=actor, now=clock.now())
    except StillNamed as named:
        words = gettext("Nothing was changed: the documents of “%(title)s” name the body that would go. Keep that one.")
        messages.warning(request, words % {"title": named.title})
        return SeeOther(reverse("body_join", args=[organiser.key, card.id]) + f"?other={other}")
    except NoSuchBody:
        messages.info(request, gettext("Nothing was changed: the other body is not there any more."))
        return SeeOther(reverse("body", args=[organiser.key, card.id]))
    messages.success(request, gettext("The two are one body now. Everything of the other one is here."))
    return SeeOther(reverse("body", args=[organiser.key, keep]))
