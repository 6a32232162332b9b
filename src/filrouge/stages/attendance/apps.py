"""The attendance stage."""

from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    """The attendance stage."""

    name = "filrouge.stages.attendance"
    label = "attendance"
