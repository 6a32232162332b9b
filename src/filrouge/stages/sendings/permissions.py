"""What can be done with contacts and sendings, and which roles may."""

from filrouge.ground.people.enums import Role
from filrouge.ground.people.permissions import grant


class Sendings:
    """Permissions of the sendings stage, and those of the directory's contacts, who are there to be written to."""

    CONTACTS = "contact:see"
    EDIT_CONTACTS = "contact:edit"
    SEE = "sending:see"
    WRITE = "sending:write"
    APPROVE = "sending:approve"


_STAFF = frozenset({Role.MANAGER, Role.EDITOR})

grant(
    {
        Sendings.CONTACTS: _STAFF,
        Sendings.EDIT_CONTACTS: _STAFF,
        Sendings.SEE: _STAFF,
        Sendings.WRITE: _STAFF,
        Sendings.APPROVE: frozenset({Role.MANAGER}),
    }
)
