"""Stored values of invitations."""

from enum import StrEnum


class InvitationState(StrEnum):
    """What became of an invitation. `excused` declines and says so to be greeted; `represented` sends somebody else."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXCUSED = "excused"
    REPRESENTED = "represented"


class AnsweredBy(StrEnum):
    """How an answer came: on the page behind the personal link, by registering, or told to staff."""

    LINK = "link"
    REGISTRATION = "registration"
    TELEPHONE = "telephone"
    MAIL = "mail"
    LETTER = "letter"
    SPOKEN = "spoken"


class LinkOf(StrEnum):
    """What a link that can be closed leads to: an invitation, the form for whoever a body told, the body's own page."""

    INVITATION = "invitation"
    RELAY = "relay"
    PAGE = "page"


ANSWERS = (InvitationState.DECLINED, InvitationState.EXCUSED, InvitationState.REPRESENTED)
"""What somebody may answer without registering."""

TOLD = (AnsweredBy.TELEPHONE, AnsweredBy.MAIL, AnsweredBy.LETTER, AnsweredBy.SPOKEN)
"""How an answer comes to staff."""
