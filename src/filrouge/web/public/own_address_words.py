"""What is held on an address, as rows that its reader understands."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language_info, gettext, pgettext

from filrouge.core.date_words import date_in_words
from filrouge.core.postal import PostalAddress, envelope
from filrouge.core.text import Translated
from filrouge.ground.people.enums import Role
from filrouge.ground.people.words import role_in_words
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_key
from filrouge.stages.invitations.enums import InvitationState
from filrouge.stages.invitations.words import state_in_words
from filrouge.stages.sendings.queries import shipped_functions

Row = dict[str, Any]


def sections(
    held: Mapping[str, Any], pages: Mapping[int, Mapping[str, str]], facts: GatheringFacts, language: str
) -> dict[str, Any]:
    """The rows of each section; `pages` are those of each registration. Empty where nothing is held."""
    said = {
        "registrations": [_registration(one, pages, language) for one in held["registrations"]],
        "directory": list(_contact(held["contact"], facts, language)) if held["contact"] else [],
        "following": list(_following(held, facts, language)),
        "journalist": list(_press(held, facts, language)),
        "others": list(_others(held, facts, language)),
        "mails": [
            _row(_day(mail["sent_at"] or mail["created_at"], facts, language), _subject(mail)) for mail in held["mails"]
        ],
    }
    since = held["objects_to_mails_since"]
    return {
        **said,
        "objects_since": _day(since, facts, language) if since else "",
        "is_known": any(said.values()),
        "is_erasable": bool(said["directory"] or said["following"] or said["journalist"] or said["mails"]),
    }


def _registration(one: Mapping[str, Any], pages: Mapping[int, Mapping[str, str]], language: str) -> Row:
    own, where = one["registration"], one["gathering"]
    name = f"{own['given_name']} {own['family_name']}".strip()
    title = next((text for code, text in where["title"].items() if code == language), "")
    return {"title": title or next(iter(where["title"].values()), where["key"]), "name": name, **pages[one["id"]]}


def _contact(card: Mapping[str, Any], facts: GatheringFacts, language: str) -> Iterator[Row]:
    yield _row(gettext("Name"), f"{card['given_name']} {card['family_name']}".strip() or pgettext("name", "none"))
    labels = {one.key: one.label.best(language).text for one in shipped_functions()}
    for one in card["functions"]:
        function = _best(one["label"], facts, language) or labels.get(one["function"], one["function"])
        dates = " – ".join(_date(one[name], language) for name in ("since", "until") if one[name])
        body = _best(one["body"], facts, language)
        yield _row(gettext("Function"), ", ".join(filter(None, (function, body, dates))))
    if card["phone"]:
        yield _row(gettext("Telephone"), card["phone"])
    if postal := PostalAddress(**card["postal_address"]):
        yield _row(gettext("Postal address"), ", ".join(envelope(postal, sent_from=facts.country, language=language)))
    yield _row(gettext("Language"), str(get_language_info(card["language"])["name_local"]).capitalize())
    yield _row(gettext("Where the address comes from"), f"{card['source']}, {_date(card['source_on'], language)}")
    told = _date(card["informed_on"], language) if card["informed_on"] else gettext("not yet")
    yield _row(gettext("You were told that you are kept here"), told)
    if card["last_contact_on"]:
        yield _row(gettext("Last contact"), _date(card["last_contact_on"], language))
    for one in card["invitations"]:
        yield _row(gettext("Invitation"), _invitation(one, facts, language))
    for one in card["sendings"]:
        yield _row(gettext("Written to in a sending"), f"{one['sending']} ({_title(one['gathering'], language)})")


def _invitation(one: Mapping[str, Any], facts: GatheringFacts, language: str) -> str:
    state = state_in_words(InvitationState(one["state"]))
    when = _day(one["answered_at"] or one["invited_at"], facts, language)
    return ", ".join(
        filter(None, (_title(one["gathering"], language), state, when, one["represented_by"], one["motive"]))
    )


def _following(held: Mapping[str, Any], facts: GatheringFacts, language: str) -> Iterator[Row]:
    for one in held["following"]:
        title = _best(one["title"], facts, language)
        if one["confirmed_at"]:
            since = gettext("told of it since %(day)s") % {"day": _day(one["confirmed_at"], facts, language)}
        else:
            since = gettext("not confirmed, asked on %(day)s") % {"day": _day(one["asked_at"], facts, language)}
        yield _row(gettext("You follow"), f"{title}, {since}")
    for one in held["waiting_for_opening"]:
        yield _row(gettext("To be told when registration opens"), _title(one["gathering"], language))


def _press(held: Mapping[str, Any], facts: GatheringFacts, language: str) -> Iterator[Row]:
    if listed := held["press_list"]:
        yield _row(gettext("Press list"), f"{listed['name']}, {listed['medium']}")
        source = f"{listed['source']}, {_date(listed['source_on'], language)}"
        yield _row(gettext("Where the address comes from"), source)
        for one in listed["releases"]:
            yield _row(
                gettext("Press release"),
                f"{_title(one['gathering'], language)}, {_day(one['sent_at'], facts, language)}",
            )
    for one in held["press_requests"]:
        when = _day(one["asked_at"], facts, language)
        title = _title(one["gathering"], language)
        said = ", ".join(filter(None, (title, one["name"], one["medium"], one["press_card"], when)))
        yield _row(gettext("You asked to come as a journalist"), said)


def _others(held: Mapping[str, Any], facts: GatheringFacts, language: str) -> Iterator[Row]:
    for one in held["registered_others"]:
        when = _day(one["received_at"], facts, language)
        yield _row(gettext("You registered somebody"), f"{_title(one['gathering'], language)}, {when}")
    for one in held["delegations"]:
        name = f"{one.get('referent_given_name', '')} {one.get('referent_family_name', '')}".strip()
        said = (
            _title(one["gathering"], language),
            name or one.get("order_contact_name", ""),
            one.get("referent_phone", ""),
        )
        yield _row(gettext("You manage a delegation or an order"), ", ".join(filter(None, said)))
    if held["account"]:
        roles = ", ".join(role_in_words(Role(role)) for role in held["account"]["roles"])
        yield _row(gettext("You have an account here"), roles)


def _title(key: str, language: str) -> str:
    """What a gathering is called; its key while nothing is known of it."""
    facts = facts_by_key(key)
    return facts.title.best(language, facts.languages).text if facts else key


def _subject(mail: Mapping[str, Any]) -> str:
    return mail["subject"] or pgettext("mail", "on its way")


def _row(label: str, value: str) -> Row:
    return {"label": label, "value": value}


def _best(said: Mapping[str, str], facts: GatheringFacts, language: str) -> str:
    return Translated.of(said, facts.language).best(language).text if said else ""


def _date(day: str, language: str) -> str:
    return date_in_words(date.fromisoformat(day[:10]), language=language, weekday=False)


def _day(instant: str, facts: GatheringFacts, language: str) -> str:
    local = datetime.fromisoformat(instant).astimezone(ZoneInfo(facts.zone))
    return date_in_words(local.date(), language=language, weekday=False)
