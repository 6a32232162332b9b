"""Registration of the people room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Organisers, users and roles."""

    name = "filrouge.ground.people"
    label = "people"

    def ready(self) -> None:
        """Name the mails of this room."""
        from filrouge.ground.people import mails

        mails.register_all()
