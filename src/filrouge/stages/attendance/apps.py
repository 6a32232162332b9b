"""The attendance stage."""

from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    """Grants its permissions, and lets signatures move along when two registrations become one."""

    name = "filrouge.stages.attendance"
    label = "attendance"

    def ready(self) -> None:
        """Make permissions known, and follow a merge."""
        from filrouge.stages.attendance import permissions  # noqa: F401
        from filrouge.stages.attendance.actions import move_signatures
        from filrouge.stages.registration.actions import merging

        merging.followers.append(move_signatures)
