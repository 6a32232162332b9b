"""Lists of recipients: a saved question to the directory, said in words, with who is on it and why."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.core import days
from filrouge.core.date_words import date_in_words
from filrouge.ground.directory.territories import atlas_of
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.audience import Capacity
from filrouge.stages.gatherings.facts import GatheringFacts, Vocabulary
from filrouge.stages.sendings.actions.lists import InUse, NameTaken, drop_list, write_list
from filrouge.stages.sendings.enums import LeftOut
from filrouge.stages.sendings.facts import ListFacts, Role, Verdict
from filrouge.stages.sendings.permissions import Sendings
from filrouge.stages.sendings.queries import Asked, ask, directory_words, lists_of
from filrouge.stages.sendings.words import left_out_in_words, list_in_words, why_in_words
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of, sheet_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.list_forms import ListForm, is_editable
from filrouge.web.shell import access, clock


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Every list of a gathering, in words."""
    facts, actor = access.desk_gathering(request, key, Sendings.SEE)
    language, vocabulary = language_of(request), _words(facts)
    rows = [
        {
            "name": asked.name,
            "words": list_in_words(asked, vocabulary, language),
            "url": reverse("desk:list", args=[key, asked.id]),
        }
        for asked in lists_of(facts.id)
    ]
    return desk_page(request, "desk/lists.html", facts, actor, {"rows": rows}, current="lists")


def _words(facts: GatheringFacts) -> Vocabulary:
    return directory_words(facts, atlas_of(facts.organiser_id))


@login_required
@require_safe
def detail(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """One list: in words, how many, who and why, and who is meant and stays out."""
    facts, actor = access.desk_gathering(request, key, Sendings.SEE)
    asked, language = access.desk_list(facts, pk), language_of(request)
    found, vocabulary = ask(asked, facts, on=days.local_day(clock.now(), facts.zone)), _words(facts)
    listed = sheet_of(request, found.meant)
    number = len(found.meant)
    context = {
        "asked": asked,
        "words": list_in_words(asked, vocabulary, language),
        "count": ngettext("%(n)s person is on it today", "%(n)s people are on it today", number) % {"n": number},
        "rows": [_row(one, asked, facts, vocabulary, language) for one in listed["sheet"].object_list],
        **listed,
        "left_out": _left_out(found, facts, language),
        "can_edit": is_editable(asked.rule),
    }
    return desk_page(request, "desk/list.html", facts, actor, context, current="lists")


def _row(
    one: Verdict, asked: ListFacts, facts: GatheringFacts, vocabulary: Vocabulary, language: str
) -> dict[str, Any]:
    role = one.role or Role(Capacity())
    return {
        "name": ", ".join(filter(None, (one.person.name.family, one.person.name.given))) or one.person.email,
        "url": reverse("contact", args=[facts.organiser_key, one.person.id]),
        "role": _role_line(role, vocabulary, language),
        "why": why_in_words(asked.rule, role, vocabulary, language),
    }


def _role_line(role: Role, vocabulary: Vocabulary, language: str) -> str:
    listed = vocabulary.function(role.capacity.function)
    function = role.label.best(language).text or (listed.label.best(language).text if listed else "")
    return ", ".join(filter(None, (function, role.body.best(language).text)))


def _left_out(found: Asked, facts: GatheringFacts, language: str) -> Sequence[dict[str, Any]]:
    """Who is meant and stays out, under the reason."""
    reasons = dict.fromkeys(one.left_out for one in found.left_out if one.left_out)
    return [
        {
            "reason": left_out_in_words(reason),
            "names": [_left_name(one, facts, language) for one in found.left_out if one.left_out is reason],
        }
        for reason in reasons
    ]


def _left_name(one: Verdict, facts: GatheringFacts, language: str) -> str:
    person, name = one.person, one.person.name.full or one.person.email
    if one.left_out is not LeftOut.UNREACHABLE or person.unreachable_at is None:
        return name
    day = date_in_words(days.local_day(person.unreachable_at, facts.zone), language=language, weekday=False)
    return f"{name} ({gettext('since %(day)s: %(why)s') % {'day': day, 'why': person.unreachable_why}})"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, key: str) -> HttpResponse:
    """A new list."""
    facts, actor = access.desk_gathering(request, key, Sendings.WRITE)
    return _edit(request, facts, actor, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Change whom a list means; sendings that are approved keep their recipients."""
    facts, actor = access.desk_gathering(request, key, Sendings.WRITE)
    return _edit(request, facts, actor, access.desk_list(facts, pk))


def _edit(request: HttpRequest, facts: GatheringFacts, actor: Actor, asked: ListFacts | None) -> HttpResponse:
    form = ListForm(_words(facts), language_of(request), request.POST or None, asked=asked)
    if form.is_valid():
        try:
            pk = write_list(facts=facts, said=form.said(asked), actor=actor, now=clock.now())
        except NameTaken:
            form.add_error("name", gettext("Another list of this gathering has this name."))
        else:
            return SeeOther(reverse("desk:list", args=[facts.key, pk]))
    context = {"form": form, "asked": asked}
    status = UNPROCESSABLE if form.errors else 200
    return desk_page(request, "desk/list_edit.html", facts, actor, context, current="lists", status=status)


@login_required
@require_POST
def drop(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Drop a list that no sending goes to."""
    facts, actor = access.desk_gathering(request, key, Sendings.WRITE)
    access.desk_list(facts, pk)
    try:
        drop_list(facts=facts, list_id=pk, actor=actor, now=clock.now())
    except InUse:
        messages.warning(request, gettext("A sending goes to this list, so it stays."))
        return SeeOther(reverse("desk:list", args=[key, pk]))
    messages.success(request, gettext("The list is dropped."))
    return SeeOther(reverse("desk:lists", args=[key]))
