"""The bodies of an organiser's directory: the list, one of them, what changes them."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.ground.directory.bodies import BodyRecord, FoundBodies, what_points_at
from filrouge.ground.directory.body_actions import (
    InUse,
    NameBorne,
    StillNamed,
    drop_body,
    drop_membership,
    put_membership,
    write_body,
)
from filrouge.ground.directory.contacts import contacts_for
from filrouge.ground.directory.enums import MembershipKind
from filrouge.ground.directory.permissions import Directory
from filrouge.ground.directory.postal_words import address_lines
from filrouge.ground.directory.territories import atlas_of
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.permissions import may
from filrouge.ground.people.queries import OrganiserCard
from filrouge.stages.sendings.permissions import Sendings
from filrouge.web.desk.body_forms import BodyFilter, BodyForm, MembershipForm
from filrouge.web.desk.body_words import (
    held_by_words,
    kind_labels,
    kind_word,
    membership_labels,
    membership_line,
    memberships_today,
    territory_name,
)
from filrouge.web.desk.categories import levels
from filrouge.web.desk.contact_words import contact_name, dates_line, function_labels, function_word
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of, sheet_of
from filrouge.web.desk.organiser import organiser_page
from filrouge.web.shell import clock
from filrouge.web.shell.access import desk_body, desk_organiser


@login_required
@require_safe
def page(request: HttpRequest, organiser_key: str) -> HttpResponse:
    """A page of the list, as searched and filtered."""
    organiser, actor = desk_organiser(request, organiser_key, Directory.SEE)
    language, atlas, today = language_of(request), atlas_of(organiser.id), clock.now().date()
    form = BodyFilter(organiser, language, atlas, request.GET)
    listed = sheet_of(request, FoundBodies(organiser_id=organiser.id, wanted=form.wanted(), on=today))
    kinds, memberships = kind_labels(organiser, language), membership_labels(language)
    query = {name: value for name, value in form.data.items() if value and name in form.fields}
    number = listed["sheet"].paginator.count
    rows = [
        {
            "name": body.name.best(language),
            "short_name": body.short_name,
            "url": reverse("body", args=[organiser.key, body.id]),
            "kind": kind_word(body.kind, kinds),
            "territory": territory_name(body.territory_id, atlas, language),
            "memberships": memberships_today(body, today, memberships),
        }
        for body in listed["sheet"].object_list
    ]
    context = {
        "form": form,
        "rows": rows,
        **listed,
        "query": f"{urlencode(query)}&" if query else "",
        "words": ngettext("%(n)s body", "%(n)s bodies", number) % {"n": number},
        "is_filtered": bool(query),
        "list_url": reverse("bodies", args=[organiser.key]),
    }
    return organiser_page(request, "desk/bodies.html", organiser, actor, context, current="bodies")


@login_required
@require_safe
def body(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """One body: its names, memberships, and the people of the directory who do something there."""
    organiser, actor = desk_organiser(request, organiser_key, Directory.SEE)
    return _body_page(request, organiser, actor, desk_body(organiser, pk))


def _body_page(
    request: HttpRequest,
    organiser: OrganiserCard,
    actor: Actor,
    card: BodyRecord,
    *,
    form: MembershipForm | None = None,
) -> HttpResponse:
    language = language_of(request)
    held_by = held_by_words(what_points_at(card.id))
    context = {
        "card": card,
        "name": card.name.best(language),
        "kind": kind_word(card.kind, kind_labels(organiser, language)),
        "level": levels().get(card.level, ""),
        "territory": territory_name(card.territory_id, atlas_of(organiser.id), language),
        "postal": address_lines(card.postal, language),
        "memberships": _memberships(card, form, language),
        "form": _new_membership(card, form, language),
        "wrong": form,
        "people": _people(organiser, actor, card, language),
        "held_by": held_by,
        "can_join": may(actor, Directory.JOIN, organiser_id=organiser.id),
    }
    status = UNPROCESSABLE if form else 200
    return organiser_page(request, "desk/body.html", organiser, actor, context, current="bodies", status=status)


def _memberships(card: BodyRecord, form: MembershipForm | None, language: str) -> list[dict[str, Any]]:
    labels, today = membership_labels(language), clock.now().date()
    return [
        {
            "kind": held.kind,
            "said": membership_line(held, labels, language),
            "is_over": held.until is not None and held.until < today,
            "form": form if form and form.is_of(held.kind) else _form_of(held.kind, language, held.since, held.until),
            "is_open": bool(form and form.is_of(held.kind)),
        }
        for held in card.memberships
    ]


def _form_of(kind: str, language: str, since: Any, until: Any) -> MembershipForm:
    return MembershipForm(language, kinds=(kind,), initial={"since": since, "until": until}, auto_id=f"{kind}-%s")


def _new_membership(card: BodyRecord, form: MembershipForm | None, language: str) -> MembershipForm | None:
    """The form for a membership that is not held yet; None when each is."""
    held = {one.kind for one in card.memberships}
    if form and not any(form.is_of(kind) for kind in held):
        return form
    free = tuple(kind.value for kind in MembershipKind if kind.value not in held)
    return MembershipForm(language, kinds=free, auto_id="new-%s") if free else None


def _people(organiser: OrganiserCard, actor: Actor, card: BodyRecord, language: str) -> list[dict[str, Any]]:
    """Who does something there; nobody for whoever may not see the people of the directory."""
    if not may(actor, Sendings.CONTACTS, organiser_id=organiser.id):
        return []
    labels, today = function_labels(language), clock.now().date()
    return [
        {
            "name": contact_name(person),
            "url": reverse("contact", args=[organiser.key, person.id]),
            "function": function_word(held, labels, language),
            "dates": dates_line(held, language),
            "is_over": not held.holds_on(today),
        }
        for person in contacts_for(organiser_id=organiser.id, body_id=card.id)
        for held in person.functions
        if held.organisation_id == card.id
    ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, organiser_key: str) -> HttpResponse:
    """A new body."""
    organiser, actor = desk_organiser(request, organiser_key, Directory.EDIT)
    return _edit(request, organiser, actor, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """Change what a body is called, and what it is; memberships are on its page."""
    organiser, actor = desk_organiser(request, organiser_key, Directory.EDIT)
    return _edit(request, organiser, actor, desk_body(organiser, pk))


def _edit(request: HttpRequest, organiser: OrganiserCard, actor: Actor, card: BodyRecord | None) -> HttpResponse:
    language = language_of(request)
    form = BodyForm(organiser, language, request.POST or None, card=card)
    if form.is_valid():
        try:
            pk = write_body(
                organiser_id=organiser.id,
                said=form.body(),
                actor=actor,
                now=clock.now(),
                body_id=card.id if card else None,
            )
        except NameBorne as borne:
            words = gettext(
                "%(name)s bears one of these names already. Add what tells the two apart, such as the town."
            )
            form.add_error(None, words % {"name": borne.name})
        else:
            messages.success(request, gettext("The body is saved."))
            return SeeOther(reverse("body", args=[organiser.key, pk]))
    context = {"form": form, "card": card, "name": card.name.best(language) if card else ""}
    status = UNPROCESSABLE if form.errors else 200
    return organiser_page(request, "desk/body_edit.html", organiser, actor, context, current="bodies", status=status)


@login_required
@require_POST
def membership(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """Say how a body belongs to the network, and from when to when."""
    organiser, actor = desk_organiser(request, organiser_key, Directory.EDIT)
    card = desk_body(organiser, pk)
    kinds = tuple(kind.value for kind in MembershipKind)
    form = MembershipForm(language_of(request), request.POST, kinds=kinds)
    if not form.is_valid():
        return _body_page(request, organiser, actor, card, form=form)
    put_membership(organiser_id=organiser.id, body_id=pk, said=form.membership(), actor=actor, now=clock.now())
    messages.success(request, gettext("The membership is saved."))
    return SeeOther(reverse("body", args=[organiser.key, pk]))


@login_required
@require_POST
def membership_drop(request: HttpRequest, organiser_key: str, pk: int, kind: str) -> HttpResponse:
    """Take away a membership that never was."""
    organiser, actor = desk_organiser(request, organiser_key, Directory.EDIT)
    desk_body(organiser, pk)
    if kind in {one.value for one in MembershipKind}:
        said = MembershipKind(kind)
        drop_membership(organiser_id=organiser.id, body_id=pk, kind=said, actor=actor, now=clock.now())
        messages.success(request, gettext("The membership is taken away."))
    return SeeOther(reverse("body", args=[organiser.key, pk]))


@login_required
@require_POST
def drop(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """Drop a body at which nothing points."""
    organiser, actor = desk_organiser(request, organiser_key, Directory.EDIT)
    desk_body(organiser, pk)
    try:
        drop_body(organiser_id=organiser.id, body_id=pk, actor=actor, now=clock.now())
    except InUse:
        messages.warning(request, gettext("The body stays: something points at it."))
    except StillNamed as named:
        words = gettext("The body stays: the documents of “%(title)s” name it.")
        messages.warning(request, words % {"title": named.title})
    else:
        messages.success(request, gettext("The body is removed from the directory."))
        return SeeOther(reverse("bodies", args=[organiser.key]))
    return SeeOther(reverse("body", args=[organiser.key, pk]))
