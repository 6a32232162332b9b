"""The state of a slip, and what was done with a registration, for the person."""

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_noop

from filrouge.ground.people.enums import ActorKind
from filrouge.stages.privacy.enums import SlipState


def slip_state_in_words(state: SlipState) -> str:
    """Where an elimination slip stands."""
    return {
        SlipState.PREPARED: gettext("To be approved"),
        SlipState.APPROVED: gettext("Approved, being carried out"),
        SlipState.EXECUTED: gettext("Carried out"),
        SlipState.DROPPED: gettext("Dropped"),
    }[state]


def act_in_words(verb: str) -> str:
    """What was done with a registration, for the person; the code of the act when it has no words of its own here."""
    known = _ACTS.get(verb)
    return gettext(known) if known else verb


_ACTS: Mapping[str, str] = {
    "registration:created": gettext_noop("The registration came in"),
    "registration:changed": gettext_noop("Changed"),
    "registration:withdrawn": gettext_noop("Places given back"),
    "registration:accepted": gettext_noop("Request accepted"),
    "registration:refused": gettext_noop("Request refused"),
    "registration:rule_set_aside": gettext_noop("A rule was set aside"),
    "registration:promoted": gettext_noop("Moved up from the waiting list"),
    "registration:no_longer_admitted": gettext_noop("No longer admitted"),
    "registration:link_sent": gettext_noop("Personal link sent"),
    "registration:passed_on": gettext_noop("You passed it on"),
    "registration:relay_made": gettext_noop("A link to pass it on was made"),
    "registration:replaced": gettext_noop("Somebody else comes instead"),
    "registration:second_form_kept": gettext_noop("A second form was kept beside"),
    "registration:second_form_taken": gettext_noop("The second form was taken over"),
    "registration:second_form_left": gettext_noop("The second form was dropped"),
    "registration:merged": gettext_noop("Put together with a second registration"),
    "registration:told_apart": gettext_noop("Told apart from somebody who resembles"),
    "registration:lapsed": gettext_noop("A place was held too long and went back"),
    "registration:place_kept": gettext_noop("The place is kept"),
    "registration:place_given": gettext_noop("The place went to a colleague"),
    "registration:place_taken": gettext_noop("The place came from a colleague"),
    "registration:pictures": gettext_noop("Your choice about pictures was noted"),
}


def actor_in_words(kind: ActorKind) -> str:
    """From where an act came."""
    return {
        ActorKind.USER: gettext("the organiser"),
        ActorKind.REGISTRANT: gettext("behind the personal link or the form"),
        ActorKind.SYSTEM: gettext("by itself"),
    }[kind]
