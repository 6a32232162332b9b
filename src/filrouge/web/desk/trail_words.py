"""The sentences of the trail: every verb that an action records, in the reader's language."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_noop

from filrouge.core.date_words import date_in_words
from filrouge.ground.audit.queries import TrailLine
from filrouge.stages.gatherings.enums import Channel, GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import Obstacle, PartState
from filrouge.web.desk.words import channel_word, obstacle_word, short_part_state, state_word

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


def _both(change: Mapping[str, Any], word: Callable[[Any], str]) -> dict[str, str]:
    return {"before": word(change["from"]), "after": word(change["to"])}


def _places(value: Any) -> str:
    return gettext("no limit") if value is None else str(value)


def _loaded(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    counts = {name: len(line.data.get(name, ())) for name in ("created", "changed", "removed")}
    return gettext("Gathering file read: %(created)s things new, %(changed)s changed, %(removed)s removed") % counts


def _about(message: str) -> _Said:
    """A sentence about what a role or an organiser is."""
    return lambda line, _facts, _name, _language: (
        gettext(message) % {"subject": line.data.get("email", line.subject_id), "role": line.data.get("role", "")}
    )


SENTENCES: Mapping[str, _Said] = {
    "gathering:state_changed": _state_changed,
    "gathering:loaded": _loaded,
    "part:changed": _part_changed,
    "organiser:created": _about(gettext_noop("Organiser %(subject)s set up")),
    "role:given": _about(gettext_noop("Role %(role)s given to %(subject)s")),
    "role:taken": _about(gettext_noop("Role %(role)s taken from %(subject)s")),
    "registration:created": _created,
    "registration:accepted": _person(gettext_noop("Request of %(name)s accepted. %(parts)s")),
    "registration:refused": _person(gettext_noop("Request of %(name)s refused. %(parts)s")),
    "registration:rule_set_aside": _rule_set_aside,
    "registration:link_sent": _link,
    "registration:withdrawn": _person(gettext_noop("%(name)s gave places back. %(parts)s")),
    "registration:changed": _changed,
    "registration:lapsed": _person(gettext_noop("The place of %(name)s was held too long and went back. %(parts)s")),
    "registration:place_kept": _person(gettext_noop("%(name)s keeps the place. %(parts)s")),
    "registration:promoted": _person(gettext_noop("%(name)s moved up from the waiting list. %(parts)s")),
    "registration:no_longer_admitted": _person(
        gettext_noop("%(name)s left the waiting list, no longer admitted by the rule. %(parts)s")
    ),
}
