"""What belongs to which organiser, read from the models themselves."""

from typing import Any

from django.apps import apps
from django.db.models import F, ForeignKey, Model, OneToOneField

from filrouge.ground.people.models import Organiser

MOST_STEPS = 4


def way_to_organiser(model: type[Model], steps: int = MOST_STEPS) -> str | None:
    """The shortest chain of fields from a model to its organiser, as queries write it; None when there is none."""
    if model is Organiser or not model.__module__.startswith("filrouge") or not steps:
        return "" if model is Organiser else None
    ways = []
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey | OneToOneField) and field.related_model is not model:
            rest = way_to_organiser(field.related_model, steps - 1)  # type: ignore[arg-type]
            ways += [f"{field.name}__{rest}".removesuffix("__")] if rest is not None else []
    return min(ways, key=lambda way: (way.count("__"), way), default=None)


WAYS = {model: way for model in apps.get_models() if (way := way_to_organiser(model))}


def rows_of(organiser_id: int) -> dict[str, list[Any]]:
    """Every row of an organiser, by model."""
    return {
        model.__name__: list(model._default_manager.filter(**{way: organiser_id}).order_by("pk").values_list())
        for model, way in WAYS.items()
    }


def points_elsewhere() -> list[str]:
    """The fields, as “Model.field”, by which a row of one organiser points to a row of another one."""
    found = []
    for model, way in WAYS.items():
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model in WAYS:
                there = f"{field.name}__{WAYS[field.related_model]}"
                rows = model._default_manager.exclude(**{way: None}).exclude(**{there: None})
                if rows.exclude(**{way: F(there)}).exists():
                    found.append(f"{model.__name__}.{field.name}")
    return found
