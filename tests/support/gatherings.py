"""Gatherings for tests, loaded the way an organiser loads them: as a gathering file.

Shaped after the founding documents; bodies and people are invented, so is every sentence.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest

from filrouge.ground.directory.models import Organisation
from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.file.loading import load_gathering
from filrouge.stages.gatherings.queries import facts_by_key, forget_facts

CONTACT = "inscription@villes-sociales.example"
PHONE = "052 555 01 02"

AARAU: dict[str, Any] = {
    "filrouge": "gathering/1",
    "key": "aarau-2023",
    "organiser": {"key": "villes-sociales", "name": {"fr": "Villes sociales", "de": "Soziale Städte"}},
    "kind": "assembly",
    "title": {"fr": "Assemblée de printemps", "de": "Frühjahrstagung"},
    "languages": ["fr", "de"],
    "country": "CH",
    "town": "Aarau",
    "state": "registration_open",
    "registration": {"deadline": "2023-04-14", "channels": ["web", "paper"], "preferred": "web"},
    "contacts": {"registration": {"email": CONTACT, "phone": PHONE}},
    "roles": [{"body": "villes-sociales", "role": "organiser"}, {"body": "aarau", "role": "host"}],
    "texts": {"main_theme": "La coordination au service de la prévention"},
    "parts": [
        {
            "key": "eve",
            "kind": "eve",
            "title": {"fr": "Soirée de la veille", "de": "Vorabend"},
            "when": "2023-05-11",
            "weekday": "thursday",
            "starts_at": "17:15",
            "starts_from": True,
            "capacity": 30,
            "audience": {
                "all": [{"membership": "member"}, {"function": ["executive_member", "head_of_social_services"]}],
                "otherwise": "refuse",
            },
            "texts": {"items": ["Une introduction au thème", "Un tour de la ville avec dégustation"]},
        },
        {
            "key": "day",
            "title": {"fr": "Journée", "de": "Tagung"},
            "when": "2023-05-12",
            "weekday": "friday",
            "audience": {
                "any": [{"membership": "member"}, {"membership": "partner"}],
                "otherwise": "organiser_decides",
            },
            "texts": {"topic": "Ce que trois villes ont appris"},
        },
    ],
    "functions": ["executive_member", "head_of_social_services", "project_officer", "director"],
    "memberships": [
        {
            "key": "member",
            "label": {"fr": "ville membre", "de": "Mitgliedstadt"},
            "plural": {"fr": "villes membres", "de": "Mitgliedstädte"},
        }
    ],
    "bodies": [
        {"key": "villes-sociales", "kind": "association", "name": {"fr": "Villes sociales", "de": "Soziale Städte"}},
        {"key": "aarau", "kind": "city", "name": {"fr": "Ville d’Aarau", "de": "Stadt Aarau"}, "membership": "member"},
        {
            "key": "lindenau",
            "kind": "city",
            "name": {"fr": "Ville de Lindenau", "de": "Stadt Lindenau"},
            "membership": "member",
        },
        {"key": "rosieres", "kind": "city", "name": "Ville de Rosières", "membership": "member"},
        {"key": "valmont", "kind": "city", "name": "Ville de Valmont", "membership": "member"},
        {"key": "valmont-haut", "kind": "city", "name": "Ville de Valmont-le-Haut"},
        {"key": "entraide", "kind": "association", "name": "Entraide romande", "membership": "partner"},
        {"key": "montclair", "kind": "city", "name": "Ville de Montclair"},
    ],
}

HEALTH: dict[str, Any] = {
    "filrouge": "gathering/1",
    "key": "sante-2016",
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
            "when": "2016-11-22 morning",
            "audience": {
                "any": [
                    {"function": ["asv_coordinator", "cls_officer", "urban_policy_manager", "urban_policy_officer"]},
                    {"organisation": ["ccas", "cpam"]},
                ],
                "otherwise": "organiser_decides",
            },
        },
        {
            "key": "afternoon",
            "kind": "half_day",
            "title": "Après-midi",
            "when": "2016-11-22 afternoon",
            "audience": {"any": [{"instrument": "asv"}, {"function": "urban_policy_manager"}], "otherwise": "refuse"},
        },
    ],
    "functions": [
        "asv_coordinator",
        "asv_project_assistant",
        "cls_officer",
        "urban_policy_manager",
        "urban_policy_officer",
        "health_mediator",
    ],
    "body_kinds": ["city", "ccas", "cpam"],
    "instruments": ["asv"],
    "bodies": [{"key": "valprieux", "kind": "city", "name": "Ville de Valprieux"}],
}

MULHOUSE: dict[str, Any] = {
    "filrouge": "gathering/1",
    "key": "mulhouse-2022",
    "organiser": {"key": "ville-mulhouse", "name": "Ville de Mulhouse"},
    "kind": "colloquium",
    "title": "Deux jours pour la participation",
    "languages": ["fr"],
    "country": "FR",
    "town": "Mulhouse",
    "state": "invitation_sent",
    "roles": [{"body": "mulhouse", "role": "organiser"}],
    "parts": [
        {"key": "day-1", "title": "Premier jour", "when": "2022-05-04", "weekday": "wednesday"},
        {"key": "day-2", "title": "Second jour", "when": "2022-05-05", "weekday": "thursday"},
    ],
    "process": {
        "key": "participation",
        "name": "Une démarche en trois phases",
        "started": "2021-10",
        "phases": [
            {
                "key": "consultation",
                "kind": "consultation",
                "title": "Consultation",
                "first": "2021-10",
                "last": "2021-12",
            },
            {"key": "colloque", "kind": "colloquium", "title": "Colloque", "first": "2022-05-04", "last": "2022-05-05"},
            {
                "key": "groupes",
                "kind": "working_groups",
                "title": "Groupes de travail",
                "first": "2022-06",
                "last": "2022-12",
            },
        ],
        "this_phase": "colloque",
    },
    "bodies": [{"key": "mulhouse", "kind": "city", "name": "Ville de Mulhouse"}],
}


def changed(document: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A copy of a file with other fields at the top."""
    return {**deepcopy(document), **changes}


def with_part(document: dict[str, Any], key: str, **changes: Any) -> dict[str, Any]:
    """A copy of a file with other fields in one part; a field set to None is left out."""
    copy = deepcopy(document)
    part = next(part for part in copy["parts"] if part["key"] == key)
    part.update(changes)
    for name in [name for name, value in changes.items() if value is None]:
        del part[name]
    return copy


def load(document: dict[str, Any] = AARAU, *, now: datetime | None = None) -> GatheringFacts:
    """Load a file as the system does; the facts that every page then reads."""
    load_gathering(json.dumps(document, ensure_ascii=False), actor=SYSTEM, now=now or datetime.now(UTC))
    return facts_of(document["key"])


def facts_of(key: str) -> GatheringFacts:
    """The facts as a page reads them now."""
    found = facts_by_key(key)
    assert found is not None, f"no gathering {key}"
    return found


def part_of(facts: GatheringFacts, key: str) -> PartFacts:
    """A part that must be there."""
    found = facts.part(key)
    assert found is not None, f"no part {key}"
    return found


@pytest.fixture(autouse=True)
def fresh_facts() -> Iterator[None]:
    """Ids are used again by the next test: what this one has read must not be taken for it."""
    forget_facts()
    yield
    forget_facts()


def body_id(organiser: str, key: str) -> int:
    """The id of a body in the directory of an organiser."""
    return Organisation.objects.get(organiser__key=organiser, key=key).pk
