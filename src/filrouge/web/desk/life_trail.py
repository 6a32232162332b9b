"""The sentences of the trail about the life of a gathering: followers, programme, what stands on its page."""

from django.utils.translation import gettext, ngettext

from filrouge.ground.audit.queries import TrailLine
from filrouge.stages.gatherings.facts import GatheringFacts


def _confirmed(_line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    return gettext("Somebody confirmed an address to be told of the gathering")


def _left(_line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    return gettext("Somebody who followed the gathering wants to be told no more; the address is erased")


def _told(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    number = line.data.get("mails", 0)
    return ngettext("%(n)s mail to those who follow", "%(n)s mails to those who follow", number) % {"n": number}


def _programme(_line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    return gettext("Programme published")


def _published(line: TrailLine, facts: GatheringFacts, _name: str, language: str) -> str:
    return gettext("On the public page: %(title)s") % {"title": _title(line, facts, language)}


def _taken_back(line: TrailLine, facts: GatheringFacts, _name: str, language: str) -> str:
    return gettext("Taken off the public page: %(title)s") % {"title": _title(line, facts, language)}


def _title(line: TrailLine, facts: GatheringFacts, language: str) -> str:
    """The title while it is there, else the key."""
    key = line.data.get("key", "")
    found = next((thing for thing in facts.publications if thing.key == key), None)
    return found.title.best(language, facts.languages).text if found else key


LIFE_SENTENCES = {
    "follower:confirmed": _confirmed,
    "follower:left": _left,
    "follower:told": _told,
    "follower:programme_told": _told,
    "gathering:programme_published": _programme,
    "gathering:thing_published": _published,
    "gathering:thing_taken_back": _taken_back,
}
