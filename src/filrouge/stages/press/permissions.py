"""What can be done with the press, and which roles may."""

from filrouge.ground.people.enums import Role
from filrouge.ground.people.permissions import grant


class Press:
    """Permissions of the press stage. Releases name direct numbers, lists name journalists: staff only."""

    SEE = "press:see"
    WRITE = "press:write"
    ISSUE = "press:issue"
    SEND = "press:send"
    PEOPLE = "press:people"


_STAFF = frozenset({Role.MANAGER, Role.EDITOR})

grant(
    {
        Press.SEE: _STAFF,
        Press.WRITE: _STAFF,
        Press.ISSUE: _STAFF,
        Press.SEND: _STAFF,
        Press.PEOPLE: _STAFF,
    }
)
