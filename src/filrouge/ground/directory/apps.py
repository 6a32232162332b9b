"""Registration of the directory room."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Territories, bodies, memberships and contacts."""

    name = "filrouge.ground.directory"
    label = "directory"

    def ready(self) -> None:
        """Grant its permissions, and ask to be told which mails have left."""
        from filrouge.ground.directory import permissions  # noqa: F401
        from filrouge.ground.directory.contact_signs import note_departures
        from filrouge.ground.mail import departures

        departures.register("contacts", note_departures)
