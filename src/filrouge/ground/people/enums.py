"""Roles that a user can hold with an organiser."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is there for; the permissions that follow are listed by each stage."""

    MANAGER = "manager"
    EDITOR = "editor"
    DESK_HELPER = "desk_helper"
    ACCESS_REFERENT = "access_referent"
    PARTNER = "partner"


class LegalRegime(StrEnum):
    """Under which data-protection law an organiser works: a fact of the body, not of the site."""

    FR_PUBLIC = "fr_public"
    FR_PRIVATE = "fr_private"
    CH_FEDERAL = "ch_federal"
    CH_CANTONAL = "ch_cantonal"


class ActorKind(StrEnum):
    """From where an act came."""

    USER = "user"
    REGISTRANT = "registrant"
    SYSTEM = "system"
