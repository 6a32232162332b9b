"""What can be done with invitations and relays, and which roles may."""

from filrouge.ground.people.enums import Role
from filrouge.ground.people.permissions import grant


class Invitations:
    """Permissions of the invitations stage."""

    SEE = "invitation:see"
    ANSWER = "invitation:answer"
    INVITE = "invitation:invite"
    RELAY = "relay:make"


_STAFF = frozenset({Role.MANAGER, Role.EDITOR})
_DESK = _STAFF | {Role.DESK_HELPER}

grant(
    {
        Invitations.SEE: _DESK,
        Invitations.ANSWER: _DESK,
        Invitations.INVITE: _STAFF,
        Invitations.RELAY: _STAFF,
    }
)
