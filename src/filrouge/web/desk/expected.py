"""Who is expected, part by part: for catering, badges, attendance lists and certificates. Attendees only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, override, pgettext
from django.views.decorators.http import require_safe

from filrouge.stages.attendance.queries import signed_at, signed_counts
from filrouge.stages.documents.layout.badges import Badge, BadgeSheet, badges_pdf
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.words import support_in_words
from filrouge.stages.registration.enums import Pictures
from filrouge.stages.registration.export import FORMATS, Sheet, Value
from filrouge.stages.registration.lists.counts import counts_of_parts
from filrouge.stages.registration.lists.expected import ExpectedLine, expected_at
from filrouge.stages.registration.permissions import Registrations
from filrouge.stages.registration.words import when_in_words
from filrouge.web.desk.files import attachment
from filrouge.web.desk.frame import Rights, language_of, rights_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.words import pictures_word
from filrouge.web.shell import access

USES = ("catering", "badges", "attendance", "certificates")
BLANK_LINES = 8


# Where a photographer, or whoever hands out badges, must see who does not want to be recognisable.
BADGES = "badges"
MARKED = (BADGES, "attendance")
CERTIFIED = "certificates"
# Lists from which one goes on to who signed.
SIGNED = ("attendance", CERTIFIED)


@dataclass(frozen=True)
class Use:
    """For what a list is. `is_named` is false where a number is enough, as for the caterer."""

    name: str
    label: str
    note: str
    is_named: bool = True


def uses() -> list[Use]:
    """The four uses, in the order in which the day needs them."""
    return [
        Use("catering", gettext("Catering"), gettext("A number is enough for the caterer: no names."), is_named=False),
        Use(
            "badges",
            gettext("Badges"),
            gettext("Ten to a sheet; or one line for each badge."),
        ),
        Use(
            "attendance",
            gettext("Attendance list"),
            gettext("To print and sign; the empty lines are for late additions."),
        ),
        Use(
            "certificates",
            gettext("Certificates"),
            gettext("Who may receive one, once the attendance list is signed. Nobody who did not come receives one."),
        ),
    ]


def is_for(use: Use, part: PartFacts) -> bool:
    """Whether a part has this use: catering only where there is a meal."""
    return use.name != "catering" or part.has_meal


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """The numbers, part by part and use by use; names for those who may see them."""
    facts, actor = access.desk_gathering(request, key, Registrations.SEE_COUNTS)
    language, rights = language_of(request), rights_of(actor, facts.organiser_id)
    counts, signed = counts_of_parts(facts), signed_counts(facts)
    context = {
        "uses": uses(),
        "rows": [
            _row(facts, part, counts[part.key].seats.confirmed, signed.get(part.key), rights, language)
            for part in facts.parts
        ],
    }
    return desk_page(request, "desk/expected.html", facts, actor, context, current="expected")


def _row(
    facts: GatheringFacts, part: PartFacts, expected: int, signed: int | None, rights: Rights, language: str
) -> dict[str, Any]:
    return {
        "title": part.title.best(language, facts.languages),
        "when": when_in_words(part, facts, language),
        "cells": [
            {
                "label": use.label,
                "is_for": is_for(use, part),
                "number": signed if use.name == CERTIFIED and signed is not None else expected,
                "url": reverse("desk:expected_list", args=[facts.key, part.key, use.name]) if rights.see else "",
            }
            for use in uses()
        ],
    }


@login_required
@require_safe
def people(request: HttpRequest, key: str, part: str, use: str) -> HttpResponse:
    """One list of one part."""
    facts, actor = access.desk_gathering(request, key, Registrations.SEE)
    found, kind = _which(facts, part, use)
    language = language_of(request)
    lines = certified(kind, found, expected_at(facts, found, language))
    context = {
        "use": kind,
        "part_title": found.title.best(language, facts.languages),
        "when": when_in_words(found, facts, language),
        "venue": found.venue,
        "lines": [{"line": line, "said": pictures_word(line.pictures), "is_refused": _refuses(line)} for line in lines],
        "marks_pictures": is_marked(kind, facts),
        "may_switch": rights_of(actor, facts.organiser_id).add,
        "part_key": found.key,
        "signed_url": reverse("desk:signed", args=[key, part]) if kind.name in SIGNED else "",
        "is_signed": kind.name == "attendance",
        "blank": range(BLANK_LINES),
        "sheets_url": reverse("desk:badges", args=[key, part]) if kind.name == BADGES and lines else "",
        "exports": [
            {"label": form.upper(), "url": reverse("desk:expected_export", args=[key, part, use, form])}
            for form in FORMATS
        ],
    }
    return desk_page(request, "desk/expected_list.html", facts, actor, context, current="expected")


@login_required
@require_safe
def export(request: HttpRequest, key: str, part: str, use: str, form: str) -> HttpResponse:
    """The same list as a file."""
    facts, _actor = access.desk_gathering(request, key, Registrations.EXPORT)
    found, kind = _which(facts, part, use)
    language = language_of(request)
    lines = certified(kind, found, expected_at(facts, found, language))
    title = found.title.best(language, facts.languages).text
    when = when_in_words(found, facts, language)
    sheet = Sheet(kind.label, *_table(kind, title, when, lines, marks_pictures=is_marked(kind, facts)))
    return attachment(FORMATS[form], sheet, name=f"{facts.key}-{found.key}-{kind.name}.{form}")


@login_required
@require_safe
def badges(request: HttpRequest, key: str, part: str) -> HttpResponse:
    """The badges of a part, to print and cut: in the language of the gathering, whoever prints them."""
    facts, _actor = access.desk_gathering(request, key, Registrations.EXPORT)
    found, _use = _which(facts, part, BADGES)
    with override(facts.language):
        lines = expected_at(facts, found, facts.language)
        sheet = BadgeSheet(
            language=facts.language,
            country=facts.country,
            title=facts.title.best(facts.language).text,
            part=found.title.best(facts.language).text,
            when=when_in_words(found, facts, facts.language),
            support=support_in_words(facts, found.key, facts.language) or support_in_words(facts, "", facts.language),
            badges=[_badge(line, facts) for line in lines],
        )
        response = HttpResponse(badges_pdf(sheet), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{facts.key}-{found.key}-badges.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def _badge(line: ExpectedLine, facts: GatheringFacts) -> Badge:
    mark = gettext("No pictures, please") if facts.takes_pictures and _refuses(line) else ""
    return Badge(line.name.given, line.name.family, line.function, line.body, mark)


def certified(use: Use, part: PartFacts, lines: Sequence[ExpectedLine]) -> Sequence[ExpectedLine]:
    """Of a list of certificates only those who signed, once signatures of the part are recorded."""
    signed = signed_at(part) if use.name == CERTIFIED else frozenset()
    return [line for line in lines if line.id in signed] if signed else lines


def is_marked(use: Use, facts: GatheringFacts) -> bool:
    """Whether a list says who does not want to be recognisable in pictures."""
    return facts.takes_pictures and use.name in MARKED


def _refuses(line: ExpectedLine) -> bool:
    return line.pictures is Pictures.REFUSED


def _table(
    use: Use, title: str, when: str, lines: Sequence[ExpectedLine], *, marks_pictures: bool
) -> tuple[list[str], Iterable[Sequence[Value]]]:
    if not use.is_named:
        return [gettext("Part"), gettext("When"), gettext("Meals")], [[title, when, len(lines)]]
    headings = [
        gettext("Family name"),
        pgettext("person", "First name"),
        gettext("Function"),
        gettext("Body"),
        gettext("Part"),
        gettext("When"),
    ]
    rows = [[line.name.family, line.name.given, line.function, line.body, title, when] for line in lines]
    if marks_pictures:
        headings.append(gettext("Pictures"))
        rows = [[*row, pictures_word(line.pictures)] for row, line in zip(rows, lines, strict=True)]
    if use.name == "attendance":
        return [*headings, gettext("Signature")], [[*row, ""] for row in rows]
    return headings, rows


def _which(facts: GatheringFacts, part: str, use: str) -> tuple[PartFacts, Use]:
    found = facts.part(part)
    kind = next((known for known in uses() if known.name == use), None)
    if found is None or kind is None or not is_for(kind, found):
        raise Http404("no such list")
    return found, kind
