"""What is true of an invitation and of a relay."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from filrouge.core.names import PersonName
from filrouge.core.text import Translated
from filrouge.stages.invitations.enums import AnsweredBy, InvitationState


@dataclass(frozen=True)
class InvitationFacts:
    """Somebody of the directory, invited to a gathering for a body and a function.

    `mailed_at` is when the link last left in a mail of this stage or of a sending, None while it has not. `link` is the
    number of the personal link that counts; it opens nothing either once `closed_at` is set.
    """

    id: int
    public_id: UUID
    gathering_id: int
    contact_id: int
    name: PersonName
    email: str
    language: str
    organisation_id: int | None
    body: Translated
    function: str
    label: Translated
    state: InvitationState
    invited_at: datetime
    invited_by: str
    mailed_at: datetime | None = None
    reminded_at: datetime | None = None
    answered_at: datetime | None = None
    answered_by: AnsweredBy | None = None
    recorded_by: str = ""
    motive: str = ""
    represented_by: str = ""
    is_unreachable: bool = False
    link: int = 0
    closed_at: datetime | None = None


@dataclass(frozen=True)
class Answer:
    """What somebody answers; `represented_by` names who comes instead. `motive` is for answers that staff record."""

    state: InvitationState
    represented_by: str = ""
    motive: str = ""


@dataclass(frozen=True)
class StateCounts:
    """How many invitations stand in which state."""

    by_state: Mapping[InvitationState, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_state.values())

    def of(self, state: InvitationState) -> int:
        """Those in one state."""
        return self.by_state.get(state, 0)


@dataclass(frozen=True)
class RelayFacts:
    """A body that spreads the word by a link of its own, and has a page behind another one; each may be closed."""

    id: int
    public_id: UUID
    gathering_id: int
    organisation_id: int | None
    name: Translated
    made_at: datetime
    made_by: str
    link: int = 0
    closed_at: datetime | None = None
    page_link: int = 0
    page_closed_at: datetime | None = None
