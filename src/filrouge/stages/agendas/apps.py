"""The agendas stage."""

from django.apps import AppConfig


class AgendasConfig(AppConfig):
    """Names its chore."""

    name = "filrouge.stages.agendas"
    label = "agendas"

    def ready(self) -> None:
        """Bring agendas in step from time to time."""
        from filrouge.ground import chores
        from filrouge.stages.agendas import actions

        chores.register("agendas: bring them in step", actions.push_due)
