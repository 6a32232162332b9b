"""What can be done with the bodies and territories of a directory, and which roles may."""

from filrouge.ground.people.enums import Role
from filrouge.ground.people.permissions import grant


class Directory:
    """Permissions of the directory's bodies and territories; those of its people are with the sendings."""

    SEE = "body:see"
    EDIT = "body:edit"
    JOIN = "body:join"


_STAFF = frozenset({Role.MANAGER, Role.EDITOR})

grant({Directory.SEE: _STAFF, Directory.EDIT: _STAFF, Directory.JOIN: frozenset({Role.MANAGER})})
