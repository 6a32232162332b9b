"""The contacts of an organiser: the list, one of them, what changes them."""

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.ground.directory.bodies import body_addresses
from filrouge.ground.directory.body_actions import NameBorne
from filrouge.ground.directory.contact_actions import (
    AddressTaken,
    NoSuchContact,
    add_functions,
    end_function,
    write_contact,
)
from filrouge.ground.directory.contacts import ContactCard, FoundContacts, own_data_of
from filrouge.ground.directory.postal_words import address_lines
from filrouge.ground.mail.objectors import objectors
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.queries import OrganiserCard
from filrouge.stages.gatherings.queries import words_brought
from filrouge.stages.invitations.queries import invitations_to
from filrouge.stages.privacy.actions import erase_contacts
from filrouge.stages.privacy.queries.objections import objection_of
from filrouge.stages.privacy.queries.untouched import due_contacts
from filrouge.stages.privacy.words.objections import source_in_words
from filrouge.stages.sendings.permissions import Sendings
from filrouge.stages.sendings.queries import sendings_to
from filrouge.stages.sendings.queries.receipts import letters_to
from filrouge.web.desk.contact_forms import ContactFilter, ContactForm, EndForm, FunctionForm
from filrouge.web.desk.contact_words import (
    civility_word,
    contact_name,
    dates_line,
    function_labels,
    function_line,
    several_words,
)
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of, sheet_of
from filrouge.web.desk.organiser import organiser_page
from filrouge.web.desk.postal_forms import postal_initial
from filrouge.web.shell import clock
from filrouge.web.shell.access import desk_contact, desk_organiser


@login_required
@require_safe
def page(request: HttpRequest, organiser_key: str) -> HttpResponse:
    """A page of the list, as searched and filtered."""
    organiser, actor = desk_organiser(request, organiser_key, Sendings.CONTACTS)
    language = language_of(request)
    form = ContactFilter(language, request.GET)
    today = clock.now().date()
    wanted = form.wanted()
    if wanted.state == "due":
        wanted = replace(wanted, among=due_contacts(organiser.id, now=clock.now()))
    listed = sheet_of(request, FoundContacts(organiser_id=organiser.id, wanted=wanted, on=today))
    cards = listed["sheet"].object_list
    query = {name: value for name, value in form.data.items() if value and name in form.fields}
    number = listed["sheet"].paginator.count
    context = {
        "form": form,
        "rows": _rows(organiser, cards, language),
        **listed,
        "query": f"{urlencode(query)}&" if query else "",
        "words": ngettext("%(n)s contact", "%(n)s contacts", number) % {"n": number},
        "is_filtered": bool(query),
        "list_url": reverse("contacts", args=[organiser.key]),
    }
    return organiser_page(request, "desk/contacts.html", organiser, actor, context, current="contacts")


def _rows(organiser: OrganiserCard, cards: list[ContactCard], language: str) -> list[dict[str, Any]]:
    labels, today = function_labels(language), clock.now().date()
    against = objectors(organiser.id, [card.email for card in cards if card.email])
    return [
        {
            "name": contact_name(card),
            "card": card,
            "url": reverse("contact", args=[organiser.key, card.id]),
            "functions": [function_line(held, labels, language) for held in card.functions_on(today)],
            "objects": card.email in against,
            "is_unreachable": card.unreachable_at is not None,
        }
        for card in cards
    ]


