"""What can be done with followers, and which roles may."""

from filrouge.ground.people.enums import Role
from filrouge.ground.people.permissions import grant


class Followers:
    """Permissions of the following stage. Nobody sees an address: they are counted."""

    COUNT = "follower:count"


grant({Followers.COUNT: frozenset({Role.MANAGER, Role.EDITOR, Role.DESK_HELPER})})
