"""Registration of the registration stage."""

from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    """Grants this stage's permissions, names its mails and its chores."""

    name = "filrouge.stages.registration"
    label = "registration"

    def ready(self) -> None:
        """Make permissions and mails known."""
        from filrouge.ground import chores
        from filrouge.ground.directory import answers
        from filrouge.ground.mail import own_words
        from filrouge.stages.registration import letters, mails, messages, permissions  # noqa: F401
        from filrouge.stages.registration.actions import capacity, holds, imported, needs, opening
        from filrouge.stages.registration.lists.answered import registered_addresses

        mails.register_all()
        own_words.register(messages.words_in_use)
        answers.register("registrations", registered_addresses)
        letters.register_all()
        chores.register("registration: give back places held too long", holds.lapse_due)
        chores.register("registration: erase needs", needs.erase_due)
        chores.register("registration: open reserves to all", capacity.open_reserves)
        chores.register("registration: drop lists that nobody took", imported.drop_forgotten)
        chores.register("registration: tell that it is open to everybody", opening.tell_opening)
