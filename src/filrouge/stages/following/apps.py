"""Registration of the following stage."""

from django.apps import AppConfig


class FollowingConfig(AppConfig):
    """Grants this stage's permissions, names its mails and its chores."""

    name = "filrouge.stages.following"
    label = "following"

    def ready(self) -> None:
        """Make permissions, mails and chores known."""
        from filrouge.ground import chores
        from filrouge.stages.following import actions, mails, permissions  # noqa: F401

        mails.register_all()
        chores.register("following: tell what is new", actions.tell_followers)
        chores.register("following: forget unconfirmed addresses", actions.forget_unconfirmed)
