"""Registration of the planning stage."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Names what a next edition takes over of a calendar."""

    name = "filrouge.stages.planning"
    label = "planning"

    def ready(self) -> None:
        """Offer the organiser's own calendar to the next edition."""
        from filrouge.stages.gatherings import cloning
        from filrouge.stages.planning import words
        from filrouge.stages.planning.actions.steps import copy_steps
        from filrouge.stages.planning.queries import own_steps_found

        cloning.register(cloning.Share("calendar", words.calendar_word, own_steps_found, copy=copy_steps))
