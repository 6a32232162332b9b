"""Where a gathering stands: in a series of editions, in a process of phases."""

from typing import ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field, model_validator

from filrouge.stages.gatherings.enums import PhaseKind, ProposalState
from filrouge.stages.gatherings.file.schema.base import (
    UNKNOWN,
    AsWritten,
    Base,
    Day,
    Key,
    LongUrl,
    ShortKey,
    Text,
    Vague,
)
from filrouge.stages.gatherings.file.schema.parts import Texts


class ResultEntry(Base):
    """A report, proceedings, a page that an edition produced and that lies elsewhere."""

    also: ClassVar = {"link": "url"}

    title: AsWritten = Field(min_length=1, max_length=200)
    url: LongUrl
    language: Literal["fr", "de", "it", "en"] | None = Field(None, description="The language of the thing itself.")


class ProposalEntry(Base):
    """Something that an edition proposed to somebody, and what became of it."""

    key: ShortKey
    text: Text
    whose: AsWritten = Field("", max_length=200, description="Who proposed it: a body, a working group.")
    addressee: AsWritten = Field("", max_length=200, description="To whom it is addressed.")
    state: ProposalState = ProposalState.NO_ANSWER
    answered_on: Day | None = None
    answer: Text | None = None
    public: bool = Field(False, description="Whether it stands on the public pages of the series.")

    @model_validator(mode="after")
    def _answered(self) -> "ProposalEntry":
        if self.state is ProposalState.NO_ANSWER and (self.answered_on or self.answer):
            raise ValueError(_("There is an answer: say under “state” whether it is answered, taken up or refused."))
        return self


class EditionEntry(Base):
    """An edition, held here or not."""

    number: int = Field(ge=1, le=1000)
    year: int | None = Field(None, ge=1800, le=9999)
    purpose: Text | None = None
    results: tuple[ResultEntry, ...] = Field(
        (), description="When it is written, results of this edition that are not in it are removed."
    )
    proposals: tuple[ProposalEntry, ...] = Field(
        (), description="When it is written, proposals of this edition that are not in it are removed."
    )


class SeriesEntry(Base):
    """The series, which edition this gathering is, and what is known of the editions."""

    key: Key
    name: Text
    edition: int = Field(ge=1, le=1000)
    editions: tuple[EditionEntry, ...] = Field(
        (), description="When it is written, editions that are neither in it nor held here are removed."
    )


class PhaseEntry(Base):
    """A phase of a process, by month or by day."""

    key: ShortKey
    kind: PhaseKind
    title: Text
    first: Vague = Field(UNKNOWN, description="When it begins.")
    last: Vague = Field(UNKNOWN, description="When it ends.")
    texts: Texts = {}


class ProcessEntry(Base):
    """What outlives the gathering: a consultation, a colloquium and working groups under one name."""

    key: Key
    name: Text
    owner: Key | None = Field(None, description="The body that leads it.")
    started: Vague = UNKNOWN
    texts: Texts = {}
    phases: tuple[PhaseEntry, ...] = Field(
        (), description="In order. When it is written, phases that are neither in it nor a gathering are removed."
    )
    this_phase: ShortKey = Field(description="The phase that this gathering is.")
