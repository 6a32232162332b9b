"""A congress that asks for access needs, welcomes residents and announces a photographer."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.models import Registration

CONGRESS: dict[str, Any] = {
    "filrouge": "gathering/1",
    "key": "congres",
    "organiser": {"key": "ville-hote", "name": "Ville hôte"},
    "kind": "congress",
    "title": "Congrès des solidarités",
    "languages": ["fr"],
    "country": "FR",
    "town": "Montclair",
    "state": "registration_open",
    "registration": {"deadline": "2024-05-31", "residents": True, "pictures": True, "category": True},
    "contacts": {"registration": {"email": "congres@ville-hote.example", "phone": "01 99 00 00 00"}},
    "roles": [{"body": "ville-hote", "role": "organiser"}],
    "parts": [
        {
            "key": "opening",
            "title": "Ouverture",
            "when": "2024-06-13",
            "starts_at": "09:00",
            "ends_at": "17:00",
            "asks_access": True,
            "audience": "open",
        },
        {"key": "walk", "kind": "half_day", "title": "Balade", "when": "2024-06-14 morning", "audience": "open"},
    ],
    "bodies": [
        {"key": "ville-hote", "kind": "city", "name": "Ville hôte"},
        {"key": "ccas", "kind": "ccas", "name": "CCAS de Montclair"},
    ],
}


def desk_pages(client: Client, facts: GatheringFacts) -> Iterator[tuple[str, str]]:
    """Every page and file of the desk that this client may open, with all that it says."""
    known = {"key": facts.key, "part": "opening", "use": "badges", "form": "csv", "kind": "changed", "language": "fr"}
    for pk in Registration.objects.order_by("pk").values_list("pk", flat=True):
        for name in desk_names():
            try:
                wanted = desk_patterns()[name].converters
                address = reverse(f"desk:{name}", kwargs={word: {**known, "pk": pk}[word] for word in wanted})
            except (KeyError, NoReverseMatch):
                continue
            response = client.get(address)
            if response.status_code == 200:
                yield address, response.content.decode("utf-8", "replace")


def desk_patterns() -> dict[str, Any]:
    """The addresses of the desk, by name."""
    found = {}
    for part in get_resolver().url_patterns:
        if getattr(part, "namespace", None) == "desk":
            found |= {pattern.name: pattern.pattern for pattern in part.url_patterns}
    return found


def desk_names() -> list[str]:
    """Their names, in order."""
    return sorted(desk_patterns())


def everything_stored() -> Iterator[tuple[str, str]]:
    """Every row of every table as text."""
    for model in apps.get_models():
        for row in model._default_manager.order_by("pk").values():
            yield (
                model._meta.label,
                "|".join(
                    bytes(value).decode("latin-1") if isinstance(value, (bytes, memoryview)) else str(value)
                    for value in row.values()
                ),
            )
