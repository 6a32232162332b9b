"""What the group form shows: the lines with what each person would get, and what becomes of them together."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from filrouge.core.typography import money
from filrouge.stages.delegations import rules
from filrouge.stages.delegations.forms import PersonLine
from filrouge.stages.delegations.words import crowded_in_words, outlook_in_words
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.words import audience_in_words, until_in_words
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.queries import seats_of
from filrouge.stages.registration.rules import PartAnswer, Seats
from filrouge.stages.registration.words import reasons_in_words, when_in_words
from filrouge.web.public.group_sent import GroupSent, parts_to_hold
from filrouge.web.public.masthead import gathering_context
from filrouge.web.public.parts import places_at
from filrouge.web.public.privacy import form_words
from filrouge.web.shell import clock

TONES = {
    PartState.CONFIRMED: "ok",
    PartState.WAITING: "wait",
    PartState.REQUESTED: "ask",
    PartState.REFUSED: "stop",
    PartState.WITHDRAWN: "neutral",
}


def group_page(
    request: HttpRequest,
    sent: GroupSent,
    *,
    is_check: bool = False,
    is_sent: bool = False,
    notice: Mapping[str, Any] | None = None,
    focus: str = "",
    status: int = 200,
) -> HttpResponse:
    """The form. `is_check` tells what everybody would get, `is_sent` what is to be corrected; `focus` names a line."""
    language, now = request.LANGUAGE_CODE, clock.now()
    seats = seats_of(sent.facts)
    is_told = is_check or is_sent
    told: dict[str, Any] = sent.forecast(seats, now=now) if is_told else {"answers": {}, "outlooks": (), "people": 0}
    lines = _lines(sent, told, language, focus=focus)
    context = {
        **_around(sent, language),
        **_people(sent, lines, seats, language, now=now),
        "show_errors": is_sent,
        "errors": _errors(sent, lines) if is_sent else [],
        "notice": notice,
        "told": _told(sent, told, language) if is_told else {},
        "form_url": request.path,
        "moves_focus": focus == "people",
    }
    return render(request, "public/group.html", context, status=status)


def _lines(sent: GroupSent, told: Mapping[str, Any], language: str, *, focus: str) -> list[dict[str, Any]]:
    """The lines of people, each with what that person would get."""
    return [
        _line(number, line, told["answers"].get(line.prefix, {}), sent.facts, language, focus=focus)
        for number, line in enumerate(sent.lines.lines, start=1)
    ]


def _people(
    sent: GroupSent, lines: list[dict[str, Any]], seats: Mapping[str, Seats], language: str, *, now: datetime
) -> dict[str, Any]:
    """The lines, what can be ticked in them, and the places to keep without a name."""
    places = places_at(sent.facts, seats, language, at=now)
    return {
        "lines": lines,
        "parts": parts_said(sent.facts, places, language),
        "next_line": f"person-{len(lines) + 1}",
        "is_full": sent.lines.is_full,
        "people_said": ngettext("%(n)s line", "%(n)s lines", len(lines)) % {"n": len(lines)},
        "held": _held_rows(sent, places, language, now=now),
        "held_is_open": any(row.value() or row.errors for row in sent.held),
    }


def _around(sent: GroupSent, language: str) -> dict[str, Any]:
    """What the page says around the lines: who registers, for which body, who buys, where it leads."""
    facts = sent.facts
    return {
        **gathering_context(facts, language),
        "form": sent.head,
        "body": sent.body,
        "body_name": sent.body.card.name if sent.body.card else None,
        "billing": sent.billing,
        "price": price_in_words(facts, language),
        "order_days": facts.order_days,
        "contact": facts.contact(ContactKind.REGISTRATION),
        "privacy": form_words(facts, language),
        "single_url": reverse("public:register", args=[facts.key]),
        "bodies_url": reverse("public:bodies", args=[facts.key]),
    }


def _line(
    number: int,
    line: PersonLine,
    answers: Mapping[str, PartAnswer],
    facts: GatheringFacts,
    language: str,
    *,
    focus: str,
) -> dict[str, Any]:
    if focus == line.prefix:
        line.fields["given_name"].widget.attrs |= {"autofocus": True, "data-focus": True}
    return {
        "number": number,
        "id": f"person-{number}",
        "value": str(line.prefix)[1:],
        "form": line,
        "parts": [part_box(line, part, facts, language, answer=answers.get(part.key)) for part in facts.parts],
    }


def part_box(
    line: PersonLine, part: PartFacts, facts: GatheringFacts, language: str, *, answer: PartAnswer | None = None
) -> dict[str, Any]:
    """One part to tick for one person, with what the rules answer once they can."""
    title = part.title.best(language, facts.languages)
    return {
        "id": f"id_{line.prefix}-parts-{part.key}",
        "about": f"about-{part.key}",
        "name": line.add_prefix("parts"),
        "value": part.key,
        "checked": part.key in line.wished(),
        "title": title.text,
        "lang": "" if title.language == language else title.language,
        "tone": TONES[answer.state] if answer else "",
        "state": _answer_in_words(answer) if answer else "",
        "reasons": reasons_in_words(answer.reasons, part, facts, language) if answer else (),
    }


def parts_said(facts: GatheringFacts, places: Mapping[str, str], language: str) -> list[dict[str, Any]]:
    """The parts that can be ticked for each person, described once: when, for whom, how many places."""
    said = []
    for part in facts.parts:
        title = part.title.best(language, facts.languages)
        audience = audience_in_words(part.audience, facts.vocabulary, language)
        said.append(
            {
                "id": f"about-{part.key}",
                "title": title.text,
                "lang": "" if title.language == language else title.language,
                "when": when_in_words(part, facts, language),
                "about": " · ".join(filter(None, (audience, places[part.key]))),
            }
        )
    return said


def _answer_in_words(answer: PartAnswer) -> str:
    """What somebody would get, as a badge says it."""
    if answer.state is PartState.WAITING:
        return gettext("Waiting list, number %(position)s") % {"position": answer.position}
    return {
        PartState.CONFIRMED: gettext("Possible"),
        PartState.REQUESTED: gettext("The organiser decides"),
        PartState.REFUSED: gettext("Not possible"),
    }[answer.state]


def _held_rows(sent: GroupSent, places: Mapping[str, str], language: str, *, now: datetime) -> list[dict[str, Any]]:
    """The parts of which places can be kept without a name, and until when."""
    rows = []
    for part in parts_to_hold(sent.facts, now=now):
        latest = rules.latest_hold(sent.facts, part, now=now)
        rows.append(
            {
                "field": sent.held[f"held_{part.key}"],
                "places": places[part.key],
                "until": until_in_words(latest, sent.facts, language) if latest else "",
            }
        )
    return rows


def _told(sent: GroupSent, told: Mapping[str, Any], language: str) -> dict[str, Any]:
    """What becomes of the people together, and the hint when all sit in one room."""
    facts = sent.facts
    crowded = rules.all_in_one(facts, [line.wished() for line in sent.lines.filled])
    outlooks = []
    for outlook in told["outlooks"]:
        if sentence := outlook_in_words(outlook, may_split=sent.head.splits()):
            title = outlook.part.title.best(language, facts.languages).text
            outlooks.append(gettext("%(part)s: %(said)s") % {"part": title, "said": sentence})
    left = len(sent.lines.filled) - told["people"]
    if left:
        outlooks.append(_unjudged(sent, left))
    return {
        "title": ngettext("%(n)s person", "%(n)s people", len(sent.lines.filled)) % {"n": len(sent.lines.filled)},
        "outlooks": outlooks,
        "hint": crowded_in_words(crowded, facts, language) if crowded else "",
    }


def _unjudged(sent: GroupSent, left: int) -> str:
    if sent.body.is_open:
        return gettext("First say which body you mean: only then can the rules be asked.")
    if left == len(sent.lines.filled) and not sent.body_name:
        return gettext("First type the body: only then can the rules be asked.")
    said = ngettext(
        "%(n)s person has no function yet: it decides what can be taken.",
        "%(n)s people have no function yet: it decides what can be taken.",
        left,
    )
    return said % {"n": left}


def _errors(sent: GroupSent, lines: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Everything to correct, in the order of the page, each with the way to its field."""
    found = _of_form(sent.head)
    for line in lines:
        person = gettext("Person %(n)s") % {"n": line["number"]}
        form = line["form"]
        found += [{"text": error, "href": f"#{line['id']}"} for error in form.non_field_errors()]
        found += [{**error, "text": f"{person}, {error['text']}"} for error in _of_form(form)]
    if not sent.lines.filled:
        found.append(
            {"text": gettext("Nobody stands in the lines yet: type at least one person."), "href": "#person-1"}
        )
    return found + _of_form(sent.held) + (_of_form(sent.billing) if sent.billing else [])


def _of_form(form: Any) -> list[dict[str, str]]:
    if not form.is_bound:
        return []
    return [
        {"text": f"{field.label} – {error}", "href": f"#{field.auto_id}"} for field in form for error in field.errors
    ]


def price_in_words(facts: GatheringFacts, language: str) -> str:
    """What a place costs, empty where it costs nothing."""
    amount = rules.unit_price(facts)
    if amount is None or facts.price is None:
        return ""
    return money(amount, currency=facts.price["currency"], language=language, country=facts.country)
