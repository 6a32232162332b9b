"""The calendar of who organises: what is due when, what waits for what, what is worth knowing of the dates."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.core.date_words import date_in_words
from filrouge.core.days import local_day
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.stages.planning.actions import steps
from filrouge.stages.planning.calendar import calendar_file
from filrouge.stages.planning.enums import StepProgress
from filrouge.stages.planning.facts import PlannedStep, SavedStep
from filrouge.stages.planning.queries import saved_steps
from filrouge.stages.planning.rules import is_exact, plan, removed
from filrouge.stages.planning.words import progress_word, standard_title, step_title
from filrouge.web.desk.date_notices import caution_of, notices_of
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.words import missing_words
from filrouge.web.shell import access, clock
from filrouge.web.shell.dates import dates_in_words

_TONES = {
    StepProgress.DONE: "ok",
    StepProgress.LATE: "stop",
    StepProgress.NEXT: "ask",
    StepProgress.AHEAD: "neutral",
    StepProgress.PAST: "neutral",
}
_DAY = {"type": "date"}


class AddForm(forms.Form):
    """A step of one's own."""

    title = forms.CharField(label=gettext_lazy("What is to be done"), max_length=200)
    due = forms.DateField(label=gettext_lazy("Until when"), widget=forms.DateInput(_DAY, format="%Y-%m-%d"))


class MoveForm(forms.Form):
    """Another day for a step."""

    due = forms.DateField(label=gettext_lazy("Until when"), widget=forms.DateInput(_DAY, format="%Y-%m-%d"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    """The steps; sent, one more of one's own."""
    facts, actor = access.desk_gathering(request, key, Gatherings.EDIT)
    if request.method != "POST":
        return _page(request, facts, actor, AddForm())
    form = AddForm(request.POST)
    if form.is_valid() and _added(form, facts, actor):
        messages.success(request, gettext("The step is in the calendar."))
        return SeeOther(reverse("desk:calendar", args=[key]))
    return _page(request, facts, actor, form, status=UNPROCESSABLE)


def _added(form: AddForm, facts: GatheringFacts, actor: Actor) -> bool:
    said = form.cleaned_data
    try:
        steps.add_step(facts=facts, title=said["title"], due=said["due"], actor=actor, now=clock.now())
    except steps.TooMany:
        form.add_error(None, gettext("There are a hundred changed steps already. Remove one first."))
        return False
    except (steps.NoDate, steps.TooFar) as refusal:
        form.add_error("due", _why_not(refusal))
        return False
    return True


def _why_not(refusal: Exception) -> str:
    if isinstance(refusal, steps.NoDate):
        return gettext("The calendar is counted from the gathering’s first day. Give the gathering a date first.")
    return gettext("That day is years away from the gathering. Look at the year.")


@login_required
@require_POST
def step(request: HttpRequest, key: str, step: str) -> HttpResponse:
    """Tick a step, put it on another day, take it out or bring it back."""
    facts, actor = access.desk_gathering(request, key, Gatherings.EDIT)
    act = request.POST.get("act", "")
    try:
        if act == "move":
            form = MoveForm(request.POST, auto_id=f"id_{step}_%s")
            if not form.is_valid() or not _moved(form, facts, step, actor):
                return _page(request, facts, actor, AddForm(), moving=(step, form), status=UNPROCESSABLE)
        else:
            _act(act, facts, step, actor)
    except KeyError:
        raise Http404("no such step") from None
    return SeeOther(f"{reverse('desk:calendar', args=[key])}#step-{step}")


def _moved(form: MoveForm, facts: GatheringFacts, step: str, actor: Actor) -> bool:
    try:
        steps.move_step(facts=facts, key=step, to=form.cleaned_data["due"], actor=actor, now=clock.now())
    except (steps.NoDate, steps.TooFar) as refusal:
        form.add_error("due", _why_not(refusal))
        return False
    return True


def _act(act: str, facts: GatheringFacts, step: str, actor: Actor) -> None:
    """Do one of the acts that need no answer; anything else changes nothing."""
    now = clock.now()
    if act in ("done", "undone"):
        on = local_day(now, facts.zone)
        steps.tick_step(facts=facts, key=step, is_done=act == "done", actor=actor, now=now, on=on)
    elif act == "remove":
        steps.remove_step(facts=facts, key=step, actor=actor, now=now)
    elif act == "back":
        steps.bring_back_step(facts=facts, key=step, actor=actor, now=now)


@login_required
@require_safe
def file(request: HttpRequest, key: str) -> HttpResponse:
    """The calendar as a file for one's own diary."""
    facts, _actor = access.desk_gathering(request, key, Gatherings.EDIT)
    planned = plan(facts, saved_steps(facts.id), on=local_day(clock.now(), facts.zone))
    content = calendar_file(facts, planned, language=language_of(request), now=clock.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{facts.key}-calendar.ics"'
    return response


def _page(
    request: HttpRequest,
    facts: GatheringFacts,
    actor: Actor,
    form: AddForm,
    *,
    moving: tuple[str, MoveForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    language, today = language_of(request), local_day(clock.now(), facts.zone)
    saved = saved_steps(facts.id)
    planned = plan(facts, saved, on=today)
    context = {
        "form": form,
        "wrong": moving[1] if moving else form,
        "steps": [_row(one, planned, saved, language, moving) for one in planned],
        "removed": [{"key": key, "title": standard_title(key)} for key in removed(facts, saved)],
        "is_over": facts.state is GatheringState.CANCELLED,
        "has_date": any(one.due for one in planned),
        "is_exact": is_exact(facts),
        "when": dates_in_words(facts, language),
        "notices": notices_of(facts, language),
        "caution": caution_of(facts, planned, language, today),
    }
    return desk_page(request, "desk/calendar.html", facts, actor, context, current="calendar", status=status)


def _row(
    step: PlannedStep,
    planned: tuple[PlannedStep, ...],
    saved: tuple[SavedStep, ...],
    language: str,
    moving: tuple[str, MoveForm] | None,
) -> dict[str, Any]:
    titles = {one.key: step_title(one) for one in planned}
    is_moving = moving is not None and moving[0] == step.key
    return {
        "key": step.key,
        "writes": step.key == "practical",
        "title": titles[step.key],
        "is_own": bool(step.title),
        "due": _day(step.due, language),
        "state": progress_word(step.progress),
        "tone": _TONES[step.progress],
        "is_done": step.progress is StepProgress.DONE,
        "by_itself": step.is_done_by_itself,
        "done_on": _day(step.done_on, language),
        "is_moved": step.is_moved,
        "waits_for": [titles[key] for key in step.waits_for],
        "blocks": [titles[key] for key in step.blocks],
        "lacks": missing_words(step.lacks, blocking=True),
        "is_open": is_moving,
        "form": moving[1] if moving and is_moving else MoveForm(initial={"due": step.due}, auto_id=f"id_{step.key}_%s"),
    }


def _day(day: date | None, language: str) -> str:
    return date_in_words(day, language=language) if day else ""
