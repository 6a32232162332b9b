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
        from filrouge.ground.mail import refusals
        from filrouge.stages.gatherings import alarms
        from filrouge.stages.sendings import mails, permissions  # noqa: F401
        from filrouge.stages.sendings.actions.bounces import read_mailboxes, retire_refused
        from filrouge.stages.sendings.actions.carrying import note_sent
        from filrouge.stages.sendings.actions.holding import lock_on_their_way, stop_at_once
        from filrouge.stages.sendings.actions.leaving import send_due

        mails.register_all()
        refusals.register(retire_refused)
        alarms.register("sendings", lock_on_their_way, stop_at_once)
        chores.register("contacts: drop files that nobody took", drop_forgotten)
        chores.register("sendings: mails that came back", read_mailboxes)
        chores.register("sendings: the next batch", send_due)
        chores.register("sendings: which letters have left", note_sent)
