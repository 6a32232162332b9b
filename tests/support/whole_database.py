"""The whole database, searched for one text: where an address stands, and that it stands nowhere else."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import CharField, JSONField, TextField


def places_of_text(text: str) -> Iterator[str]:
    """Every table and column of the database in which a text stands."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, CharField | TextField | JSONField):
                said = model._default_manager.order_by("pk").values_list(field.attname, flat=True)
                if any(text in str(value) for value in said):
                    yield f"{model.__name__}.{field.attname}"
