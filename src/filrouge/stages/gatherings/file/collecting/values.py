"""Small helpers: leaving out what is empty, lending a language, an instant as the wall clock shows it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from filrouge.core import days


def said(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that say something: empty texts and nothing are left out."""
    return {name: value for name, value in values.items() if value not in (None, "", {}, [])}


def sourced(name: Mapping[str, str], language: str) -> dict[str, str]:
    """A text of the directory may lack this gathering's first language, when another gathering brought it: lend one."""
    return {language: next(iter(name.values())), **name} if name and language not in name else dict(name)


def local(instant: datetime | None, zone: str) -> datetime | None:
    """An instant by the clock of a zone; with its offset where the wall clock alone would be read otherwise."""
    if instant is None:
        return None
    shown = instant.astimezone(ZoneInfo(zone))
    plain = shown.replace(tzinfo=None)
    return plain if days.at_local(plain.date(), plain.time(), zone) == instant else shown
