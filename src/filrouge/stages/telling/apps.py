"""The telling stage."""

from django.apps import AppConfig


class TellingConfig(AppConfig):
    """Grants this stage's permissions, names its mails and its chore."""

    name = "filrouge.stages.telling"
    label = "telling"

    def ready(self) -> None:
        """Make them known."""
        from filrouge.ground import chores
        from filrouge.stages.telling import mails, permissions  # noqa: F401
        from filrouge.stages.telling.actions import tell

        mails.register_all()
        chores.register("telling: those who were invited or written to", tell.tell_due)
