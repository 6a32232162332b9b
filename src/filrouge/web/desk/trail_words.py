"""The sentences of the trail: every verb that an action records, in the reader's language."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext, gettext_noop, ngettext

from filrouge.core.date_words import date_in_words
from filrouge.ground.audit.queries import TrailLine
from filrouge.stages.gatherings.enums import Channel, GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.words import instant_in_words
from filrouge.stages.registration.enums import Obstacle, PartState, Pictures
from filrouge.stages.registration.messages import kind_in_words
from filrouge.web.desk.delegation_trail import DELEGATION_SENTENCES
from filrouge.web.desk.invitation_trail import INVITATION_SENTENCES
from filrouge.web.desk.letter_trail import LETTER_SENTENCES
from filrouge.web.desk.life_trail import LIFE_SENTENCES
from filrouge.web.desk.planning_trail import PLANNING_SENTENCES
from filrouge.web.desk.press_trail import PRESS_SENTENCES
from filrouge.web.desk.sending_trail import SENDING_SENTENCES
from filrouge.web.desk.telling_trail import TELLING_SENTENCES
from filrouge.web.desk.trail_privacy import PRIVACY
from filrouge.web.desk.words import channel_word, obstacle_word, pictures_word, short_part_state, state_word

_Said = Callable[[TrailLine, GatheringFacts, str, str], str]


def sentence(line: TrailLine, facts: GatheringFacts, names: Mapping[int, str], language: str) -> str:
    """One act as a sentence; `names` are those of registrations. Raises KeyError for a verb that has no words."""
    name = ""
    if line.subject_kind == "registration":
        known = names.get(int(line.subject_id))
        name = known or gettext("registration %(number)s (erased)") % {"number": line.subject_id}
    return SENTENCES[line.verb](line, facts, name, language)


def _parts(line: TrailLine, facts: GatheringFacts, language: str) -> str:
    """What was decided, part by part: "Eve: Waiting 3; Day: Confirmed"."""
    said = []
    for key, decided in line.data.get("parts", {}).items():
        part = facts.part(key)
        title = part.title.best(language, facts.languages).text if part else key
        position = f" {decided['position']}" if "position" in decided else ""
        said.append(
            gettext("%(part)s: %(state)s")
            % {"part": title, "state": short_part_state(PartState(decided["state"])) + position}
        )
    return "; ".join(said)


def _person(message: str) -> _Said:
    """A sentence about a person and parts; the message is translated when it is said."""
    return lambda line, facts, name, language: gettext(message) % {"name": name, "parts": _parts(line, facts, language)}


def _created(line: TrailLine, facts: GatheringFacts, name: str, language: str) -> str:
    said = gettext("%(name)s registered (%(channel)s). %(parts)s") % {
        "name": name,
        "channel": channel_word(Channel(line.data["channel"])),
        "parts": _parts(line, facts, language),
    }
    rules = sorted({rule for rules in line.data.get("set_aside", {}).values() for rule in rules})
    return f"{said}. {_aside_words(rules)}" if rules else said


def _aside_words(rules: list[str]) -> str:
    named = ", ".join(obstacle_word(Obstacle(rule)) for rule in rules)
    return gettext("Set aside: %(rules)s") % {"rules": named}


def _rule_set_aside(line: TrailLine, facts: GatheringFacts, name: str, language: str) -> str:
    return gettext("Rule set aside for %(name)s (%(rule)s). %(parts)s") % {
        "name": name,
        "rule": obstacle_word(Obstacle(line.data["rule"])),
        "parts": _parts(line, facts, language),
    }


def _changed(line: TrailLine, facts: GatheringFacts, name: str, language: str) -> str:
    if line.data.get("parts"):
        return gettext("%(name)s changed the registration. %(parts)s") % {
            "name": name,
            "parts": _parts(line, facts, language),
        }
    return gettext("%(name)s changed who comes or in which capacity") % {"name": name}


def _link(line: TrailLine, _facts: GatheringFacts, name: str, _language: str) -> str:
    if line.data.get("replaced"):
        return gettext("New personal link sent to %(name)s; earlier ones are void") % {"name": name}
    return gettext("Personal link sent again to %(name)s") % {"name": name}


def _pictures(line: TrailLine, _facts: GatheringFacts, name: str, _language: str) -> str:
    said = line.data.get("pictures", "")
    return gettext("%(name)s, pictures: %(choice)s") % {
        "name": name,
        "choice": pictures_word(Pictures(said) if said else None),
    }


def _needs_seen(line: TrailLine, facts: GatheringFacts, _name: str, language: str) -> str:
    said = []
    for key, people in line.data.get("shown", {}).items():
        part = facts.part(key)
        title = part.title.best(language, facts.languages).text if part else key
        said.append(gettext("%(part)s: %(state)s") % {"part": title, "state": people})
    return gettext("Needs of people shown with names. %(parts)s") % {"parts": "; ".join(said)}


def _needs_erased(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    count = line.data.get("count", 0)
    return ngettext("%(n)s need erased", "%(n)s needs erased", count) % {"n": count}


def _state_changed(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    return gettext("State of the gathering: from “%(before)s” to “%(after)s”") % {
        "before": state_word(GatheringState(line.data["from"])),
        "after": state_word(GatheringState(line.data["to"])),
    }


def _part_changed(line: TrailLine, facts: GatheringFacts, _name: str, language: str) -> str:
    part = facts.part(line.subject_id)
    said = [part.title.best(language, facts.languages).text if part else line.subject_id]
    if "capacity" in line.data:
        said.append(gettext("places: %(before)s before, now %(after)s") % _both(line.data["capacity"], _places))
    if "deadline" in line.data:

        def day(value: Any) -> str:
            return date_in_words(date.fromisoformat(value), language=language) if value else gettext("none")

        said.append(gettext("deadline: %(before)s before, now %(after)s") % _both(line.data["deadline"], day))
    return " – ".join(said)


def _quota_changed(line: TrailLine, facts: GatheringFacts, _name: str, language: str) -> str:
    quota = next((quota for quota in facts.quotas if quota.key == line.subject_id), None)
    said = [quota.label.best(language, facts.languages).text if quota else line.subject_id]
    if "seats" in line.data:
        said.append(gettext("places: %(before)s before, now %(after)s") % _both(line.data["seats"], _places))
    if "opens_to_all_at" in line.data:

        def moment(value: Any) -> str:
            return instant_in_words(datetime.fromisoformat(value), facts, language) if value else gettext("never")

        opening = _both(line.data["opens_to_all_at"], moment)
        said.append(gettext("open to all from: %(before)s before, now %(after)s") % opening)
    return " – ".join(said)


def _opening_told(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    told, erased = line.data.get("mails", 0), line.data.get("addresses", 0)
    if not told:
        return ngettext(
            "%(n)s address left until registration opens to everybody: erased, nobody can register any more",
            "%(n)s addresses left until registration opens to everybody: erased, nobody can register any more",
            erased,
        ) % {"n": erased}
    return ngettext(
        "%(n)s person told that registration is open to everybody, and the address erased",
        "%(n)s people told that registration is open to everybody, and their addresses erased",
        told,
    ) % {"n": told}


def _function_added(line: TrailLine, facts: GatheringFacts, _name: str, language: str) -> str:
    part = facts.part(line.subject_id)
    return gettext("Function “%(function)s” added to the list, and to those for whom “%(part)s” is") % {
        "function": line.data.get("label", ""),
        "part": part.title.best(language, facts.languages).text if part else line.subject_id,
    }


def _signatures(line: TrailLine, facts: GatheringFacts, _name: str, language: str) -> str:
    part = facts.part(line.subject_id)
    return gettext("%(part)s: %(signed)s signatures recorded, %(back)s taken back") % {
        "part": part.title.best(language, facts.languages).text if part else line.subject_id,
        "signed": len(line.data.get("signed", ())),
        "back": len(line.data.get("taken_back", ())),
    }


def _passed_on(line: TrailLine, _facts: GatheringFacts, name: str, _language: str) -> str:
    people = line.data.get("people", 0)
    return ngettext(
        "%(name)s passed the gathering on to %(n)s person", "%(name)s passed the gathering on to %(n)s people", people
    ) % {"name": name, "n": people}


def _both(change: Mapping[str, Any], word: Callable[[Any], str]) -> dict[str, str]:
    return {"before": word(change["from"]), "after": word(change["to"])}


def _places(value: Any) -> str:
    return gettext("no limit") if value is None else str(value)


def _loaded(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    counts = {name: len(line.data.get(name, ())) for name in ("created", "changed", "removed")}
    return gettext("Gathering file read: %(created)s things new, %(changed)s changed, %(removed)s removed") % counts


def _imported(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    return gettext("A list was taken in: %(new)s people registered, %(updated)s updated, %(unchanged)s unchanged") % {
        name: line.data.get(name, 0) for name in ("new", "updated", "unchanged")
    }


def _about(message: str) -> _Said:
    """A sentence about what a role or an organiser is."""
    return lambda line, _facts, _name, _language: (
        gettext(message) % {"subject": line.data.get("email", line.subject_id), "role": line.data.get("role", "")}
    )


def _about_mail(message: str) -> _Said:
    """A sentence about the organiser's own words in a mail."""
    return lambda line, _facts, _name, _language: (
        gettext(message) % {"mail": kind_in_words(line.data["kind"]), "language": line.data["language"]}
    )


