"""A process that tells followers what is new, with Django and a database connection of its own, as the worker has.

Django is imported inside the function: a spawned process imports this module before any settings are chosen.
"""

import os
from datetime import datetime


def tell(database: str, now: datetime) -> None:
    """Tell everybody who is to be told."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.db import connections

    connections["default"].settings_dict["NAME"] = database
    from filrouge.stages.following.actions import tell_followers

    tell_followers(now)
    connections.close_all()
