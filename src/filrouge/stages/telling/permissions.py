"""Who may tell those who were invited or written to, and which roles may."""

from filrouge.ground.people.enums import Role
from filrouge.ground.people.permissions import grant


class Tellings:
    """Permissions of the telling stage."""

    TELL = "telling:tell"


grant({Tellings.TELL: frozenset({Role.MANAGER, Role.EDITOR})})