def _reminded(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    people = line.data["people"]
    return ngettext("Reminder sent to %(n)s person", "Reminder sent to %(n)s people", people) % {"n": people}


def _move_told(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    people = line.data["people"]
    return ngettext(
        "Change of place or hour told to %(n)s person", "Change of place or hour told to %(n)s people", people
    ) % {"n": people}


def _message_sent(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    said = {"n": line.data["people"], "subject": line.data["subject"]}
    return (
        ngettext("Message “%(subject)s” sent to %(n)s person", "Message “%(subject)s” sent to %(n)s people", said["n"])
        % said
    )


SENTENCES: Mapping[str, _Said] = {
    **PRIVACY,
    "gathering:state_changed": _state_changed,
    "gathering:loaded": _loaded,
    "gathering:function_added": _function_added,
    "part:changed": _part_changed,
    "quota:changed": _quota_changed,
    "opening:address_left": _about(
        gettext_noop("Somebody left an address to be told when registration opens to everybody")
    ),
    "opening:told": _opening_told,
    "organiser:created": _about(gettext_noop("Organiser %(subject)s set up")),
    "role:given": _about(gettext_noop("Role %(role)s given to %(subject)s")),
    "role:taken": _about(gettext_noop("Role %(role)s taken from %(subject)s")),
    "message:changed": _about_mail(gettext_noop("Own words of the mail “%(mail)s” (%(language)s) changed")),
    "message:in_use": _about_mail(gettext_noop("Own words of the mail “%(mail)s” (%(language)s) put into use")),
    "message:reminded": _reminded,
    "message:move_told": _move_told,
    "message:sent": _message_sent,
    "registration:created": _created,
    "registration:accepted": _person(gettext_noop("Request of %(name)s accepted. %(parts)s")),
    "registration:refused": _person(gettext_noop("Request of %(name)s refused. %(parts)s")),
    "registration:rule_set_aside": _rule_set_aside,
    "registration:link_sent": _link,
    "registration:withdrawn": _person(gettext_noop("%(name)s gave places back. %(parts)s")),
    "registration:changed": _changed,
    "registration:replaced": _person(gettext_noop("%(name)s comes instead of somebody else. %(parts)s")),
    "registration:second_form_kept": _person(gettext_noop("A second form was sent for %(name)s and kept beside")),
    "registration:second_form_taken": _person(gettext_noop("The second form for %(name)s was taken over")),
    "registration:second_form_left": _person(gettext_noop("The second form for %(name)s was dropped")),
    "registration:passed_on": _passed_on,
    "registration:merged": _person(gettext_noop("Two registrations of %(name)s were put together. %(parts)s")),
    "registration:merged_into": _person(gettext_noop("%(name)s was put together with another registration")),
    "registration:told_apart": _person(gettext_noop("%(name)s and another who resembles them are two people")),
    "registration:relay_made": _person(gettext_noop("%(name)s made a link to pass the gathering on")),
    "list:taken": _imported,
    "registration:lapsed": _person(gettext_noop("The place of %(name)s was held too long and went back. %(parts)s")),
    "registration:place_kept": _person(gettext_noop("%(name)s keeps the place. %(parts)s")),
    "registration:pictures": _pictures,
    "attendance:recorded": _signatures,
    "agenda:wanted": _about(gettext_noop("To be put into the agenda")),
    "agenda:unwanted": _about(gettext_noop("To be taken out of the agenda")),
    "agenda:pushed": _about(gettext_noop("The agenda has taken it")),
    "agenda:removed": _about(gettext_noop("The agenda has it no more")),
    "needs:seen": _needs_seen,
    "needs:erased": _needs_erased,
    "registration:promoted": _person(gettext_noop("%(name)s moved up from the waiting list. %(parts)s")),
    "registration:no_longer_admitted": _person(
        gettext_noop("%(name)s left the waiting list, no longer admitted by the rule. %(parts)s")
    ),
    "registration:place_given": _person(gettext_noop("%(name)s gave the place to a colleague. %(parts)s")),
    "registration:place_taken": _person(gettext_noop("%(name)s took over the place of a colleague. %(parts)s")),
    **DELEGATION_SENTENCES,
    **LIFE_SENTENCES,
    **PLANNING_SENTENCES,
    **SENDING_SENTENCES,
    **TELLING_SENTENCES,
    **LETTER_SENTENCES,
    **PRESS_SENTENCES,
    **INVITATION_SENTENCES,
}
