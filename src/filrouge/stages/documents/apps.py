"""Registration of the documents stage."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Grants this stage's permissions."""

    name = "filrouge.stages.documents"
    label = "documents"

    def ready(self) -> None:
        """Make the permission table known."""
        from filrouge.stages.documents import permissions  # noqa: F401
