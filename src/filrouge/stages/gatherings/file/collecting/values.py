"""Small helpers: leaving out what is empty, lending a language."""

from collections.abc import Mapping
from typing import Any


def said(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that say something: empty texts and nothing are left out."""
    return {name: value for name, value in values.items() if value not in (None, "", {}, [])}


def sourced(name: Mapping[str, str], language: str) -> dict[str, str]:
    """A text of the directory may lack this gathering's first language, when another gathering brought it: lend one."""
    return {language: next(iter(name.values())), **name} if name and language not in name else dict(name)
