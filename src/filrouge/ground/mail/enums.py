"""The life of an outgoing mail, and what comes back of it."""

from enum import StrEnum


class MailState(StrEnum):
    """`waiting` covers a first try and every retry; `failed` is final and shown to the organiser.

    `withheld`: an invitation that did not leave, because its reader objected or the sending was stopped meanwhile.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    WITHHELD = "withheld"


class Stream(StrEnum):
    """What a mail is sent for: somebody's own affair, or the organiser's wish to reach them. Only the latter can be
    refused by its reader, and waits behind the former.
    """

    TRANSACTIONAL = "transactional"
    INVITATION = "invitation"


class Answer(StrEnum):
    """What the other side says of a mail that it was handed.

    `hard`: the address takes no mail any more. `soft`: this mail was refused, another one may be taken. `delayed`: it
    is still under way. `complaint`: its reader called it unwanted. `unsubscribed`: its reader asked for no more.
    """

    HARD = "hard"
    SOFT = "soft"
    DELAYED = "delayed"
    COMPLAINT = "complaint"
    UNSUBSCRIBED = "unsubscribed"


class Way(StrEnum):
    """The ways by which we learn what came back: a mailbox, a maildir, our own form by HTTP, two delivery services."""

    IMAP = "imap"
    MAILDIR = "maildir"
    OWN = "own"
    BREVO = "brevo"
    MAILJET = "mailjet"


class Found(StrEnum):
    """What a mail in the mailbox is. What is `taken` or `automatic` is put away; the others are left where they are.

    `foreign`: a machine speaks of a mail that did not leave from here. `unreadable`: a report that nobody understands.
    """

    TAKEN = "taken"
    AUTOMATIC = "automatic"
    FOREIGN = "foreign"
    PERSON = "person"
    UNREADABLE = "unreadable"


class Trouble(StrEnum):
    """Why a mailbox could not be read; each has a sentence of advice."""

    UNREACHABLE = "unreachable"
    NOT_TRUSTED = "not_trusted"
    NO_PASSWORD = "no_password"  # noqa: S105
    REFUSED = "refused"
    NO_FOLDER = "no_folder"
    BROKEN = "broken"