@login_required
@require_safe
def contact(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """One contact: functions past and present, where the address comes from, what stands against writing."""
    organiser, actor = desk_organiser(request, organiser_key, Sendings.CONTACTS)
    return _contact_page(request, organiser, actor, desk_contact(organiser, pk))


def _contact_page(
    request: HttpRequest,
    organiser: OrganiserCard,
    actor: Actor,
    card: ContactCard,
    *,
    form: FunctionForm | None = None,
    end: tuple[int, EndForm] | None = None,
) -> HttpResponse:
    language, today = language_of(request), clock.now().date()
    labels = function_labels(language)
    functions = [
        {
            "held": held,
            "said": function_line(held, labels, language),
            "dates": dates_line(held, language),
            "is_over": held.until is not None and held.until < today,
            "end": end[1] if end and end[0] == held.id else EndForm(initial={"on": today}, auto_id=f"end-{held.id}-%s"),
            "is_open": bool(end and end[0] == held.id),
        }
        for held in card.functions
    ]
    wrong = form or (end[1] if end else None)
    context = {
        "card": card,
        "name": contact_name(card),
        "civility": civility_word(card.civility),
        "communities": _communities(organiser, card, language),
        **_objection(organiser, card),
        **_postal(card, today, language),
        "functions": functions,
        "form": form or FunctionForm(organiser, language, today),
        "is_adding": form is not None,
        "wrong": wrong,
        "sendings": sendings_to(card.id),
    }
    status = UNPROCESSABLE if wrong else 200
    return organiser_page(
        request, "desk/contact_page.html", organiser, actor, context, current="contacts", status=status
    )


def _postal(card: ContactCard, today: date, language: str) -> dict[str, Any]:
    """Where letters go to somebody: their own address, else that of the first body for which they do something."""
    bodies = body_addresses([held.organisation_id for held in card.functions_on(today) if held.organisation_id])
    named = {held.organisation_id: held.body.best(language).text for held in card.functions}
    body = next((pk for pk in named if pk in bodies), None) if not card.postal else None
    address = bodies[body] if body else card.postal
    return {"postal": address_lines(address, language), "postal_of": named[body] if body else ""}


def _communities(organiser: OrganiserCard, card: ContactCard, language: str) -> str:
    words = words_brought(organiser.id, "communities") if card.communities else {}
    return ", ".join(sorted(words[key].best(language).text if key in words else key for key in card.communities))


def _objection(organiser: OrganiserCard, card: ContactCard) -> dict[str, Any]:
    found = objection_of(organiser.id, card.email) if card.email else None
    return {"objects_since": found[0] if found else None, "objects_how": source_in_words(found[1]) if found else ""}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, organiser_key: str) -> HttpResponse:
    """A new contact, with a first function."""
    organiser, actor = desk_organiser(request, organiser_key, Sendings.EDIT_CONTACTS)
    return _edit(request, organiser, actor, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """Change what is known of a contact; functions are added and ended on its page."""
    organiser, actor = desk_organiser(request, organiser_key, Sendings.EDIT_CONTACTS)
    return _edit(request, organiser, actor, desk_contact(organiser, pk))


_PLAIN = ("civility", "email", "phone", "language", "source", "source_on", "informed_on")


def _edit(request: HttpRequest, organiser: OrganiserCard, actor: Actor, card: ContactCard | None) -> HttpResponse:
    language, today = language_of(request), clock.now().date()
    initial: dict[str, Any] = {"language": language, "source_on": today}
    if card:
        initial = {name: getattr(card, name) for name in _PLAIN}
        initial |= {"given_name": card.name.given, "family_name": card.name.family}
        initial |= {"communities": sorted(card.communities), **postal_initial(card.postal)}
    form = ContactForm(organiser, language, today, request.POST or None, initial=initial, card=card)
    if form.is_valid():
        try:
            pk = write_contact(
                organiser_id=organiser.id,
                said=form.contact(),
                actor=actor,
                now=clock.now(),
                contact_id=card.id if card else None,
            )
        except AddressTaken as taken:
            other = contact_name(desk_contact(organiser, taken.contact_id))
            form.add_error("email", gettext("%(name)s has this address already.") % {"name": other})
        except NameBorne:
            form.add_error("body", several_words())
        else:
            messages.success(request, gettext("The contact is saved."))
            address = form.cleaned_data["email"]
            if address and objectors(organiser.id, [address]):
                messages.warning(request, gettext("The address wants no mails from you: no sending reaches it."))
            return SeeOther(reverse("contact", args=[organiser.key, pk]))
    context = {"form": form, "card": card, "name": contact_name(card) if card else ""}
    status = UNPROCESSABLE if form.errors else 200
    return organiser_page(
        request, "desk/contact_edit.html", organiser, actor, context, current="contacts", status=status
    )


@login_required
@require_POST
def function_add(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """One more function of a contact."""
    organiser, actor = desk_organiser(request, organiser_key, Sendings.EDIT_CONTACTS)
    card = desk_contact(organiser, pk)
    form = FunctionForm(organiser, language_of(request), clock.now().date(), request.POST)
    if not form.is_valid():
        return _contact_page(request, organiser, actor, card, form=form)
    try:
        add_functions(organiser_id=organiser.id, contact_id=pk, said=(form.said(),), actor=actor, now=clock.now())
    except NameBorne:
        form.add_error("body", several_words())
        return _contact_page(request, organiser, actor, card, form=form)
    messages.success(request, gettext("The function is added."))
    return SeeOther(reverse("contact", args=[organiser.key, pk]))


@login_required
@require_POST
def function_end(request: HttpRequest, organiser_key: str, pk: int, function: int) -> HttpResponse:
    """End a function on a day; it stays as history."""
    organiser, actor = desk_organiser(request, organiser_key, Sendings.EDIT_CONTACTS)
    card = desk_contact(organiser, pk)
    form = EndForm(request.POST, auto_id=f"end-{function}-%s")
    if form.is_valid():
        said = {"organiser_id": organiser.id, "contact_id": pk, "function_id": function}
        try:
            end_function(**said, on=form.cleaned_data["on"], actor=actor, now=clock.now())
        except ValueError:
            form.add_error("on", gettext("The function began later than that."))
        except NoSuchContact:
            return SeeOther(reverse("contact", args=[organiser.key, pk]))
        else:
            messages.success(request, gettext("The function is ended; it stays in the history."))
            return SeeOther(reverse("contact", args=[organiser.key, pk]))
    return _contact_page(request, organiser, actor, card, end=(function, form))


@login_required
@require_safe
def data(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """All that is kept of somebody in the directory, as a file to give to them who ask."""
    organiser, _actor = desk_organiser(request, organiser_key, Sendings.CONTACTS)
    card = desk_contact(organiser, pk)
    sent = [{"sending": name, "gathering": key, "state": state} for name, key, state in sendings_to(pk)]
    invited = list(invitations_to(pk))
    against = bool(card.email) and card.email in objectors(organiser.id, [card.email])
    more = {"sendings": sent, "letters": list(letters_to(pk)), "invitations": invited, "objects_to_mails": against}
    response = JsonResponse({**own_data_of(card), **more})
    response["Content-Disposition"] = f'attachment; filename="contact-{pk}.json"'
    return response


@login_required
@require_POST
def erase(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """Erase a contact and all that hangs on it; invitations and sendings count it without a name."""
    organiser, actor = desk_organiser(request, organiser_key, Sendings.EDIT_CONTACTS)
    desk_contact(organiser, pk)
    motive = request.POST.get("motive", "").strip()[:500]
    erase_contacts(organiser_id=organiser.id, ids=[pk], actor=actor, now=clock.now(), motive=motive)
    messages.success(request, gettext("The contact is erased."))
    return SeeOther(reverse("contacts", args=[organiser.key]))
