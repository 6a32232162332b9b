"""Registration of the press stage."""

from django.apps import AppConfig


class PressConfig(AppConfig):
    """Grants this stage's permissions, names its mails and its chore."""

    name = "filrouge.stages.press"
    label = "press"

    def ready(self) -> None:
        """Make them known."""
        from filrouge.ground import chores
        from filrouge.stages.press import actions, mails, permissions  # noqa: F401

        mails.register_all()
        chores.register("press: erase requests of journalists", actions.forget_requests)
