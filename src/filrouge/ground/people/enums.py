"""Roles that a user can hold with an organiser."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is there for; the permissions that follow are listed by each stage."""

    MANAGER = "manager"
    EDITOR = "editor"
    DESK_HELPER = "desk_helper"
    ACCESS_REFERENT = "access_referent"
    PARTNER = "partner"


class ActorKind(StrEnum):
    """From where an act came."""

    USER = "user"
    REGISTRANT = "registrant"
    SYSTEM = "system"
