"""What has to be eliminated, and the slips by which it is: prepared, read, approved, carried out, printed. Managers."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.core.date_words import date_in_words, date_range_in_words
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.queries import OrganiserCard
from filrouge.stages.privacy.actions import approve_slip, drop_slip, prepare_slip
from filrouge.stages.privacy.actions.slips import NothingDue, NotPossible, SlipIsOpen
from filrouge.stages.privacy.enums import Kept, SlipState
from filrouge.stages.privacy.export import slip_sheet
from filrouge.stages.privacy.facts import Periods, SlipFacts, SlipLine
from filrouge.stages.privacy.permissions import Privacy
from filrouge.stages.privacy.queries.legal import legal_of
from filrouge.stages.privacy.queries.retention import due_on_slip, slip_by_id, slips_of
from filrouge.stages.privacy.words.acts import slip_state_in_words
from filrouge.stages.privacy.words.law import slip_grounds
from filrouge.stages.privacy.words.notice import kept_in_words, period_in_words
from filrouge.stages.registration.export import FORMATS
from filrouge.web.desk.files import attachment
from filrouge.web.desk.forms import MotiveForm
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.organiser import organiser_page
from filrouge.web.shell import clock
from filrouge.web.shell.access import desk_organiser

_TONES = {
    SlipState.PREPARED: "ask",
    SlipState.APPROVED: "wait",
    SlipState.EXECUTED: "ok",
    SlipState.DROPPED: "neutral",
}


class VisaForm(forms.Form):
    """The archivist's agreement."""

    visa = forms.CharField(
        label=_("The archivist’s visa"),
        max_length=200,
        required=False,
        help_text=_("Who agreed, when, under which reference; as it stands on their letter."),
        error_messages={
            "required": _("Nothing may be destroyed without the archivist’s agreement: say who agreed and when.")
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, organiser_key: str) -> HttpResponse:
    """What is due now, what goes by itself, and every slip; the button prepares one."""
    organiser, actor = desk_organiser(request, organiser_key, Privacy.RETENTION)
    now = clock.now()
    if request.method == "POST":
        return _prepare(request, organiser, actor, now)
    language = language_of(request)
    legal, slips = legal_of(organiser.id), slips_of(organiser.id)
    periods = legal.periods if legal else Periods()
    context = {
        "has_profile": legal is not None,
        "due": [_line(line, organiser, language) for line in due_on_slip(organiser.id, now=now)],
        "open": next((_head(slip, organiser, language) for slip in slips if _is_open(slip)), None),
        "slips": [_head(slip, organiser, language) for slip in slips],
        "kept": [{"label": kept_in_words(kind), "value": period_in_words(kind, periods)} for kind in Kept],
    }
    return organiser_page(request, "desk/retention.html", organiser, actor, context, current="retention")


def _is_open(slip: SlipFacts) -> bool:
    return slip.state in (SlipState.PREPARED, SlipState.APPROVED)


def _prepare(request: HttpRequest, organiser: OrganiserCard, actor: Actor, now: datetime) -> HttpResponse:
    try:
        slip = prepare_slip(organiser_id=organiser.id, actor=actor, now=now)
    except NothingDue:
        messages.info(request, gettext("Nothing was prepared: nothing has to be eliminated now."))
        return SeeOther(reverse("retention", args=[organiser.key]))
    except SlipIsOpen as known:
        messages.info(request, gettext("There is a slip already. Approve it or drop it first."))
        return SeeOther(reverse("slip", args=[organiser.key, known.slip_id]))
    messages.success(request, gettext("The slip is ready. Nothing is destroyed before you approve it."))
    return SeeOther(reverse("slip", args=[organiser.key, slip.id]))


@login_required
@require_safe
def slip_page(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """One slip, to read, print and decide."""
    organiser, actor = desk_organiser(request, organiser_key, Privacy.RETENTION)
    return _slip_page(request, organiser, actor, _slip(organiser, pk))


def _slip_page(
    request: HttpRequest,
    organiser: OrganiserCard,
    actor: Actor,
    slip: SlipFacts,
    *,
    visa: VisaForm | None = None,
    motive: MotiveForm | None = None,
) -> HttpResponse:
    language, legal = language_of(request), legal_of(organiser.id)
    wrong = visa or motive
    context = {
        "slip": slip,
        "head": _head(slip, organiser, language),
        "lines": [_line(line, organiser, language) for line in slip.lines],
        "grounds": slip_grounds(legal, language, on=clock.now().date()),
        "controller": legal.controller if legal else "",
        "needs_visa": legal.periods.needs_visa if legal else Periods().needs_visa,
        "is_open": slip.state is SlipState.PREPARED,
        "is_done": slip.state is SlipState.EXECUTED,
        "visa_form": visa or VisaForm(auto_id="id_approve_%s"),
        "visa_open": visa is not None,
        "motive_form": motive or MotiveForm(auto_id="id_drop_%s"),
        "motive_open": motive is not None,
        "wrong": wrong,
        "files": [
            {"label": name.upper(), "url": reverse("slip_export", args=[organiser.key, slip.id, name])}
            for name in FORMATS
        ],
    }
    status = UNPROCESSABLE if wrong else 200
    return organiser_page(request, "desk/slip.html", organiser, actor, context, current="retention", status=status)


@login_required
@require_POST
def approve(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """Agree; the worker carries it out."""
    organiser, actor = desk_organiser(request, organiser_key, Privacy.RETENTION)
    slip, legal = _slip(organiser, pk), legal_of(organiser.id)
    form = VisaForm(request.POST, auto_id="id_approve_%s")
    form.fields["visa"].required = (legal.periods if legal else Periods()).needs_visa
    if not form.is_valid():
        return _slip_page(request, organiser, actor, slip, visa=form)
    try:
        approve_slip(
            organiser_id=organiser.id, slip_id=pk, visa=form.cleaned_data["visa"], actor=actor, now=clock.now()
        )
    except NotPossible as now:
        messages.warning(request, _no_longer(now))
    else:
        messages.success(request, gettext("Approved. It is carried out within the next minutes."))
    return SeeOther(reverse("slip", args=[organiser.key, pk]))


@login_required
@require_POST
def drop(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """Leave it, with a reason; nothing is destroyed."""
    organiser, actor = desk_organiser(request, organiser_key, Privacy.RETENTION)
    slip = _slip(organiser, pk)
    form = MotiveForm(request.POST, auto_id="id_drop_%s")
    if not form.is_valid():
        return _slip_page(request, organiser, actor, slip, motive=form)
    try:
        drop_slip(
            organiser_id=organiser.id, slip_id=pk, actor=actor, now=clock.now(), motive=form.cleaned_data["motive"]
        )
    except NotPossible as now:
        messages.warning(request, _no_longer(now))
    else:
        messages.success(request, gettext("Dropped. Nothing was destroyed; what is due can be listed anew."))
    return SeeOther(reverse("slip", args=[organiser.key, pk]))


def _no_longer(now: NotPossible) -> str:
    said = gettext("Nothing was changed: the slip is no longer to be approved – %(state)s.")
    return said % {"state": slip_state_in_words(now.state)}


@login_required
@require_safe
def export(request: HttpRequest, organiser_key: str, pk: int, form: str) -> HttpResponse:
    """The lines of a slip as a table."""
    organiser, _actor = desk_organiser(request, organiser_key, Privacy.RETENTION)
    slip = _slip(organiser, pk)
    if form not in FORMATS:
        raise Http404("no such format")
    sheet = slip_sheet(slip, language_of(request))
    return attachment(FORMATS[form], sheet, name=f"{organiser.key}-{slip.id}.{form}")


def _slip(organiser: OrganiserCard, pk: int) -> SlipFacts:
    slip = slip_by_id(organiser_id=organiser.id, slip_id=pk)
    if slip is None:
        raise Http404("no such slip")
    return slip


def _head(slip: SlipFacts, organiser: OrganiserCard, language: str) -> dict[str, Any]:
    return {
        "slip": slip,
        "url": reverse("slip", args=[organiser.key, slip.id]),
        "tone": _TONES[slip.state],
        "state": slip_state_in_words(slip.state),
        "prepared": date_in_words(slip.prepared_at.date(), language=language, weekday=False),
        "what": ", ".join(_titles(slip.lines, language)),
    }


def _titles(lines: Iterable[SlipLine], language: str) -> list[str]:
    return list(dict.fromkeys(line.title.best(language).text for line in lines))


def _line(line: SlipLine, organiser: OrganiserCard, language: str) -> dict[str, Any]:
    is_to_look_at = line.kind is Kept.CONTACTS and line.erased is None
    return {
        # The slip holds numbers; whoever approves it may look in the directory at who is meant.
        "url": reverse("contacts", args=[organiser.key]) + "?state=due" if is_to_look_at else "",
        "line": line,
        "kind": kept_in_words(line.kind),
        "title": line.title.best(language),
        "when": _when(line, language),
        "due": date_in_words(line.due, language=language, weekday=False),
    }


def _when(line: SlipLine, language: str) -> str:
    """The days of a gathering; of contacts the days of their last sign, of journalists those of the last contact."""
    days = date_range_in_words(line.first or line.last, line.last, language=language, weekday=False)
    if line.gathering_id:
        return days
    said = gettext("last sign: %(days)s") if line.kind is Kept.CONTACTS else gettext("last contact: %(days)s")
    return said % {"days": days}
