"""The delegations stage."""

from django.apps import AppConfig


class DelegationsConfig(AppConfig):
    """Grants this stage's permissions, names its mails and its chores."""

    name = "filrouge.stages.delegations"
    label = "delegations"

    def ready(self) -> None:
        """Grant its permissions, name its mails and chores."""
        from filrouge.ground import chores
        from filrouge.stages.delegations import mails, permissions  # noqa: F401
        from filrouge.stages.delegations.actions import held, orders

        mails.register_all()
        chores.register("delegations: give back places without a name", held.give_back_due)
        chores.register("delegations: hold places of people who moved up", orders.hold_those_who_moved_up)
