"""Registration of the gatherings stage."""

from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    """Grants this stage's permissions."""

    name = "filrouge.stages.gatherings"
    label = "gatherings"

    def ready(self) -> None:
        """Make the permission table known."""
        from filrouge.stages.gatherings import permissions  # noqa: F401
