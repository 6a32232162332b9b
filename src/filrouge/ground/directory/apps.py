"""Registration of the directory room."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Territories, bodies and memberships."""

    name = "filrouge.ground.directory"
    label = "directory"
