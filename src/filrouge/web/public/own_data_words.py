"""All that is stored about somebody, as rows that they can read."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language_info, gettext, pgettext

from filrouge.core.date_words import date_in_words
from filrouge.core.text import Translated
from filrouge.ground.people.enums import ActorKind
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy.words.acts import act_in_words, actor_in_words
from filrouge.stages.registration.enums import NeedKind
from filrouge.stages.registration.facts import RegistrationFacts
from filrouge.stages.registration.needs.choices import choice_in_words, kind_in_words
from filrouge.stages.registration.words import said_of

Row = dict[str, Any]


def sections(
    data: Mapping[str, Any], registration: RegistrationFacts, facts: GatheringFacts, language: str
) -> dict[str, Any]:
    """The rows of each section of the page; empty lists where nothing is stored."""
    return {
        "person": list(_person(data, registration, facts, language)),
        "parts": list(_parts(registration, facts, language)),
        "needs": [_need(need, facts, language) for need in data["needs"]],
        "others": list(_others(data, facts, language)),
        "mails": [
            _row(
                _day(mail["created_at"], facts, language),
                f"{mail['subject'] or pgettext('mail', 'on its way')} – {mail['to']}",
            )
            for mail in data["mails"]
        ],
        "acts": [
            {
                "when": _day(line["at"], facts, language),
                "what": act_in_words(line["verb"]),
                "who": actor_in_words(ActorKind(line["by"])),
                "why": line["reason"],
            }
            for line in data["trail"]
        ],
    }


def _person(
    data: Mapping[str, Any], registration: RegistrationFacts, facts: GatheringFacts, language: str
) -> Iterator[Row]:
    stored = data["registration"]
    yield _row(gettext("Name"), registration.name.full)
    yield _row(gettext("E-mail address"), registration.email or pgettext("address", "none"))
    if registration.registrant:
        by = registration.registrant
        yield _row(gettext("Registered by"), f"{by.name.full}, {by.email}")
    yield _row(gettext("Body"), registration.organisation_name or gettext("not given"))
    yield _row(gettext("Function"), registration.function_name or gettext("not given"))
    communities = {term.key: term.label for term in facts.vocabulary.communities}
    if stored["communities"]:
        known = [communities[key].best(language).text for key in stored["communities"] if key in communities]
        yield _row(gettext("Communities"), ", ".join(known))
    if stored["territory"]:
        yield _row(gettext("Territory"), Translated.of(stored["territory"], facts.language).best(language).text)
    if stored["as_resident"]:
        yield _row(gettext("You come"), gettext("for yourself, not for a body"))
    if stored["pictures"]:
        agreed = stored["pictures"] == "agreed"
        yield _row(gettext("Pictures"), gettext("You agreed") if agreed else gettext("You refused"))
    yield _row(gettext("Language"), str(get_language_info(stored["language"])["name_local"]).capitalize())
    channel = _channels()[Channel(stored["channel"])]
    yield _row(gettext("Received"), f"{_day(stored['received_at'], facts, language)}, {channel}")
    if stored["reference"]:
        yield _row(gettext("Number in the organiser’s file"), stored["reference"])
    if stored["late_motive"]:
        yield _row(gettext("Added late by the organiser"), stored["late_motive"])


def _channels() -> dict[Channel, str]:
    return {
        Channel.WEB: pgettext("channel", "Web form"),
        Channel.EMAIL: pgettext("channel", "E-mail"),
        Channel.PAPER: pgettext("channel", "Paper"),
        Channel.PHONE: pgettext("channel", "Telephone"),
        Channel.DESK: pgettext("channel", "Desk"),
        Channel.FILE: pgettext("channel", "Spreadsheet"),
    }


def _parts(registration: RegistrationFacts, facts: GatheringFacts, language: str) -> Iterator[Row]:
    for held in registration.parts:
        said = said_of(held, facts, language)
        yield {"label": said.title, "lines": [said.state_words, *said.reasons]}


def _need(need: Mapping[str, Any], facts: GatheringFacts, language: str) -> Row:
    kind, part = NeedKind(need["kind"]), facts.part(need["part"])
    title = part.title.best(language, facts.languages).text if part else need["part"]
    words = [choice_in_words(kind, choice) for choice in need["choices"] or []]
    if need["choices"] is None:
        words = [gettext("Sealed; it cannot be opened any more.")]
    return {"label": f"{kind_in_words(kind)} – {title}", "lines": [*words, *([need["text"]] if need["text"] else [])]}


def _others(data: Mapping[str, Any], facts: GatheringFacts, language: str) -> Iterator[Row]:
    """What links this registration with others."""
    if data["came_through_somebody"]:
        yield _row(gettext("How you came"), gettext("Somebody who is registered passed the invitation on to you."))
    if data["came_by"]:
        yield _row(gettext("By which link you came"), _link_in_words(data["came_by"], facts, language))
    if data["registration"]["in_a_delegation"]:
        yield _row(gettext("Delegation"), gettext("You are registered together with others."))
    for one in data["passed_on_to"]:
        yield _row(gettext("You passed it on"), f"{one['name']}, {_day(one['at'], facts, language)}".strip(", "))
    for one in data["replacements"]:
        yield _row(gettext("You came instead of somebody"), _day(one["at"], facts, language))
    if data["second_form"]:
        sent = _day(data["second_form"]["sent_at"], facts, language)
        yield _row(gettext("A second form"), gettext("sent on %(day)s, waiting for the organiser") % {"day": sent})


def _link_in_words(came_by: Mapping[str, Any], facts: GatheringFacts, language: str) -> str:
    if came_by["link"] == "relay":
        return Translated.of(came_by["body"], facts.language).best(language, facts.languages).text
    if came_by["link"] == "own_invitation":
        return gettext("By your own invitation.")
    return gettext("By the invitation of somebody who passed it on.")


def _row(label: str, value: str) -> Row:
    return {"label": label, "value": value}


def _day(instant: str, facts: GatheringFacts, language: str) -> str:
    local = datetime.fromisoformat(instant).astimezone(ZoneInfo(facts.zone))
    return date_in_words(local.date(), language=language, weekday=False)
