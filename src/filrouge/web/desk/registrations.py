"""The list of registrations, and the same rows as a file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext
from django.views.decorators.http import require_safe

from filrouge.core import days
from filrouge.core.text import Phrase
from filrouge.ground.directory.territories import atlas_of
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.export import FORMATS, Sheet, Value
from filrouge.stages.registration.lists.search import FoundRegistrations, PartLine, RegistrationLine
from filrouge.stages.registration.permissions import Registrations
from filrouge.web.desk.files import attachment
from filrouge.web.desk.filtering import FilterForm
from filrouge.web.desk.frame import language_of, sheet_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.words import PART_TONES, channel_word, short_part_state
from filrouge.web.shell import access


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """A page of the list, as searched, filtered and sorted."""
    facts, actor = access.desk_gathering(request, key, Registrations.SEE)
    language = language_of(request)
    form = FilterForm(facts, atlas_of(facts.organiser_id), language, request.GET)
    found = FoundRegistrations(facts, form.wanted(), language)
    listed = sheet_of(request, found)
    query = _query(form)
    context = {
        "form": form,
        "lines": _shown(listed["sheet"].object_list, facts, language),
        "columns": [part.title.best(language, facts.languages) for part in facts.parts],
        **listed,
        "query": f"{urlencode(query)}&" if query else "",
        "active": _chosen(form, query),
        "words": _words(listed["sheet"].paginator.count),
        "exports": _exports(facts, query),
        "list_url": reverse("desk:registrations", args=[key]),
    }
    return desk_page(request, "desk/registrations.html", facts, actor, context, current="registrations")


@login_required
@require_safe
def export(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """Exactly the filtered rows, as a file."""
    facts, _actor = access.desk_gathering(request, key, Registrations.EXPORT)
    language = language_of(request)
    wanted = FilterForm(facts, atlas_of(facts.organiser_id), language, request.GET).wanted()
    found = FoundRegistrations(facts, wanted, language)
    sheet = Sheet(gettext("Registrations"), _headings(facts, language), _cells(found, facts))
    return attachment(FORMATS[form], sheet, name=f"{facts.key}-registrations.{form}")


def _headings(facts: GatheringFacts, language: str) -> list[str]:
    return [
        gettext("Family name"),
        pgettext("person", "First name"),
        gettext("Function"),
        gettext("Body"),
        gettext("E-mail address"),
        gettext("Came by"),
        gettext("Received on"),
        gettext("Late addition"),
        *(part.title.best(language, facts.languages).text for part in facts.parts),
    ]


def _cells(found: FoundRegistrations, facts: GatheringFacts) -> Iterator[list[Value]]:
    states = {state: short_part_state(state) for state in PartState}
    for line in found:
        yield [
            line.name.family,
            line.name.given,
            line.function,
            line.body,
            line.email,
            channel_word(line.channel),
            days.local_day(line.received_at, facts.zone).isoformat(),
            gettext("yes") if line.is_late else "",
            *(_part_words(line.parts.get(part.key), states) for part in facts.parts),
        ]


def _part_words(held: PartLine | None, states: Mapping[PartState, str]) -> str:
    if held is None:
        return ""
    return f"{states[held.state]} {held.position}" if held.position else states[held.state]


def _shown(lines: Sequence[RegistrationLine], facts: GatheringFacts, language: str) -> list[dict[str, Any]]:
    """The lines as the template reads them; words that return on each line are looked up once."""
    titles = [part.title.best(language, facts.languages) for part in facts.parts]
    channels = {channel: channel_word(channel) for channel in {line.channel for line in lines}}
    states = {state: short_part_state(state) for state in PartState}
    return [_line(line, facts, titles, channels, states) for line in lines]


def _line(
    line: RegistrationLine,
    facts: GatheringFacts,
    titles: Sequence[Phrase],
    channels: Mapping[Channel, str],
    states: Mapping[PartState, str],
) -> dict[str, Any]:
    return {
        "line": line,
        "url": reverse("desk:registration", args=[facts.key, line.id]),
        "channel": channels[line.channel],
        "parts": [
            {"title": title, "held": part.key in line.parts, **_badge(line.parts.get(part.key), states)}
            for part, title in zip(facts.parts, titles, strict=True)
        ],
    }


def _badge(held: PartLine | None, states: Mapping[PartState, str]) -> dict[str, str]:
    return {"tone": PART_TONES[held.state] if held else "", "label": _part_words(held, states)}


def _query(form: FilterForm) -> dict[str, str]:
    """What was chosen, as it stands in the address; the order too, the page not."""
    return {name: value for name in form.fields if (value := str(form.data.get(name, "")).strip())}


def _chosen(form: FilterForm, query: dict[str, str]) -> list[dict[str, str]]:
    """Each choice as a chip that leads to the list without it."""
    chips = []
    for name, value in query.items():
        if name == "sort" or name in form.errors:
            continue
        rest = {other: kept for other, kept in query.items() if other != name}
        chips.append({"label": form.said(name, value), "url": f"?{urlencode(rest)}"})
    return chips


def _words(count: int) -> str:
    return ngettext("%(n)s registration", "%(n)s registrations", count) % {"n": count}


def _exports(facts: GatheringFacts, query: dict[str, str]) -> list[dict[str, str]]:
    tail = f"?{urlencode(query)}" if query else ""
    return [{"label": form.upper(), "url": reverse("desk:export", args=[facts.key, form]) + tail} for form in FORMATS]
