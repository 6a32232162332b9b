"""One invitation on the desk: its link, its answer, an answer told to staff; and reminders to those who are silent."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from filrouge.ground.mail.objectors import objectors
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.rules import silence
from filrouge.stages.gatherings.words import silence_in_words
from filrouge.stages.invitations import links, rules
from filrouge.stages.invitations.actions.answering import IsRegistered, NotAnswered, answer
from filrouge.stages.invitations.actions.inviting import TooLate
from filrouge.stages.invitations.actions.reminding import remind
from filrouge.stages.invitations.facts import InvitationFacts
from filrouge.stages.invitations.mails import REMINDER
from filrouge.stages.invitations.permissions import Invitations
from filrouge.stages.invitations.queries import pending
from filrouge.stages.invitations.words import answered_by_in_words, state_in_words
from filrouge.stages.registration.lists.arrivals import came_through_invitation, registration_of_invited
from filrouge.stages.registration.messages import own_words
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.invitation_forms import ToldAnswerForm
from filrouge.web.desk.invitations import TONES, role_line
from filrouge.web.desk.messages import kind_row
from filrouge.web.shell import access, clock
from filrouge.web.shell.numbers import numbers_said


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The invitation; a POST records an answer that was told."""
    permission = Invitations.ANSWER if request.method == "POST" else Invitations.SEE
    facts, actor = access.desk_gathering(request, key, permission)
    invitation = access.desk_invitation(facts, pk)
    if request.method != "POST":
        return _page(request, facts, actor, invitation, ToldAnswerForm())
    form = ToldAnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, facts, actor, invitation, form)
    said, answered_by = form.answer()
    try:
        answer(facts=facts, invitation_id=pk, answer=said, answered_by=answered_by, actor=actor, now=clock.now())
    except IsRegistered:
        messages.warning(request, gettext("Nothing was changed: this person is registered. Change the registration."))
    except NotAnswered:
        messages.warning(request, gettext("Nothing was changed: this gathering is over or called off."))
    else:
        messages.success(request, gettext("The answer is recorded."))
    return SeeOther(reverse("desk:invitation", args=[key, pk]))


def _page(
    request: HttpRequest, facts: GatheringFacts, actor: Actor, invitation: InvitationFacts, form: ToldAnswerForm
) -> HttpResponse:
    language = language_of(request)
    registration, came = registration_of_invited(invitation.id), came_through_invitation(invitation.id)
    context: dict[str, Any] = {
        "invitation": invitation,
        "name": invitation.name.full or invitation.email,
        "role": role_line(invitation, facts, language),
        "state": state_in_words(invitation.state),
        "tone": TONES[invitation.state],
        "how": answered_by_in_words(invitation.answered_by) if invitation.answered_by else "",
        "link": links.invitation_address(invitation.public_id, invitation.link),
        "close_url": reverse("desk:close_invitation_link", args=[facts.key, invitation.id]),
        "contact_url": reverse("contact", args=[facts.organiser_key, invitation.contact_id]),
        "registration_url": reverse("desk:registration", args=[facts.key, registration]) if registration else "",
        "came": ngettext("%(n)s person came of it", "%(n)s people came of it", came) % {"n": came} if came else "",
        "form": form,
        "takes_answer": rules.may_change_own_answer(invitation),
    }
    status = UNPROCESSABLE if form.errors else 200
    return desk_page(request, "desk/invitation.html", facts, actor, context, current="invitations", status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remind_page(request: HttpRequest, key: str) -> HttpResponse:
    """Who would be reminded and who would not, with why; a POST reminds those who are ticked."""
    facts, actor = access.desk_gathering(request, key, Invitations.INVITE)
    if request.method == "POST":
        chosen = numbers_said(request.POST.getlist("invitations"))
        try:
            people = remind(facts=facts, invitation_ids=chosen, actor=actor, now=clock.now())
        except TooLate as late:
            messages.warning(request, gettext("Nobody is reminded.") + " " + silence_in_words(late.why))
        else:
            said = ngettext("%(n)s person is reminded.", "%(n)s people are reminded.", people)
            messages.success(request, said % {"n": people})
        return SeeOther(reverse("desk:invitations", args=[key]))
    context = {"mail_words": kind_row(REMINDER, own_words(facts), facts), **_silent(facts, language_of(request))}
    return desk_page(request, "desk/remind_invited.html", facts, actor, context, current="invitations")


def _silent(facts: GatheringFacts, language: str) -> dict[str, Any]:
    """Those without an answer, in two: who can be reminded, and who cannot with the reason."""
    if quiet := silence(facts, now=clock.now()):
        return {"silent": silence_in_words(quiet), "days": rules.REMINDED_AGAIN_AFTER.days}
    silent, now = pending(facts.id), clock.now()
    against = objectors(facts.organiser_id, [one.email for one in silent if one.email])
    due, not_due = [], []
    for one in silent:
        said = {"id": one.id, "name": one.name.full or one.email, "role": role_line(one, facts, language)}
        why = _why_not(one, is_against=one.email in against)
        if not why and rules.is_due(one, now=now):
            due.append(said)
        else:
            not_due.append({**said, "why": why or _too_soon()})
    return {"due": due, "not_due": not_due, "silent": "", "days": rules.REMINDED_AGAIN_AFTER.days}


def _why_not(one: InvitationFacts, *, is_against: bool) -> str:
    if one.closed_at is not None:
        return gettext("link closed")
    if not one.email:
        return gettext("no e-mail address")
    if one.is_unreachable:
        return gettext("address no longer takes mail")
    return gettext("wants no mails") if is_against else ""


def _too_soon() -> str:
    days = rules.REMINDED_AGAIN_AFTER.days
    return ngettext("written to less than %(n)s day ago", "written to less than %(n)s days ago", days) % {"n": days}
