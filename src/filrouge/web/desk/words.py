"""The words of the desk in the reader's language: states and steps, facts, documents, rules, channels."""

from django.utils.translation import gettext, pgettext

from filrouge.ground.mail.enums import MailState
from filrouge.stages.gatherings.enums import Channel, DocumentKind, GatheringState
from filrouge.stages.gatherings.rules import Fact, Missing
from filrouge.stages.registration.enums import Obstacle, PartState, Pictures
from filrouge.web.shell.dates import dates_in_words as dates_in_words

_S = GatheringState

# How a state is drawn: icon and colour beside its word.
PART_TONES = {
    PartState.CONFIRMED: "ok",
    PartState.WAITING: "wait",
    PartState.REQUESTED: "ask",
    PartState.REFUSED: "stop",
    PartState.WITHDRAWN: "neutral",
}
GATHERING_TONES = {
    _S.REGISTRATION_OPEN: "ok",
    _S.SAVE_THE_DATE: "wait",
    _S.INVITATION_SENT: "wait",
    _S.POSTPONED: "ask",
    _S.CANCELLED: "stop",
}
MAIL_TONES = {
    MailState.WAITING: "wait",
    MailState.SENDING: "wait",
    MailState.SENT: "ok",
    MailState.FAILED: "stop",
    MailState.WITHHELD: "stop",
}


def state_word(state: GatheringState) -> str:
    """The name of a gathering's state."""
    return {
        _S.DRAFT: gettext("Draft"),
        _S.SAVE_THE_DATE: gettext("Save the date"),
        _S.INVITATION_SENT: gettext("Invitation sent"),
        _S.REGISTRATION_OPEN: gettext("Registration open"),
        _S.REGISTRATION_CLOSED: gettext("Registration closed"),
        _S.HELD: gettext("Held"),
        _S.DOCUMENTED: gettext("Documented"),
        _S.ARCHIVED: gettext("Archived"),
        _S.POSTPONED: gettext("Postponed"),
        _S.CANCELLED: gettext("Cancelled"),
    }[state]


def step_verb(state: GatheringState) -> str:
    """The verb on the button that leads to a state."""
    return {
        _S.SAVE_THE_DATE: gettext("Publish the save-the-date"),
        _S.INVITATION_SENT: gettext("Publish the invitation"),
        _S.REGISTRATION_OPEN: gettext("Open registration"),
        _S.REGISTRATION_CLOSED: gettext("Close registration"),
        _S.HELD: gettext("Note that it was held"),
        _S.DOCUMENTED: gettext("Publish the documentation"),
        _S.ARCHIVED: gettext("Put into the archive"),
        _S.POSTPONED: gettext("Postpone"),
        _S.CANCELLED: gettext("Call off"),
    }[state]


def short_part_state(state: PartState) -> str:
    """A part's state as a list shows it."""
    return {
        PartState.CONFIRMED: pgettext("part", "Confirmed"),
        PartState.WAITING: pgettext("part", "Waiting"),
        PartState.REQUESTED: pgettext("part", "To decide"),
        PartState.REFUSED: pgettext("part", "Refused"),
        PartState.WITHDRAWN: pgettext("part", "Withdrawn"),
    }[state]


def document_word(document: DocumentKind) -> str:
    """The name of a document."""
    return {
        DocumentKind.SAVE_THE_DATE: gettext("Save-the-date"),
        DocumentKind.INVITATION_LETTER: gettext("Invitation letter"),
        DocumentKind.PROGRAMME: gettext("Programme"),
        DocumentKind.REGISTRATION_FORM: gettext("Registration form"),
        DocumentKind.PRESS_RELEASE: gettext("Press release"),
    }[document]


def fact_word(fact: Fact) -> str:
    """A fact that may be missing."""
    return {
        Fact.TITLE: pgettext("fact", "title"),
        Fact.DATES: pgettext("fact", "dates"),
        Fact.PLACE: pgettext("fact", "town or venue"),
        Fact.VENUE: pgettext("fact", "venue"),
        Fact.TIMES: pgettext("fact", "hours"),
        Fact.ORGANISER: pgettext("fact", "organiser"),
        Fact.CONTACT: pgettext("fact", "contact for registrations"),
        Fact.REGISTRATION_RULES: pgettext("fact", "registration rules: who may take which part"),
        Fact.DEADLINE: pgettext("fact", "deadline"),
        Fact.CAPACITY: pgettext("fact", "capacity"),
        Fact.PRICE: pgettext("fact", "price"),
    }[fact]


def missing_words(missing: tuple[Missing, ...], *, blocking: bool) -> list[str]:
    """The names of the missing facts that block, or of those that do not yet."""
    return [fact_word(lack.fact) for lack in missing if lack.is_blocking is blocking]


def obstacle_word(obstacle: Obstacle) -> str:
    """A rule that stands in the way, as the object of “set aside”."""
    return {
        Obstacle.NOT_OPEN: gettext("registration is not open"),
        Obstacle.PRIORITY: gettext("others come first for now"),
        Obstacle.DEADLINE: gettext("the deadline has passed"),
        Obstacle.AUDIENCE: gettext("the part is for others"),
        Obstacle.CLASH: gettext("they are elsewhere at that hour"),
        Obstacle.CAPACITY: gettext("all places are taken"),
        Obstacle.DUPLICATE: gettext("the person is registered already"),
    }[obstacle]


def pictures_word(pictures: Pictures | None) -> str:
    """What somebody said to the photographer."""
    if pictures is None:
        return pgettext("pictures", "nothing said")
    return {Pictures.AGREED: pgettext("pictures", "agrees"), Pictures.REFUSED: gettext("No pictures")}[pictures]


def channel_word(channel: Channel) -> str:
    """By which door a registration came."""
    return {
        Channel.WEB: pgettext("channel", "Web form"),
        Channel.EMAIL: pgettext("channel", "E-mail"),
        Channel.PAPER: pgettext("channel", "Paper"),
        Channel.PHONE: pgettext("channel", "Telephone"),
        Channel.DESK: pgettext("channel", "Desk"),
        Channel.FILE: pgettext("channel", "Spreadsheet"),
    }[channel]


def mail_state_word(state: MailState) -> str:
    """What became of a mail."""
    return {
        MailState.WAITING: pgettext("mail", "Waiting"),
        MailState.SENDING: pgettext("mail", "Being sent"),
        MailState.SENT: pgettext("mail", "Sent"),
        MailState.FAILED: pgettext("mail", "Failed"),
        MailState.WITHHELD: pgettext("mail", "Held back"),
    }[state]
