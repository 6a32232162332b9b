"""What can be done with letters, and which roles may."""

from filrouge.ground.people.enums import Role
from filrouge.ground.people.permissions import grant


class Documents:
    """Permissions of the documents stage. Who signs may approve, whatever their role; the action knows who signs."""

    SEE = "document:see"
    WRITE = "document:write"
    APPROVE = "document:approve"
    ISSUE = "document:issue"
    LETTERHEAD = "document:letterhead"


_STAFF = frozenset({Role.MANAGER, Role.EDITOR})

grant(
    {
        Documents.SEE: _STAFF | {Role.DESK_HELPER},
        Documents.WRITE: _STAFF,
        Documents.APPROVE: _STAFF | {Role.DESK_HELPER, Role.ACCESS_REFERENT, Role.PARTNER},
        Documents.ISSUE: _STAFF,
        Documents.LETTERHEAD: _STAFF,
    }
)
