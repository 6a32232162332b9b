"""A congress that comes back: its first edition as it is recorded here, and pressing its forms."""

from typing import Any

CONGRESS = "congres-2019"

FIRST: dict[str, Any] = {
    "filrouge": "gathering/1",
    "key": CONGRESS,
    "organiser": {"key": "ville-de-valprieux", "name": "Ville de Valprieux"},
    "kind": "congress",
    "title": {"fr": "Congrès des solidarités", "en": "Congress of solidarities"},
    "languages": ["fr"],
    "country": "FR",
    "town": "Valprieux",
    "state": "held",
    "registration": {"deadline": "2019-01-18", "channels": ["email"], "forwarding": "open", "residents": True},
    "contacts": {"general": {"name": "Le bureau du congrès", "email": "congres@valprieux.example"}},
    "roles": [{"body": "ville-de-valprieux", "role": "organiser"}, {"body": "banque", "role": "partner"}],
    "themes": [
        {"key": "food", "label": {"fr": "L’aide alimentaire", "en": "food aid"}},
        {"key": "work", "label": {"fr": "L’insertion", "en": "integration into work"}},
    ],
    "texts": {"guiding_question": "Qui reste à la porte ?"},
    "publications": [
        {
            "key": "actes",
            "kind": "proceedings",
            "title": "Les actes de 2019",
            "url": "https://valprieux.example/actes.pdf",
        }
    ],
    "parts": [
        {
            "key": "day-1",
            "title": "Premier jour",
            "when": "2019-02-01",
            "starts_at": "09:00",
            "capacity": 300,
            "deadline": "2019-01-20",
            "audience": {"function": ["deputy_mayor"], "otherwise": "organiser_decides"},
            "texts": {"topic": "Ce que nous savons"},
        },
        {"key": "day-2", "title": "Second jour", "when": "2019-02-02", "audience": {"open": True}},
    ],
    "functions": ["deputy_mayor", "social_worker"],
    "bodies": [
        {
            "key": "ville-de-valprieux",
            "kind": "city",
            "name": {"fr": "Ville de Valprieux", "en": "City of Valprieux"},
            "country": "FR",
            "territory": "haut-rhin",
        },
        {"key": "banque", "kind": "association", "name": "Banque du partage", "country": "FR"},
    ],
    "territories": [{"key": "haut-rhin", "kind": "department", "name": "Haut-Rhin", "code": "68"}],
}
