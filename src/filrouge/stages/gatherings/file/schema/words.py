"""The words that audience rules and forms use: functions, kinds of bodies, communities, instruments, memberships."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import AfterValidator, BeforeValidator, Field

from filrouge.stages.gatherings.file.schema.base import Base, Key, Text, shared

ACRONYM = re.compile(r"[^\W_][\w-]{0,10}[^\W_]")


class TermEntry(Base):
    """A word: its key and labels. A bare key takes the labels of the shipped catalogue."""

    key: Key
    label: Text | None = Field(None, description="One of them, inside a sentence: “ville membre”.")
    plural: Text | None = Field(None, description="Several of them; the label when left out.")


class FunctionEntry(TermEntry):
    """A function of the controlled list."""

    elected: bool | None = Field(None, description="Whether who holds it is elected.")
    public_agent: bool | None = Field(None, description="Whether who holds it works for a public body.")
    instrument: Key | None = Field(None, description="The instrument that the function belongs to, such as asv.")


def _acronym(value: str) -> str:
    if not ACRONYM.fullmatch(value):
        raise ValueError(
            _("“%(value)s” is not an acronym: write two to twelve letters, digits or hyphens, without spaces.")
            % {"value": value}
        )
    return value


def _entry(value: Any) -> Any:
    return {"key": value} if isinstance(value, str) else value


def is_bare(entry: Mapping[str, Any]) -> bool:
    """Whether an entry says no more than its key."""
    return set(entry) == {"key"}


Term = Annotated[TermEntry, BeforeValidator(_entry), shared("Term")]
Function = Annotated[FunctionEntry, BeforeValidator(_entry), shared("Function")]
Acronym = Annotated[str, AfterValidator(_acronym)]
