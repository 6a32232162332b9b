"""Sendings of a gathering: the list of them, one being prepared, one that leaves."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.core import days
from filrouge.core.date_words import date_in_words
from filrouge.ground.mail.enums import MailState
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.permissions import may
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings import rules
from filrouge.stages.sendings.actions import carrying, holding, leaving, preparing
from filrouge.stages.sendings.enums import LeftOut, RecipientState, SendingState
from filrouge.stages.sendings.facts import CarriedFacts, Progress, RecipientLine, SendingFacts
from filrouge.stages.sendings.permissions import Sendings
from filrouge.stages.sendings.queries import Recipients, ask, lists_of, progress_of, sendings_of
from filrouge.stages.sendings.words import (
    halt_in_words,
    hold_in_words,
    left_out_in_words,
    own_reason_in_words,
    recipient_state_in_words,
    state_in_words,
)
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of, sheet_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.sending_correction import correction_shown
from filrouge.web.desk.sending_forms import AnnexForm, PdfForm, SettingForm
from filrouge.web.desk.sending_hold import hold_shown
from filrouge.web.desk.sending_letter import carries_of, letter_shown
from filrouge.web.desk.sending_words import fixed
from filrouge.web.desk.words import MAIL_TONES, mail_state_word
from filrouge.web.shell import access, clock

TONES = {
    SendingState.DRAFT: "neutral",
    SendingState.APPROVED: "ask",
    SendingState.RUNNING: "wait",
    SendingState.PAUSED: "ask",
    SendingState.STOPPED: "stop",
    SendingState.DONE: "ok",
}
_EVERY = 10
_ONWARDS = frozenset({"start", "resume"})


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Every sending of a gathering."""
    facts, actor = access.desk_gathering(request, key, Sendings.SEE)
    rows = [
        {
            "sending": sending,
            "url": reverse("desk:sending", args=[key, sending.id]),
            "state": state_in_words(sending.state),
            "tone": TONES[sending.state],
        }
        for sending in sendings_of(facts.id)
    ]
    context = {"rows": rows, "has_lists": bool(lists_of(facts.id))}
    return desk_page(request, "desk/sendings.html", facts, actor, context, current="sendings")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, key: str) -> HttpResponse:
    """A new sending."""
    facts, actor = access.desk_gathering(request, key, Sendings.WRITE)
    return _edit(request, facts, actor, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Change what a sending is, while it is being prepared."""
    facts, actor = access.desk_gathering(request, key, Sendings.WRITE)
    return _edit(request, facts, actor, access.desk_sending(facts, pk))


def languages_of(facts: GatheringFacts) -> tuple[str, ...]:
    """The languages in which a sending may be written: those of the gathering."""
    return facts.languages or (facts.language,)


def _edit(request: HttpRequest, facts: GatheringFacts, actor: Actor, sending: SendingFacts | None) -> HttpResponse:
    form = SettingForm(lists_of(facts.id), languages_of(facts), request.POST or None, sending=sending)
    if form.is_valid():
        try:
            pk = preparing.write_sending(
                facts=facts,
                setting=form.setting(),
                actor=actor,
                now=clock.now(),
                sending_id=sending.id if sending else None,
            )
        except preparing.Fixed:
            return fixed(request, facts, sending.id if sending else 0)
        return SeeOther(reverse("desk:sending", args=[facts.key, pk]))
    context = {"form": form, "sending": sending}
    status = UNPROCESSABLE if form.errors else 200
    return desk_page(request, "desk/sending_edit.html", facts, actor, context, current="sendings", status=status)


@login_required
@require_safe
def detail(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """One sending: what it still lacks, or how far it is. With ?live it comes anew by itself."""
    facts, actor = access.desk_gathering(request, key, Sendings.SEE)
    sending = access.desk_sending(facts, pk)
    if sending.by_post:
        return redirect("desk:letter_run", key, sending.letter_id, pk)
    is_live = "live" in request.GET and sending.state is SendingState.RUNNING
    letter, said = letter_shown(facts, sending, language_of(request))
    said |= hold_shown(facts, sending)
    waits = said.get("halted") or said.get("held")
    more = _draft(facts, sending, letter) if sending.state is SendingState.DRAFT else _leaving(request, facts, sending)
    context = {
        **said,
        **correction_shown(facts, sending, actor),
        "sending": sending,
        "state": state_in_words(sending.state),
        "tone": TONES[sending.state],
        "texts": _texts(facts, sending),
        "annexes": [_annex(facts, sending, annex) for annex in sending.annexes],
        "can_approve": may(actor, Sendings.APPROVE, organiser_id=facts.organiser_id),
        "is_draft": sending.state is SendingState.DRAFT,
        "is_live": is_live,
        "every": _EVERY,
        "acts": [name for name in rules.ACTS if rules.may(name, sending) and not (name in _ONWARDS and waits)],
        **more,
    }
    response = desk_page(request, "desk/sending.html", facts, actor, context, current="sendings")
    if is_live:
        response["Refresh"] = str(_EVERY)
    return response


def _annex(facts: GatheringFacts, sending: SendingFacts, annex: Any) -> dict[str, Any]:
    return {
        "annex": annex,
        "form": PdfForm(auto_id=f"annex-{annex.id}-%s"),
        "put_url": reverse("desk:sending_annex_put", args=[facts.key, sending.id, annex.id]),
        "drop_url": reverse("desk:sending_annex_drop", args=[facts.key, sending.id, annex.id]),
    }


def _texts(facts: GatheringFacts, sending: SendingFacts) -> list[dict[str, Any]]:
    named = dict(settings.LANGUAGES)
    return [
        {
            "name": named[code],
            "text": sending.texts.get(code),
            "is_fallback": code == sending.fallback,
            "url": reverse("desk:sending_text", args=[facts.key, sending.id, code]),
        }
        for code in languages_of(facts)
    ]


def _draft(facts: GatheringFacts, sending: SendingFacts, letter: CarriedFacts | None) -> dict[str, Any]:
    asked = access.desk_list(facts, sending.list_id)
    found = ask(asked, facts, on=days.local_day(clock.now(), facts.zone))
    quiet = rules.quiet(facts, approved_at=clock.now(), now=clock.now())
    decision = rules.may_approve(sending, recipients=len(found.meant), letter=letter, silence=quiet)
    number = len(found.meant)
    shown = [
        {
            "name": one.person.name.full or one.person.email,
            "language": one.person.language,
            "url": reverse("desk:sending_preview", args=[facts.key, sending.id, one.person.id]),
        }
        for one in found.meant[:50]
    ]
    return {
        "count": ngettext("%(n)s person would receive it", "%(n)s people would receive it", number) % {"n": number},
        "shown": shown if sending.text_for(sending.fallback) else [],
        "lacking": [own_reason_in_words(reason) for reason in decision.reasons],
        "seen": sending.changed_at.isoformat(),
        "annex_form": AnnexForm(),
    }


def _leaving(request: HttpRequest, facts: GatheringFacts, sending: SendingFacts) -> dict[str, Any]:
    progress = progress_of(sending.id)
    listed = sheet_of(request, Recipients(sending.id))
    language = language_of(request)
    return {
        "progress": progress,
        "numbers": _numbers(progress),
        "rows": [_row(line, facts, language) for line in listed["sheet"].object_list],
        **listed,
    }


def _numbers(progress: Progress) -> Sequence[dict[str, Any]]:
    said = (
        (gettext("Wait for a batch"), progress.waiting),
        (gettext("In the outbox"), progress.in_outbox),
        (gettext("Sent"), progress.sent),
        (gettext("Could not be sent"), progress.failed),
        (gettext("Came back"), progress.bounced),
        (gettext("Left out"), progress.left_out),
    )
    return [{"label": label, "value": str(number)} for label, number in said if number]


def _row(line: RecipientLine, facts: GatheringFacts, language: str) -> dict[str, Any]:
    state, tone = recipient_state_in_words(line.state), "wait"
    if line.bounced_at:
        state, tone = gettext("Came back"), "stop"
    elif line.objected_at:
        state, tone = gettext("Wants no more"), "stop"
    elif line.state is RecipientState.LEFT_OUT:
        state, tone = left_out_in_words(LeftOut(line.left_out)), "stop"
    elif line.mail_state:
        mail = MailState(line.mail_state)
        state, tone = mail_state_word(mail), MAIL_TONES[mail]
    why = line.why.get("body")
    body = why.get(language) or next(iter(why.values()), "") if isinstance(why, dict) else ""
    return {
        "name": ", ".join(filter(None, (line.name.family, line.name.given))) or "–",
        "body": body,
        "state": state,
        "tone": tone,
        "problem": _problem(line, facts, language),
    }


def _problem(line: RecipientLine, facts: GatheringFacts, language: str) -> str:
    if line.unreachable_at is None:
        return line.problem
    day = days.local_day(line.unreachable_at, facts.zone)
    said = {"day": date_in_words(day, language=language, weekday=False), "why": line.problem}
    return gettext("since %(day)s: %(why)s") % said


@login_required
@require_POST
def approve(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Approve a sending in one's own name, as one has seen it."""
    facts, actor = access.desk_gathering(request, key, Sendings.APPROVE)
    access.desk_sending(facts, pk)
    try:
        number = preparing.approve(
            facts=facts,
            sending_id=pk,
            seen=request.POST.get("seen", ""),
            carries=carries_of(request),
            actor=actor,
            now=clock.now(),
        )
    except preparing.NotApproved as refused:
        said = " ".join(own_reason_in_words(reason) for reason in refused.decision.reasons)
        messages.warning(request, gettext("It was not approved.") + " " + said)
    except preparing.ChangedMeanwhile:
        messages.warning(request, gettext("Somebody changed this sending meanwhile: look at it again."))
    else:
        words = ngettext(
            "Approved in your name for %(n)s person. Nothing leaves before it is started.",
            "Approved in your name for %(n)s people. Nothing leaves before it is started.",
            number,
        )
        messages.success(request, words % {"n": number})
    return SeeOther(reverse("desk:sending", args=[key, pk]))


@login_required
@require_POST
def act(request: HttpRequest, key: str, pk: int, verb: str) -> HttpResponse:
    """Start, pause, resume or stop."""
    facts, actor = access.desk_gathering(request, key, Sendings.APPROVE)
    access.desk_sending(facts, pk)
    if verb not in rules.ACTS:
        raise Http404("no such act")
    try:
        leaving.act(gathering_id=facts.id, sending_id=pk, verb=verb, actor=actor, now=clock.now())
    except leaving.NotPossible:
        messages.info(request, gettext("Nothing was changed: the sending is in another state now."))
    except holding.Held as held:
        messages.warning(request, hold_in_words(held.why))
    except carrying.Untrue as untrue:
        messages.warning(request, halt_in_words(untrue.why))
    return SeeOther(reverse("desk:sending", args=[key, pk]))
