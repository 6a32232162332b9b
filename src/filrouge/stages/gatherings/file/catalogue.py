"""The shipped words: functions, kinds of bodies, instruments and memberships with labels in four languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from filrouge.core.text import Translated

if TYPE_CHECKING:
    from filrouge.stages.gatherings.file.schema.words import TermEntry

Word = dict[str, Any]


@dataclass(frozen=True)
class Catalogue:
    """The shipped words by key, each as a gathering stores it: key, label, plural, and what a function has besides."""

    functions: Mapping[str, Word]
    body_kinds: Mapping[str, Word]
    instruments: Mapping[str, Word]
    memberships: Mapping[str, Word]

    def words(self, name: str) -> Mapping[str, Word]:
        """The words of a list; communities and territories have none that are shipped."""
        return dict(getattr(self, name, {}))


@cache
def shipped() -> Catalogue:
    """The catalogue, read once."""
    # Here, so that the product starts without it.
    import yaml

    text = resources.files("filrouge.stages.gatherings").joinpath("catalogue.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    return Catalogue(
        functions={key: _function(key, word) for key, word in data["functions"].items()},
        body_kinds={key: _word(key, word) for key, word in data["body_kinds"].items()},
        instruments={key: _word(key, word) for key, word in data["instruments"].items()},
        memberships={key: _word(key, word) for key, word in data["memberships"].items()},
    )


def _word(key: str, word: Mapping[str, Any]) -> Word:
    return {"key": key, "label": dict(word["label"]), "plural": dict(word["plural"])}


def _function(key: str, word: Mapping[str, Any]) -> Word:
    return {
        **_word(key, word),
        "elected": word.get("elected", False),
        "public_agent": word.get("public_agent", False),
        "instrument": word.get("instrument", ""),
    }


def stored_word(entry: TermEntry, catalogue: Mapping[str, Word]) -> Word:
    """An entry of a file as it is stored: what the file says, else what is shipped."""
    from filrouge.stages.gatherings.file.schema.words import FunctionEntry

    base = catalogue.get(entry.key, {})
    label = dict(entry.label) if entry.label else base.get("label", {})
    plural = dict(entry.plural) if entry.plural else label if entry.label else base.get("plural", label)
    word = {"key": entry.key, "label": label, "plural": plural}
    if isinstance(entry, FunctionEntry):
        word["elected"] = base.get("elected", False) if entry.elected is None else entry.elected
        word["public_agent"] = base.get("public_agent", False) if entry.public_agent is None else entry.public_agent
        word["instrument"] = base.get("instrument", "") if entry.instrument is None else entry.instrument
    return word


def written_word(word: Word, catalogue: Mapping[str, Word], language: str) -> Word:
    """A stored word as a file writes it: the key alone when the catalogue says the rest."""
    base = catalogue.get(word["key"], {})
    written: Word = {"key": word["key"]}
    if base.get("label") != word["label"] or base.get("plural") != word["plural"]:
        written["label"] = Translated.of(word["label"], language)
        if word["plural"] != word["label"]:
            written["plural"] = Translated.of(word["plural"], language)
    for name, default in (("elected", False), ("public_agent", False), ("instrument", "")):
        if word.get(name, default) != base.get(name, default):
            written[name] = word[name]
    return written
