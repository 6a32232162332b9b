"""Stored values of the press stage."""

from enum import StrEnum


class ReleaseState(StrEnum):
    """A draft follows the facts; an issued release is frozen."""

    DRAFT = "draft"
    ISSUED = "issued"


class ReleaseKind(StrEnum):
    """What a release is for: news, the first one said anew with what has changed, or that nothing takes place."""

    RELEASE = "release"
    CORRECTION = "correction"
    CANCELLATION = "cancelled"


class AccreditationState(StrEnum):
    """What became of a journalist's request."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Practical(StrEnum):
    """The lines of the practical box, in their order."""

    WHAT = "what"
    WHEN = "when"
    PART = "part"
    WHERE = "where"
    AUDIENCE = "audience"
    DEADLINE = "deadline"
    REGISTER = "register"
    CONTACT = "contact"
