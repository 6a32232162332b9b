"""Registration of the doors."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, static files, template tags, and the mails of the accounts."""

    name = "filrouge.web"
    label = "web"

    def ready(self) -> None:
        """Name the accounts' mail with its composer."""
        from filrouge.ground.mail import kinds
        from filrouge.web.shell import accounts

        kinds.register(accounts.ACCOUNT_MAIL, accounts.compose)
