"""What a registration says, frozen: the application that comes in, the registration that pages and mails show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from filrouge.core.decisions import Reason
from filrouge.core.names import PersonName
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.gatherings.facts import PartFacts
from filrouge.stages.registration.enums import ACTIVE, HeldFor, NeedKind, Obstacle, PartState, Pictures


@dataclass(frozen=True)
class Applicant:
    """Who comes and in which capacity. `organisation_id` is a body of the directory, else the typed name counts."""

    name: PersonName
    email: str = ""
    organisation_id: int | None = None
    organisation_text: str = ""
    organisation_kind: str = ""
    function: str = ""
    function_text: str = ""
    communities: tuple[str, ...] = ()
    territory_id: int | None = None
    level: str = ""
    as_resident: bool = False
    pictures: Pictures | None = None


@dataclass(frozen=True)
class Registrant:
    """Who registers somebody else."""

    name: PersonName
    email: str


@dataclass(frozen=True)
class SaidNeed:
    """What is to be provided for somebody in one part: chosen words of a closed list, and a few of their own."""

    part: str
    kind: NeedKind
    choices: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Party:
    """Those who are registered together: they wait together, and are seated apart only if they said so."""

    id: UUID
    may_split: bool = False


@dataclass(frozen=True)
class Application:
    """A wish to take parts, by key, as it comes through any door.

    `set_aside` lists, by part, the rules that the organiser sets aside; `motive` says why and is required then.
    `invited_through` is the registration of whoever passed the gathering on, `forwarding` the trail of it. `reference`
    is the key of the person in an imported file. `invitation`, `relay`: the ids of those by whose link somebody comes;
    `link` is the number of that link, which must still be open when it counts.
    """

    applicant: Applicant
    parts: tuple[str, ...]
    language: str
    submission: UUID
    received_at: datetime
    channel: Channel = Channel.WEB
    registrant: Registrant | None = None
    set_aside: Mapping[str, frozenset[Obstacle]] = field(default_factory=dict)
    motive: str = ""
    needs: tuple[SaidNeed, ...] = ()
    party: Party | None = None
    invited_through: int | None = None
    forwarding: UUID | None = None
    reference: str = ""
    invitation: int | None = None
    relay: int | None = None
    link: int | None = None


@dataclass(frozen=True)
class HeldPart:
    """One part of a registration: its state, the reasons, and the place in the waiting list as of now."""

    part: PartFacts
    state: PartState
    reasons: tuple[Reason, ...] = ()
    position: int | None = None
    set_aside: tuple[Obstacle, ...] = ()
    held_until: datetime | None = None
    held_for: HeldFor | None = None

    @property
    def is_active(self) -> bool:
        """Whether the person still counts on something."""
        return self.state in ACTIVE


@dataclass(frozen=True)
class NeverSeated:
    """People who wait together for a part and need more places than can ever be given together, which are `places`.

    `people` by the id of their registrations, in the order of the list; `body` is that of the first.
    """

    part: PartFacts
    people: tuple[tuple[int, PersonName], ...]
    body: str
    places: int


@dataclass(frozen=True)
class RegistrationFacts:
    """A registration as pages and mails show it. `came_through`: how many registered through this person.
    `has_second_form`: whether a form that was sent for them later waits beside it.
    """

    id: int
    public_id: UUID
    link: int
    name: PersonName
    email: str
    language: str
    registrant: Registrant | None
    organisation_id: int | None
    organisation_name: str
    organisation_kind: str
    function: str
    function_name: str
    communities: tuple[str, ...]
    channel: Channel
    received_at: datetime
    created_at: datetime
    late_by: str
    late_motive: str
    parts: tuple[HeldPart, ...]
    territory_id: int | None = None
    level: str = ""
    as_resident: bool = False
    pictures: Pictures | None = None
    party: UUID | None = None
    invited_through: int | None = None
    reference: str = ""
    erased_at: datetime | None = None
    came_through: int = 0
    has_second_form: bool = False

    def held(self, key: str) -> HeldPart | None:
        """What is recorded for the part with this key."""
        return next((held for held in self.parts if held.part.key == key), None)

    @property
    def confirmed(self) -> tuple[HeldPart, ...]:
        """The confirmed parts, in the order of the gathering."""
        return tuple(held for held in self.parts if held.state is PartState.CONFIRMED)

    @property
    def is_active(self) -> bool:
        """Whether any part still counts."""
        return any(held.is_active for held in self.parts)


@dataclass(frozen=True)
class FreeMessageFacts:
    """What the organiser writes to registered people, once; subject and body by language.

    `part` is the key of the part in which their place is, empty for all still to come; `state` is that of the place.
    `people` is to how many it was sent; `changed_at` None for one that is not kept yet.
    """

    part: str
    state: PartState
    subject: Mapping[str, str]
    body: Mapping[str, str]
    is_about_programme: bool = False
    id: int = 0
    changed_at: datetime | None = None
    sent_at: datetime | None = None
    sent_by: str = ""
    people: int = 0
