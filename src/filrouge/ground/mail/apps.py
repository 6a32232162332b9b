"""Registration of the mail room."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The outbox."""

    name = "filrouge.ground.mail"
    label = "mail"
