"""A document as canonical YAML: fields in the order of the form, nothing that is empty or a default, one spelling."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import yaml
from pydantic import BaseModel

from filrouge.core.coordinates import plain
from filrouge.core.text import Translated
from filrouge.core.vague_dates import Precision, VagueDate
from filrouge.stages.gatherings.enums import Attribute, ContactKind, TextName
from filrouge.stages.gatherings.file.schema import GatheringDocument
from filrouge.stages.gatherings.file.schema.directory import MembershipEntry
from filrouge.stages.gatherings.file.schema.words import TermEntry

_SHORT: dict[str, type[BaseModel]] = {"key": TermEntry, "kind": MembershipEntry}
_ONE_MAY_STAND_ALONE = {attribute.value for attribute in Attribute}
# A database may give mappings back in another order.
_ORDER = {"texts": tuple(name.value for name in TextName), "contacts": tuple(kind.value for kind in ContactKind)}


def dump_document(document: GatheringDocument) -> str:
    """The canonical file of a document; reading it gives the same document."""
    data = {"filrouge": document.filrouge, **_plain(document)}
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return _fields(value)
    if isinstance(value, Translated):
        texts = dict(value)
        return texts[value.source] if list(texts) == [value.source] else texts
    if isinstance(value, VagueDate):
        return value.floor if value.precision is Precision.DAY else str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {_plain(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")
    if isinstance(value, UUID):
        return str(value)
    return _number(value) if isinstance(value, Decimal) else value


def _number(value: Decimal) -> str:
    """Money with two decimals, degrees with as many as they have."""
    exponent = value.as_tuple().exponent
    return plain(value) if isinstance(exponent, int) and exponent < -2 else f"{value:.2f}"


def _fields(model: BaseModel) -> Any:
    fields = type(model).model_fields
    said = {name: getattr(model, name) for name in fields if getattr(model, name) != fields[name].default}
    written = {name: _field(name, value) for name, value in said.items()}
    for name, short in _SHORT.items():
        if isinstance(model, short) and set(written) == {name}:
            return written[name]
    return written


def _field(name: str, value: Any) -> Any:
    plain = _plain(value)
    if name in _ONE_MAY_STAND_ALONE and isinstance(plain, list) and len(plain) == 1:
        return plain[0]
    if name in _ORDER:
        plain = {key: plain[key] for key in _ORDER[name] if key in plain}
    if name == "texts":
        return {key: said[0] if len(said) == 1 else said for key, said in plain.items()}
    return plain


class _Dumper(yaml.SafeDumper):
    """Block style throughout, list items indented, long texts as literal blocks, no aliases."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


def _day(dumper: yaml.SafeDumper, value: date) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", value.isoformat())


_Dumper.add_representer(str, _text)
_Dumper.add_representer(date, _day)
