"""The privacy stage."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Grants this stage's permissions, names its mail and its chores, and answers who objects to mails."""

    name = "filrouge.stages.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Make them known."""
        from filrouge.ground import chores
        from filrouge.ground.mail import objectors
        from filrouge.stages.privacy import mails, permissions  # noqa: F401
        from filrouge.stages.privacy.actions import execute_approved, purge
        from filrouge.stages.privacy.actions.objecting import object_from_outside
        from filrouge.stages.privacy.actions.signs import note_signs
        from filrouge.stages.privacy.queries import objections

        mails.register_all()
        objectors.register(objections.objectors, objections.no_more_mails_path, object_from_outside)
        chores.register("privacy: carry out approved slips", execute_approved)
        chores.register("privacy: erase what goes by itself", purge)
        chores.register("privacy: note who answered or came", note_signs)
