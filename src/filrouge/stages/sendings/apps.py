"""The sendings stage."""

from django.apps import AppConfig


class SendingsConfig(AppConfig):
    """Grants this stage's permissions, names its mail and its chores."""

    name = "filrouge.stages.sendings"
    label = "sendings"

    def ready(self) -> None:
        """Make them known."""
        from filrouge.ground import chores
        from filrouge.ground.directory.contact_file_actions import drop_forgotten
        from filrouge.stages.sendings import mails, permissions  # noqa: F401
        from filrouge.stages.sendings.actions.bounces import read_mailbox
        from filrouge.stages.sendings.actions.leaving import send_due

        mails.register_all()
        chores.register("contacts: drop files that nobody took", drop_forgotten)
        chores.register("sendings: mails that came back", read_mailbox)
        chores.register("sendings: the next batch", send_due)
