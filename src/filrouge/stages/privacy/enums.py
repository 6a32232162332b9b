"""Stored and spoken values of the privacy stage, in lower-case English."""

from enum import StrEnum


class Kept(StrEnum):
    """What is kept of people for a time, each kind with its own period."""

    NEEDS = "needs"
    MAILS = "mails"
    OPENINGS = "openings"
    FOLLOWERS = "followers"
    SECOND_FORMS = "second_forms"
    IMPORTED_FILES = "imported_files"
    REGISTRATIONS = "registrations"
    TRAILS = "trails"
    DELEGATIONS = "delegations"
    ACCREDITATIONS = "accreditations"
    CONTACTS = "contacts"
    JOURNALISTS = "journalists"


# What only served the organisation of the day is erased by itself; the rest is a record, and needs a slip.
# Registrations come last: with them goes what hangs on them.
ON_A_SLIP = (Kept.TRAILS, Kept.DELEGATIONS, Kept.REGISTRATIONS)
# What belongs to an organiser and to no gathering: its period counts from the last sign of each contact, and from the
# last contact with each journalist.
OF_THE_DIRECTORY = (Kept.CONTACTS, Kept.JOURNALISTS)


class Source(StrEnum):
    """How an objection came."""

    PERSONAL_PAGE = "personal_page"
    MAIL = "mail"
    DESK = "desk"
    COMPLAINT = "complaint"
    DELIVERY_SERVICE = "delivery_service"


class SlipState(StrEnum):
    """The life of an elimination slip."""

    PREPARED = "prepared"
    APPROVED = "approved"
    EXECUTED = "executed"
    DROPPED = "dropped"


class Purpose(StrEnum):
    """For what personal data of a gathering is used."""

    REGISTRATION = "registration"
    ATTENDANCE = "attendance"
    PASSING_ON = "passing_on"
    OPENING = "opening"
    FOLLOWING = "following"
    NEEDS = "needs"
    PICTURES = "pictures"
    INVOICING = "invoicing"
    INVITING = "inviting"
    SENDING = "sending"
    PRESS_LIST = "press_list"
    ACCREDITATION = "accreditation"
    STATISTICS = "statistics"


class Basis(StrEnum):
    """What allows a use, under one law or the other."""

    PUBLIC_TASK = "public_task"
    PUBLIC_TASK_OR_INTEREST = "public_task_or_interest"
    CONTRACT_OR_INTEREST = "contract_or_interest"
    INTEREST = "interest"
    CONSENT = "consent"
    EXPLICIT_CONSENT = "explicit_consent"
    CONSENT_OR_CROWD = "consent_or_crowd"
    DUTY = "duty"
    LEGAL_DUTY = "legal_duty"
    CH_RECOGNISABLE = "ch_recognisable"
    CH_TOLD_WHERE_FROM = "ch_told_where_from"
    CH_CANTONAL_TASK = "ch_cantonal_task"
    CH_CONSENT = "ch_consent"
    CH_EXPLICIT_CONSENT = "ch_explicit_consent"
    CH_CONSENT_OR_INTEREST = "ch_consent_or_interest"
    CH_DUTY = "ch_duty"
    CH_LEGAL_DUTY = "ch_legal_duty"


class Asked(StrEnum):
    """What is asked of people, by category."""

    IDENTITY = "identity"
    CAPACITY = "capacity"
    PARTS = "parts"
    CATEGORY = "category"
    RESIDENCE = "residence"
    NEEDS = "needs"
    PICTURES = "pictures"
    ORDER = "order"
    CONTACT = "contact"
    INVITATION = "invitation"
    FOLLOWER = "follower"
    PRESS = "press"
    TRAFFIC = "traffic"
