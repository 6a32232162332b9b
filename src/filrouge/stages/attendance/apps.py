"""The attendance stage."""

from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    """Grants its permissions, lets signatures move along when two registrations become one, and counts who came."""

    name = "filrouge.stages.attendance"
    label = "attendance"

    def ready(self) -> None:
        """Make permissions known, follow a merge, and say who came."""
        from filrouge.stages.attendance import permissions  # noqa: F401
        from filrouge.stages.attendance.actions import move_signatures
        from filrouge.stages.attendance.queries import signatures
        from filrouge.stages.registration.actions import merging
        from filrouge.stages.registration.lists import cuts

        merging.followers.append(move_signatures)
        cuts.attendance.append(signatures)
