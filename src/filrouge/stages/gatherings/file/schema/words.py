"""The words that audience rules and forms use: functions, kinds of bodies, communities, instruments, memberships."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from filrouge.stages.gatherings.file.schema.base import Base, Key, Text, shared


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


def _entry(value: Any) -> Any:
    return {"key": value} if isinstance(value, str) else value


def is_bare(entry: Mapping[str, Any]) -> bool:
    """Whether an entry says no more than its key."""
    return set(entry) == {"key"}


Term = Annotated[TermEntry, BeforeValidator(_entry), shared("Term")]
Function = Annotated[FunctionEntry, BeforeValidator(_entry), shared("Function")]
