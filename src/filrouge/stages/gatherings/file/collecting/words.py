"""The words of a gathering as data of a document: bare keys where the shipped catalogue says the same."""

from collections.abc import Iterable
from typing import Any

from filrouge.stages.gatherings.file.catalogue import shipped, written_word
from filrouge.stages.gatherings.file.writing.texts import LISTS
from filrouge.stages.gatherings.models import Gathering


def word_lists(row: Gathering) -> dict[str, list[Any]]:
    """The lists of words, each in its stored order."""
    return {
        name: [written_word(word, shipped().words(name), row.language) for word in row.vocabulary.get(name, [])]
        for name in LISTS
    }


def missing_kinds(row: Gathering, kinds: Iterable[str]) -> list[dict[str, Any]]:
    """Own kinds of the exported bodies that this gathering has no word for: another gathering of the organiser has."""
    here = {word["key"] for word in row.vocabulary.get("body_kinds", [])}
    missing = sorted(set(kinds) - here - set(shipped().body_kinds))
    if not missing:
        return []
    vocabularies = Gathering.objects.filter(organiser_id=row.organiser_id).order_by("pk")
    words = {
        word["key"]: word
        for vocabulary in vocabularies.values_list("vocabulary", flat=True)
        for word in vocabulary.get("body_kinds", [])
    }
    return [{"key": key, "label": _label(words.get(key), key, row.language)} for key in missing]


def _label(word: dict[str, Any] | None, key: str, language: str) -> dict[str, str]:
    label: dict[str, str] = word["label"] if word else {}
    return {language: key, **label}
