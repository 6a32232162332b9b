"""Registration of the gatherings stage."""

from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    """Grants this stage's permissions, names its chores, what a next edition takes over, and where it knows bodies."""

    name = "filrouge.stages.gatherings"
    label = "gatherings"

    def ready(self) -> None:
        """Make all of them known."""
        from filrouge.ground import chores
        from filrouge.ground.directory import alarms
        from filrouge.stages.gatherings import actions, permissions, store  # noqa: F401
        from filrouge.stages.gatherings.file import taking_over

        chores.register("gatherings: drop files that no page names", store.drop_unnamed)
        taking_over.register_all()
        alarms.register(
            "gatherings", hold=actions.read_directory_anew, naming=actions.title_naming, join=actions.join_roles
        )
