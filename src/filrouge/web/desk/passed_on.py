"""Who passed the gathering on, and who came of it: a tree, body by body."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.lists.forwarding import PassedOnLine, passed_on_tree
from filrouge.stages.registration.permissions import Registrations
from filrouge.web.desk.frame import language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.words import PART_TONES, short_part_state
from filrouge.web.shell import access
from filrouge.web.shell.labels import labelled


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """The tree."""
    facts, actor = access.desk_gathering(request, key, Registrations.SEE)
    language = language_of(request)
    context = {
        "bodies": [_body(name, lines, facts, language) for name, lines in passed_on_tree(facts, language)],
    }
    return desk_page(request, "desk/passed_on.html", facts, actor, context, current="registrations")


def _body(name: str, lines: Sequence[PassedOnLine], facts: GatheringFacts, language: str) -> dict[str, Any]:
    came = sum(line.came_in_all for line in lines)
    return {
        "name": name or gettext("Without a body"),
        "came": ngettext("%(n)s person came of it", "%(n)s people came of it", came) % {"n": came},
        "lines": [_line(line, facts, language) for line in lines],
    }


def _line(line: PassedOnLine, facts: GatheringFacts, language: str) -> dict[str, Any]:
    return {
        "name": line.name.full,
        "url": _url(line, facts.key),
        "is_invited": line.registration_id is None,
        "function": line.function,
        "body": line.body if line.is_other_body else "",
        "passed": _passed(line),
        "parts": [
            {
                "tone": PART_TONES[state],
                "label": labelled(part.title.best(language, facts.languages).text, short_part_state(state)),
            }
            for part in facts.parts
            if (state := line.parts.get(part.key)) is not None
        ],
        "came": [_line(below, facts, language) for below in line.came],
    }


def _url(line: PassedOnLine, key: str) -> str:
    """The registration, or the invitation of somebody who is not registered."""
    if line.registration_id is None:
        return reverse("desk:invitation", args=[key, line.invitation_id])
    return reverse("desk:registration", args=[key, line.registration_id])


def _passed(line: PassedOnLine) -> str:
    """To how many somebody passed it on; whoever did not register is only counted."""
    said = []
    if line.named:
        said.append(
            ngettext("passed on to %(n)s person by mail", "passed on to %(n)s people by mail", line.named)
            % {"n": line.named}
        )
    if line.has_relay:
        said.append(gettext("made a link to pass on"))
    return ", ".join(said)
