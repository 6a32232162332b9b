"""The sentences of the trail about invitations and relays."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext, ngettext

from filrouge.ground.audit.queries import TrailLine
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.enums import AnsweredBy, InvitationState, LinkOf
from filrouge.stages.invitations.words import answered_by_in_words, state_in_words

_Said = Callable[[TrailLine, GatheringFacts, str, str], str]


def _made(line: TrailLine, facts: GatheringFacts, name: str, language: str) -> str:
    n = line.data["people"]
    return ngettext("%(n)s person invited by name", "%(n)s people invited by name", n) % {"n": n}


def _reminded(line: TrailLine, facts: GatheringFacts, name: str, language: str) -> str:
    n = line.data["people"]
    return ngettext("%(n)s invited person reminded", "%(n)s invited people reminded", n) % {"n": n}


def _taken_back(line: TrailLine, facts: GatheringFacts, name: str, language: str) -> str:
    n = line.data["people"]
    return ngettext(
        "%(n)s mail about an invitation taken back before it left",
        "%(n)s mails about invitations taken back before they left",
        n,
    ) % {"n": n}


def _after_all(line: TrailLine, facts: GatheringFacts, name: str, language: str) -> str:
    n = line.data["people"]
    said = ngettext("%(n)s invitation sent that was taken back", "%(n)s invitations sent that were taken back", n)
    return said % {"n": n}


def _answered(line: TrailLine, facts: GatheringFacts, name: str, language: str) -> str:
    return gettext("Invitation %(number)s: %(answer)s (%(how)s)") % {
        "number": line.subject_id,
        "answer": state_in_words(InvitationState(line.data["state"])),
        "how": answered_by_in_words(AnsweredBy(line.data["by"])),
    }


def _passed_on(line: TrailLine, facts: GatheringFacts, name: str, language: str) -> str:
    n = line.data["people"]
    said = ngettext(
        "Invitation %(number)s passed on to %(n)s person by mail",
        "Invitation %(number)s passed on to %(n)s people by mail",
        n,
    )
    return said % {"number": line.subject_id, "n": n}


def _link_made(line: TrailLine, facts: GatheringFacts, name: str, language: str) -> str:
    return gettext("Invitation %(number)s: a link to pass on was made") % {"number": line.subject_id}


def _relay(line: TrailLine, facts: GatheringFacts, name: str, language: str) -> str:
    return gettext("A link made for a body that spreads the word")


def _link_changed(line: TrailLine, facts: GatheringFacts, name: str, language: str) -> str:
    is_new, number = line.verb == "link:renewed", line.subject_id
    match LinkOf(line.data["of"]):
        case LinkOf.INVITATION:
            said = (
                gettext("Invitation %(number)s: the personal link closed, a new one made")
                if is_new
                else gettext("Invitation %(number)s: the personal link closed")
            )
        case LinkOf.PAGE:
            said = (
                gettext("Relay %(number)s: the link of its page closed, a new one made")
                if is_new
                else gettext("Relay %(number)s: the link of its page closed")
            )
        case LinkOf.RELAY:
            said = (
                gettext("Relay %(number)s: the link that is spread closed, a new one made")
                if is_new
                else gettext("Relay %(number)s: the link that is spread closed")
            )
    return said % {"number": number}


INVITATION_SENTENCES: Mapping[str, _Said] = {
    "invitation:made": _made,
    "invitation:reminded": _reminded,
    "invitation:taken_back": _taken_back,
    "invitation:sent_after_all": _after_all,
    "invitation:answered": _answered,
    "invitation:passed_on": _passed_on,
    "invitation:relay_made": _link_made,
    "relay:made": _relay,
    "link:closed": _link_changed,
    "link:renewed": _link_changed,
}
