"""A study day in the north of France, with territories inside each other, and people from some of them.

The départements are real, everything in them is invented: perimeters, bodies, people.
"""

from typing import Any

from filrouge.ground.directory.models import Organisation, Territory
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.models import Registration
from tests.support import people
from tests.support.gatherings import load
from tests.support.people import Person

DEPARTMENTS = {"59": "Nord", "62": "Pas-de-Calais", "80": "Somme", "02": "Aisne", "60": "Oise"}
CONTRACTS = {
    "ville-valprieux": ("Contrat de ville de Valprieux", "59"),
    "ville-haubecourt": ("Contrat de ville de Haubecourt", "59"),
    "ville-brimont": ("Contrat de ville de Brimont", "62"),
    "ville-saint-elme": ("Contrat de ville de Saint-Elme", "80"),
    "ville-corbanne": ("Contrat de ville de Corbanne", "02"),
}
BODIES = {
    "valprieux": ("Ville de Valprieux", "city", "ville-valprieux", "local"),
    "ccas-valprieux": ("CCAS de Valprieux", "ccas", "ville-valprieux", "local"),
    "haubecourt": ("Ville de Haubecourt", "city", "ville-haubecourt", "local"),
    "brimont": ("Ville de Brimont", "city", "ville-brimont", "local"),
    "saint-elme": ("Ville de Saint-Elme", "city", "ville-saint-elme", "local"),
    "departement-59": ("Unité du département", "department_territorial_unit", "d59", "departmental"),
    "federation": ("Fédération des acteurs du soin", "association", None, "national"),
}
MEMBERS = ("valprieux", "brimont", "saint-elme")

NORTH: dict[str, Any] = {
    "filrouge": "gathering/1",
    "key": "sante-2026",
    "organiser": {"key": "ressources-nord", "name": "Ressources Nord"},
    "kind": "study_day",
    "title": "Santé et quartiers",
    "languages": ["fr"],
    "country": "FR",
    "town": "Valprieux",
    "state": "registration_open",
    "contacts": {"registration": {"email": "sante@ressources-nord.example"}},
    "parts": [
        {
            "key": "morning",
            "kind": "half_day",
            "title": "Matinée",
            "when": "2023-06-22 morning",
            "audience": {"open": True},
        },
        {
            "key": "afternoon",
            "kind": "half_day",
            "title": "Après-midi",
            "when": "2023-06-22 afternoon",
            "capacity": 3,
            "audience": {
                "any": [
                    {"function": ["asv_coordinator", "urban_policy_manager", "health_mediator"]},
                    {"organisation": ["ccas", "cpam"]},
                ],
                "otherwise": "organiser_decides",
            },
        },
    ],
    "functions": ["asv_coordinator", "urban_policy_manager", "health_mediator"],
    "body_kinds": ["city", "ccas", "cpam"],
    "territories": [
        *({"key": f"d{code}", "kind": "department", "name": name, "code": code} for code, name in DEPARTMENTS.items()),
        *(
            {"key": key, "kind": "city_contract", "name": name, "parent": f"d{code}"}
            for key, (name, code) in CONTRACTS.items()
        ),
    ],
    "bodies": [
        {
            "key": key,
            "kind": kind,
            "name": name,
            "level": level,
            **({"territory": territory} if territory else {}),
            **({"membership": "member"} if key in MEMBERS else {}),
        }
        for key, (name, kind, territory, level) in BODIES.items()
    ],
}

# Body and function of each person who comes, in the order in which they register.
COMING = (
    ("Ville de Valprieux", "asv_coordinator"),
    ("Ville de Valprieux", "urban_policy_manager"),
    ("CCAS de Valprieux", "asv_coordinator"),
    ("Ville de Haubecourt", "urban_policy_manager"),
    ("Ville de Brimont", "asv_coordinator"),
    ("Unité du département", ""),
    ("Fédération des acteurs du soin", ""),
    ("Les Jardins partagés", ""),
)


def north(document: dict[str, Any] = NORTH) -> GatheringFacts:
    """The study day, with nobody yet."""
    return load(document)


def somebody(number: int, organisation: str, function: str = "") -> Person:
    """An invented person for a body; another one for each number."""
    return people.another(number).but(organisation=organisation, function=function, email=f"p{number}@nord.example")


def come(facts: GatheringFacts, *pairs: tuple[str, str], parts: tuple[str, ...] = ("morning",), first: int = 0) -> None:
    """These people register, body and function each."""
    for number, (organisation, function) in enumerate(pairs, start=first):
        people.registered(somebody(number, organisation, function), facts, *parts)


def north_with_people() -> GatheringFacts:
    """The study day with eight people: five from two city contracts of the Nord and the Pas-de-Calais, one for the
    département itself, one of a national body, one of a body that the directory does not know.
    """
    facts = north()
    come(facts, *COMING)
    return facts


def say_territory(family: str, key: str) -> None:
    """What somebody says of themselves when they register: their territory."""
    Registration.objects.filter(family_name=family).update(territory=Territory.objects.get(key=key))


def body_of(key: str) -> Organisation:
    """A body of the directory."""
    return Organisation.objects.get(key=key)
