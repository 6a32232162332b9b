"""Starting a gathering with the little that is known on the first day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import yaml
from django.db import transaction

from filrouge.core.text import Translated, search_form
from filrouge.core.vague_dates import Half
from filrouge.ground.directory.models import Organisation
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.models import Organiser
from filrouge.stages.gatherings.enums import BodyRole, GatheringKind
from filrouge.stages.gatherings.file.loading import load_gathering
from filrouge.stages.gatherings.file.schema.gathering import HEADER
from filrouge.stages.gatherings.models import Gathering, OrganisingRole

# What a part of a day is called until somebody calls it otherwise.
_TITLES: Mapping[Half | None, Mapping[str, str]] = {
    None: {"fr": "Journée", "de": "Tagung", "it": "Giornata", "en": "Day"},
    Half.MORNING: {"fr": "Matinée", "de": "Vormittag", "it": "Mattina", "en": "Morning"},
    Half.AFTERNOON: {"fr": "Après-midi", "de": "Nachmittag", "it": "Pomeriggio", "en": "Afternoon"},
}


@dataclass(frozen=True)
class FirstFacts:
    """What somebody knows who starts a gathering; `in_halves`: morning and afternoon are taken apart."""

    title: str
    kind: GatheringKind
    language: str
    country: str
    town: str
    day: date
    in_halves: bool = False


@transaction.atomic
def start_gathering(*, organiser_id: int, said: FirstFacts, actor: Actor, now: datetime) -> str:
    """Make a draft of what is known; its key, which is its address for ever. Raises FileRefused."""
    organiser = Organiser.objects.get(pk=organiser_id)
    key = free_key(said.title, said.day.year)
    halves = (Half.MORNING, Half.AFTERNOON) if said.in_halves else (None,)
    data: dict[str, Any] = {
        "filrouge": HEADER,
        "key": key,
        "organiser": {"key": organiser.key},
        "kind": said.kind.value,
        "title": said.title,
        "languages": [said.language],
        "country": said.country,
        "parts": [_part(half, said) for half in halves],
        **({"town": said.town} if said.town else {}),
        **_organised_by(organiser, said.language),
    }
    load_gathering(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), actor=actor, now=now)
    return key


def whole_day(language: str, when: str) -> dict[str, Any]:
    """The one part of a gathering of which no parts are known, as a file says it."""
    return {"key": "day", "kind": "day", "title": _TITLES[None][language], "when": when}


def _part(half: Half | None, said: FirstFacts) -> dict[str, Any]:
    if half is None:
        return whole_day(said.language, said.day.isoformat())
    return {
        "key": half.value,
        "kind": "half_day",
        "title": _TITLES[half][said.language],
        "when": f"{said.day.isoformat()} {half.value}",
    }


def _organised_by(organiser: Organiser, language: str) -> dict[str, Any]:
    """The organiser as a body: the one that its gatherings named before, else one of its name."""
    roles = OrganisingRole.objects.filter(gathering__organiser=organiser, role=BodyRole.ORGANISER.value)
    body = roles.order_by("-gathering_id", "position").values_list("organisation__key", flat=True).first()
    if body is None:
        body = Organisation.objects.filter(organiser=organiser, key=organiser.key).values_list("key", flat=True).first()
    roles_said = [{"body": body or organiser.key, "role": BodyRole.ORGANISER.value}]
    if body is not None:
        return {"roles": roles_said}
    name = Translated.of(organiser.name, organiser.language).best(language).text
    return {
        "roles": roles_said,
        "bodies": [{"key": organiser.key, "kind": "other", "name": {**organiser.name, language: name}}],
    }


def key_stem(title: str) -> str:
    """The letters and digits of a title as the beginning of a key; empty when it has none."""
    words = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in search_form(title))
    return "-".join(word for word in words.split("-") if word)[:60].strip("-")


def free_key(title: str, year: int) -> str:
    """The key of a new gathering, which ends with its year unless the title does; one that no other one has."""
    stem = key_stem(title) or "rencontre"
    stem = stem if stem.endswith(str(year)) else f"{stem}-{year}"
    taken = set(Gathering.objects.filter(key__startswith=stem).order_by("key").values_list("key", flat=True))
    return next(key for key in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)
