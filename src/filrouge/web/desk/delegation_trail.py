"""The sentences of the trail about delegations, their places and their orders."""

from django.utils.translation import gettext, ngettext

from filrouge.ground.audit.queries import TrailLine
from filrouge.stages.gatherings.facts import GatheringFacts


def _registered(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    number = line.data.get("people", 0)
    said = ngettext("%(n)s person registered as a delegation", "%(n)s people registered as a delegation", number)
    return said % {"n": number}


def _person_added(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    if line.data.get("held"):
        return gettext("One person more in the delegation, on a place that was kept")
    return gettext("One person more in the delegation")


def _places_held(line: TrailLine, facts: GatheringFacts, _name: str, language: str) -> str:
    changed = line.data.get("places", {})
    return gettext("Places without a name, %(part)s: %(before)s before, now %(after)s") % {
        "part": _title(line.data.get("part", ""), facts, language),
        "before": changed.get("from", 0),
        "after": changed.get("to", 0),
    }


def _fell_back(line: TrailLine, facts: GatheringFacts, _name: str, language: str) -> str:
    said = [
        gettext("%(part)s: %(state)s") % {"part": _title(key, facts, language), "state": places}
        for key, places in line.data.get("held", {}).items()
    ]
    return gettext("Places without a name went back. %(parts)s") % {"parts": "; ".join(said)}


def _order_recorded(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    return gettext("Purchase order %(number)s recorded") % {"number": line.data.get("order", "")}


def _link_sent(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    if line.data.get("replaced"):
        return gettext("New link sent to the referent; earlier ones are void")
    return gettext("Link sent again to the referent")


def _title(key: str, facts: GatheringFacts, language: str) -> str:
    part = facts.part(key)
    return part.title.best(language, facts.languages).text if part else key


DELEGATION_SENTENCES = {
    "delegation:registered": _registered,
    "delegation:person_added": _person_added,
    "delegation:places_held": _places_held,
    "delegation:places_fell_back": _fell_back,
    "delegation:order_recorded": _order_recorded,
    "delegation:link_sent": _link_sent,
}
