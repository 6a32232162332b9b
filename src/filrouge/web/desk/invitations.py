"""Invitations on the desk: how they stand by state and by body, the list, and inviting people."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.core import days
from filrouge.ground.directory.contacts import ContactCard, FoundContacts, WantedContacts
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.rules import silence
from filrouge.stages.gatherings.words import silence_in_words
from filrouge.stages.invitations.actions.inviting import Invited, TooLate, invite
from filrouge.stages.invitations.enums import InvitationState
from filrouge.stages.invitations.facts import InvitationFacts, StateCounts
from filrouge.stages.invitations.mails import INVITATION
from filrouge.stages.invitations.permissions import Invitations
from filrouge.stages.invitations.queries import FoundInvitations, counts_by_body, counts_of, invited_contacts
from filrouge.stages.invitations.words import state_in_words
from filrouge.stages.registration.messages import own_words
from filrouge.stages.sendings.queries import ask, lists_of
from filrouge.web.desk.contact_words import contact_name, function_labels, function_line
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of, sheet_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.invitation_forms import InvitationFilter, InviteForm
from filrouge.web.desk.messages import kind_row
from filrouge.web.shell import access, clock
from filrouge.web.shell.labels import labelled

MOST_FOUND = 50
TONES = {
    InvitationState.PENDING: "wait",
    InvitationState.ACCEPTED: "ok",
    InvitationState.DECLINED: "stop",
    InvitationState.EXCUSED: "neutral",
    InvitationState.REPRESENTED: "ask",
}


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """The numbers, and a page of the list as searched and filtered."""
    facts, actor = access.desk_gathering(request, key, Invitations.SEE)
    language, form = language_of(request), InvitationFilter(request.GET)
    state, text = form.wanted()
    listed = sheet_of(request, FoundInvitations(gathering_id=facts.id, state=state, text=text))
    query = {name: value for name, value in (("q", text), ("state", state.value if state else "")) if value}
    number = listed["sheet"].paginator.count
    context = {
        "form": form,
        "counts": _numbers(counts_of(facts.id), facts.key),
        "bodies": _bodies(facts, language),
        "rows": [_row(one, facts, language) for one in listed["sheet"].object_list],
        **listed,
        "query": f"{urlencode(query)}&" if query else "",
        "words": ngettext("%(n)s invitation", "%(n)s invitations", number) % {"n": number},
        "is_filtered": bool(query),
        "list_url": reverse("desk:invitations", args=[key]),
    }
    return desk_page(request, "desk/invitations.html", facts, actor, context, current="invitations")


def _numbers(counts: StateCounts, key: str) -> list[dict[str, Any]]:
    url = reverse("desk:invitations", args=[key])
    return [
        {
            "label": state_in_words(state),
            "said": labelled(state_in_words(state), counts.of(state)),
            "url": f"{url}?state={state.value}#list",
        }
        for state in InvitationState
    ]


def _bodies(facts: GatheringFacts, language: str) -> list[dict[str, Any]]:
    return [
        {
            "name": body.name.best(language, facts.languages).text or gettext("Without a body"),
            "numbers": [{"label": state_in_words(state), "number": body.counts.of(state)} for state in InvitationState],
            "total": body.counts.total,
        }
        for body in counts_by_body(facts)
    ]


def _row(one: InvitationFacts, facts: GatheringFacts, language: str) -> dict[str, Any]:
    return {
        "invitation": one,
        "name": ", ".join(filter(None, (one.name.family, one.name.given))) or one.email,
        "url": reverse("desk:invitation", args=[facts.key, one.id]),
        "role": role_line(one, facts, language),
        "state": state_in_words(one.state),
        "tone": TONES[one.state],
    }


def role_line(one: InvitationFacts, facts: GatheringFacts, language: str) -> str:
    """Function and body by which somebody is invited."""
    printed = one.label.best(language, facts.languages).text
    function = printed or function_labels(language).get(one.function, one.function)
    return ", ".join(filter(None, (function, one.body.best(language, facts.languages).text)))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite_page(request: HttpRequest, key: str) -> HttpResponse:
    """Choose whom to invite: a list, or contacts that were looked for."""
    facts, actor = access.desk_gathering(request, key, Invitations.INVITE)
    found, text = _found(facts, request.POST.get("q") or request.GET.get("q") or ""), request.GET.get("q", "")
    lists = [(str(one.id), one.name) for one in lists_of(facts.id)]
    today = days.local_day(clock.now(), facts.zone)
    choices = [(str(card.id), _choice(card, language_of(request), on=today)) for card in found]
    form = InviteForm(lists, choices, request.POST or None)
    if form.is_valid():
        try:
            done = invite(
                facts=facts,
                contact_ids=_chosen(form, facts),
                by_mail=form.cleaned_data["by_mail"],
                actor=actor,
                now=clock.now(),
            )
        except TooLate as late:
            messages.warning(request, gettext("Nobody was invited.") + " " + silence_in_words(late.why))
        else:
            messages.success(request, _done(done))
        return SeeOther(reverse("desk:invitations", args=[key]))
    why = silence(facts, now=clock.now())
    context = {"form": form, "text": text or request.POST.get("q", ""), "found": found, "most": MOST_FOUND}
    context |= {
        "silent": silence_in_words(why) if why else "",
        "mail_words": kind_row(INVITATION, own_words(facts), facts),
    }
    status = UNPROCESSABLE if form.errors else 200
    return desk_page(request, "desk/invite.html", facts, actor, context, current="invitations", status=status)


def _found(facts: GatheringFacts, text: str) -> Sequence[ContactCard]:
    """Contacts that match and are not invited yet, the first ones."""
    if not text.strip():
        return ()
    wanted = WantedContacts(text=text)
    cards = FoundContacts(organiser_id=facts.organiser_id, wanted=wanted, on=days.local_day(clock.now(), facts.zone))[
        slice(0, MOST_FOUND)
    ]
    invited = invited_contacts(facts.id, [card.id for card in cards])
    return [card for card in cards if card.id not in invited]


def _choice(card: ContactCard, language: str, *, on: date) -> str:
    labels = function_labels(language)
    functions = "; ".join(function_line(held, labels, language) for held in card.functions_on(on))
    return " – ".join(filter(None, (contact_name(card), functions)))


def _chosen(form: InviteForm, facts: GatheringFacts) -> list[int]:
    """The ids of everybody who is meant, each once."""
    ids = [int(pk) for pk in form.cleaned_data["contacts"]]
    if form.cleaned_data["recipients"]:
        asked = access.desk_list(facts, int(form.cleaned_data["recipients"]))
        meant = ask(asked, facts, on=days.local_day(clock.now(), facts.zone)).meant
        ids += [one.person.id for one in meant]
    return list(dict.fromkeys(ids))


def _done(done: Invited) -> str:
    said = ngettext("%(n)s person is invited.", "%(n)s people are invited.", done.new) % {"n": done.new}
    if done.not_written_to:
        said += " " + ngettext(
            "%(n)s of them is not written to: no address that takes mail, or no wish for mails.",
            "%(n)s of them are not written to: no address that takes mail, or no wish for mails.",
            done.not_written_to,
        ) % {"n": done.not_written_to}
    return said
