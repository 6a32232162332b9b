"""The privacy stage."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The privacy stage."""

    name = "filrouge.stages.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Grant its permissions."""
