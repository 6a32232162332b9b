"""The words of invitations and relays in the reader's language."""

from django.utils.translation import gettext, ngettext, pgettext

from filrouge.stages.invitations.enums import AnsweredBy, InvitationState
from filrouge.stages.invitations.rules import shown_to_relay


def state_in_words(state: InvitationState) -> str:
    """The name of a state, as a badge shows it."""
    return {
        InvitationState.PENDING: pgettext("invitation", "No answer yet"),
        InvitationState.ACCEPTED: pgettext("invitation", "Registered"),
        InvitationState.DECLINED: pgettext("invitation", "Declined"),
        InvitationState.EXCUSED: pgettext("invitation", "Excused"),
        InvitationState.REPRESENTED: pgettext("invitation", "Represented"),
    }[state]


def own_answer_in_words(state: InvitationState, represented_by: str = "") -> str:
    """What somebody answered, told to themselves."""
    match state:
        case InvitationState.PENDING:
            return gettext("You have not answered yet.")
        case InvitationState.ACCEPTED:
            return gettext("You are registered: your confirmation leads to what you can change.")
        case InvitationState.DECLINED:
            return gettext("You answered that you do not come.")
        case InvitationState.EXCUSED:
            return gettext("You asked to be excused.")
        case InvitationState.REPRESENTED:
            if not represented_by:
                return gettext("You answered that somebody comes for you.")
            return gettext("You answered that %(name)s comes for you.") % {"name": represented_by}


def answered_by_in_words(answered_by: AnsweredBy) -> str:
    """How an answer came."""
    return {
        AnsweredBy.LINK: gettext("by the personal link"),
        AnsweredBy.REGISTRATION: gettext("by registering"),
        AnsweredBy.TELEPHONE: gettext("by telephone"),
        AnsweredBy.MAIL: gettext("by mail"),
        AnsweredBy.LETTER: gettext("by letter"),
        AnsweredBy.SPOKEN: gettext("by word of mouth"),
    }[answered_by]


def came_in_words(number: int) -> str:
    """How many registered through a relay, for the organiser: the exact number."""
    return ngettext("%(n)s registration", "%(n)s registrations", number) % {"n": number}


def came_for_relay_in_words(number: int) -> str:
    """How many registered through a relay, for the relay body: steps of five, so that nobody is known by the number."""
    shown = shown_to_relay(number)
    if not shown:
        return gettext("Fewer than 5 people have registered by your link so far.")
    return gettext("At least %(n)s people have registered by your link so far.") % {"n": shown}
