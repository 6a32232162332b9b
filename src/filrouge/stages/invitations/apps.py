"""The invitations stage."""

from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    """Grants this stage's permissions, names its mails, makes personal links for sendings and says who answered."""

    name = "filrouge.stages.invitations"
    label = "invitations"

    def ready(self) -> None:
        """Make them known."""
        from filrouge.ground.directory import alarms as directory_alarms
        from filrouge.ground.directory import answers
        from filrouge.stages.gatherings import alarms
        from filrouge.stages.invitations import mails, permissions, queries  # noqa: F401
        from filrouge.stages.invitations.actions.inviting import links_for_sending
        from filrouge.stages.invitations.actions.relays import join_relays
        from filrouge.stages.invitations.actions.taking_back import lock_waiting, stop_at_once
        from filrouge.stages.sendings import links as sending_links

        mails.register_all()
        alarms.register("invitations", lock_waiting, stop_at_once)
        answers.register("invitations", queries.answered_addresses)
        sending_links.register(links_for_sending, queries.open_links)
        directory_alarms.register("invitations", join=join_relays)
