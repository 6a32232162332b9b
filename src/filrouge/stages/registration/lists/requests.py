"""The requests that wait for the organiser, oldest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from filrouge.core.decisions import Reason
from filrouge.core.names import PersonName
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.facts import HeldPart
from filrouge.stages.registration.lists.columns import COLUMNS, body_of, function_of
from filrouge.stages.registration.models import PartRegistration


@dataclass(frozen=True)
class RequestLine:
    """One request for one part, with what makes it the organiser's to decide. `typed_function` is in no list."""

    registration_id: int
    name: PersonName
    email: str
    body: str
    function: str
    typed_function: str
    channel: Channel
    received_at: datetime
    held: HeldPart


class WaitingRequests:
    """All requests of a gathering; a paginator slices it."""

    ordered = True

    def __init__(self, facts: GatheringFacts, language: str) -> None:
        self._facts, self._language = facts, language
        self._parts = {part.id: part for part in facts.parts}
        self._rows = PartRegistration.objects.filter(
            part_id__in=list(self._parts), state=PartState.REQUESTED.value
        ).order_by("registration__received_at", "pk")

    def count(self) -> int:
        """How many there are; one query."""
        return self._rows.count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, which: slice) -> Sequence[RequestLine]:
        columns = [f"registration__{column}" for column in COLUMNS]
        return [self._line(row) for row in self._rows[which].values("part_id", "reasons", *columns)]

    def _line(self, row: Mapping[str, Any]) -> RequestLine:
        person = {column: row[f"registration__{column}"] for column in COLUMNS}
        return RequestLine(
            registration_id=person["pk"],
            name=PersonName(person["given_name"], person["family_name"]),
            email=person["email"],
            body=body_of(person, self._facts, self._language),
            function=function_of(person, self._facts, self._language),
            typed_function="" if person["function"] else person["function_text"],
            channel=Channel(person["channel"]),
            received_at=person["received_at"],
            held=HeldPart(
                part=self._parts[row["part_id"]],
                state=PartState.REQUESTED,
                reasons=tuple(Reason.from_json(reason) for reason in row["reasons"]),
            ),
        )
