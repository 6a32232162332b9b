"""Registration of the people room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Organisers, users and roles."""

    name = "filrouge.ground.people"
    label = "people"
