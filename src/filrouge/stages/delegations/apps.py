"""The delegations stage."""

from django.apps import AppConfig


class DelegationsConfig(AppConfig):
    """The delegations stage."""

    name = "filrouge.stages.delegations"
    label = "delegations"

    def ready(self) -> None:
        """Grant its permissions and name its mails."""
