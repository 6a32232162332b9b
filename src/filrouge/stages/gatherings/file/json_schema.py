"""The JSON Schema of the gathering file, for editors: `python -m filrouge.stages.gatherings.file.json_schema`."""

import json
from pathlib import Path
from typing import Any

from filrouge.core.text import LANGUAGES
from filrouge.stages.gatherings.enums import TextName
from filrouge.stages.gatherings.file.schema import GatheringDocument

TARGET = Path("docs/gathering-file.schema.json")
_KEY = "^[a-z0-9]+([-_][a-z0-9]+)*$"
_VAGUE = r"^(unknown|((early|mid|late) )?[0-9]{4}(-[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}( (morning|afternoon))?)$"
_REFERENCE = "#/$defs/"


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": _REFERENCE + name}


def _one_or_several(inner: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [inner, {"type": "array", "items": inner}]}


def _text(pattern: str, description: str, *more: dict[str, Any]) -> dict[str, Any]:
    kinds: dict[str, Any] = {"anyOf": [{"type": "string", "pattern": pattern}, *more]} if more else {}
    return {"description": description, **(kinds or {"type": "string", "pattern": pattern})}


def _shared() -> dict[str, Any]:
    string = {"type": "string"}
    return {
        "Key": _text(_KEY, "Small letters, digits, - and _."),
        "Text": {
            "description": "A text in the first language of the file, or one text for each language.",
            "anyOf": [
                string,
                {
                    "type": "object",
                    "properties": dict.fromkeys(LANGUAGES, string),
                    "additionalProperties": False,
                    "minProperties": 1,
                },
            ],
        },
        "TextList": _one_or_several(_ref("Text")),
        "Texts": {
            "description": "Prose facts by name.",
            "type": "object",
            "additionalProperties": False,
            "properties": {name.value: _ref("TextList") for name in TextName},
        },
        "Vague": _text(_VAGUE, "A date as precise as it is known.", {"type": "integer"}),
        "Day": _text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "An exact day."),
        "Hour": _text("^[0-9]{1,2}[:h][0-9]{2}$", "An hour, as 17:15."),
        "Instant": _text("^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}.*$", "A day and hour."),
        "Email": _text("^[^@ ]+@[^@ ]+[.][^@ ]+$", "An e-mail address."),
        "Url": _text("^https?://", "A web address."),
        "Degrees": _text("^[+-]?[0-9]+([.,][0-9]+)?$", "Degrees, as 47.39254.", {"type": "number"}),
        "Country": _text("^[A-Z]{2}$", "Two capitals, as FR or CH."),
        "Zone": _text("^[A-Za-z_+-]+(/[A-Za-z0-9_+-]+)*$", "A time zone, as Europe/Zurich."),
        "AsWritten": {"description": "Kept as written.", "anyOf": [string, {"type": "number"}]},
        "Siret": _text("^[0-9]{3} ?[0-9]{3} ?[0-9]{3} ?[0-9]{5}$", "Fourteen digits.", {"type": "integer"}),
        "Keys": _one_or_several(_ref("Key")),
        "Term": {"anyOf": [_ref("Key"), _ref("TermEntry")]},
        "Function": {"anyOf": [_ref("Key"), _ref("FunctionEntry")]},
        "Memberships": _memberships(),
    }


def _memberships() -> dict[str, Any]:
    one = [_ref("MembershipKind"), _ref("MembershipEntry")]
    several = {"type": "array", "items": {"anyOf": one}}
    return {"description": "How the body belongs to the organiser's network.", "anyOf": [*one, several]}


def json_schema() -> dict[str, Any]:
    """The schema as JSON data."""
    from filrouge.stages.gatherings.file.schema.directory import MembershipEntry
    from filrouge.stages.gatherings.file.schema.words import FunctionEntry, TermEntry

    schema = GatheringDocument.model_json_schema()
    definitions = schema.pop("$defs")
    for model in (MembershipEntry, TermEntry, FunctionEntry):
        inner = model.model_json_schema()
        definitions.update(inner.pop("$defs", {}))
        definitions[model.__name__] = inner
    definitions.update(_shared())
    found: dict[str, Any] = _resolved({**schema, "$defs": dict(sorted(definitions.items()))})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Fil rouge gathering file",
        **{name: value for name, value in found.items() if name != "title"},
    }


def _resolved(value: Any) -> Any:
    """Marks of shared types become references; titles that only repeat a field's name go."""
    if isinstance(value, dict):
        if "x-shared" in value:
            rest = {name: inner for name, inner in value.items() if name in ("description",)}
            return {**_ref(value["x-shared"]), **rest}
        said = {name: item for name, item in value.items() if name != "title" or not isinstance(item, str)}
        return {name: _resolved(item) for name, item in said.items()}
    return [_resolved(item) for item in value] if isinstance(value, list) else value


def written() -> str:
    """The schema as the file holds it."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    TARGET.write_text(written(), encoding="utf-8")
