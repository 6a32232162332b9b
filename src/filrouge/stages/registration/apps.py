"""Registration of the registration stage."""

from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    """Grants this stage's permissions and names its mails."""

    name = "filrouge.stages.registration"
    label = "registration"

    def ready(self) -> None:
        """Make permissions and mails known."""
        from filrouge.stages.registration import mails, permissions  # noqa: F401

        mails.register_all()
