"""What can be done with attendance, and which roles may."""

from filrouge.ground.people.enums import Role
from filrouge.ground.people.permissions import grant


class Attendance:
    """Permissions of the attendance stage."""

    RECORD = "attendance:record"


grant({Attendance.RECORD: frozenset({Role.MANAGER, Role.EDITOR, Role.DESK_HELPER})})
