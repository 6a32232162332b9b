"""Acts of the trail as components/timeline.html draws them."""

from collections.abc import Mapping

from django.utils.translation import gettext

from filrouge.ground.audit.queries import TrailLine
from filrouge.ground.people.enums import ActorKind
from filrouge.stages.delegations.facts import REFERENT
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.web.desk.trail_words import sentence
from filrouge.web.templatetags.said import moment


def timeline_entry(line: TrailLine, facts: GatheringFacts, names: Mapping[int, str], language: str) -> dict[str, str]:
    """One act as components/timeline.html draws it."""
    return {
        "when": moment(line.at, facts.zone),
        "datetime": line.at.isoformat(),
        "what": sentence(line, facts, names, language),
        "who": who(line),
        "why": line.motive,
    }


def who(line: TrailLine) -> str:
    """Who acted, as the trail froze it."""
    if line.actor_kind == ActorKind.REGISTRANT.value and line.who == REFERENT.label:
        return gettext("the referent of the delegation")
    if line.actor_kind == ActorKind.REGISTRANT.value:
        return gettext("the person, without account")
    if line.actor_kind == ActorKind.SYSTEM.value:
        return gettext("by itself")
    return line.who
