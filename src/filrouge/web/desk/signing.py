"""Who signed the attendance list of a part, as staff copy it from the paper. Certificates follow from it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from filrouge.stages.attendance.actions import Recorded, TooEarly, record_signatures
from filrouge.stages.attendance.permissions import Attendance
from filrouge.stages.attendance.queries import signed_at
from filrouge.stages.attendance.rules import may_record
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration.lists.expected import expected_at
from filrouge.stages.registration.words import when_in_words
from filrouge.web.desk.frame import SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.shell import access, clock
from filrouge.web.shell.numbers import numbers_said


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str, part: str) -> HttpResponse:
    """A box for each person expected at the part; sent, the boxes are what is recorded of them."""
    facts, actor = access.desk_gathering(request, key, Attendance.RECORD)
    found = facts.part(part)
    if found is None:
        raise Http404("no such part")
    if request.method == "POST":
        try:
            done = record_signatures(
                facts=facts,
                part=found,
                listed=set(numbers_said(request.POST.getlist("listed"))),
                signed=set(numbers_said(request.POST.getlist("signed"))),
                actor=actor,
                now=clock.now(),
            )
        except TooEarly:
            messages.warning(request, gettext("Nothing was recorded: the part has not begun."))
        else:
            messages.success(request, _done(done))
        return SeeOther(reverse("desk:signed", args=[key, part]))
    return desk_page(request, "desk/signed.html", facts, actor, _context(request, facts, found), current="expected")


def _context(request: HttpRequest, facts: GatheringFacts, part: PartFacts) -> dict[str, Any]:
    language, signed = language_of(request), signed_at(part)
    lines = expected_at(facts, part, language)
    return {
        "part_title": part.title.best(language, facts.languages),
        "when": when_in_words(part, facts, language),
        "may_record": may_record(part, now=clock.now()),
        "lines": [{"line": line, "is_signed": line.id in signed} for line in lines],
        "signed": sum(line.id in signed for line in lines),
        "list_url": reverse("desk:expected_list", args=[facts.key, part.key, "attendance"]),
        "certificates_url": reverse("desk:expected_list", args=[facts.key, part.key, "certificates"]),
    }


def _done(done: Recorded) -> str:
    if not done.added and not done.taken_back:
        return gettext("Nothing was changed.")
    said = ngettext("%(n)s signature recorded", "%(n)s signatures recorded", done.added) % {"n": done.added}
    if done.taken_back:
        back = ngettext("%(n)s taken back", "%(n)s taken back", done.taken_back) % {"n": done.taken_back}
        said = f"{said}, {back}"
    return f"{said}."
