"""What a delegation says, frozen: the one that comes in, and the one that pages and mails show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from filrouge.core.names import PersonName
from filrouge.core.text import Translated
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.enums import ActorKind
from filrouge.stages.delegations.enums import OrderState, Reference
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.gatherings.facts import PartFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.facts import Applicant, HeldPart

REFERENT = Actor(kind=ActorKind.REGISTRANT, label="referent")
"""Who acts behind the secret link of a delegation."""


@dataclass(frozen=True)
class Referent:
    """Who registers a delegation and keeps managing it. Their address need not be that of somebody who comes."""

    name: PersonName
    email: str
    phone: str = ""


@dataclass(frozen=True)
class Member:
    """One of those who come, with the keys of the parts that they wish."""

    applicant: Applicant
    parts: tuple[str, ...]


@dataclass(frozen=True)
class References:
    """What the buyer's accounts give later than the rest, or with it: empty where it is not known yet."""

    siret: str = ""
    service_code: str = ""
    engagement_number: str = ""
    purchase_order: str = ""


@dataclass(frozen=True)
class Buyer:
    """Who is sent the invoice: name, numbers, structured address, and whom to ask, who need not be among the people.

    `follow`: the references that the buyer needs come with the purchase order, so that none is asked for now.
    """

    name: str
    references: References = References()
    uid_number: str = ""
    street: str = ""
    number: str = ""
    postcode: str = ""
    town: str = ""
    country: str = ""
    contact_name: str = ""
    contact_email: str = ""
    follow: bool = False


@dataclass(frozen=True)
class Needs:
    """The settings of a buyer: which references its invoices must bear. `siret` is the one that is known of it."""

    references: frozenset[Reference] = frozenset()
    siret: str = ""


@dataclass(frozen=True)
class Group:
    """A delegation as its form says it, ready to be registered in one go.

    `held` asks for places without a name, by part key. `may_split`: some may come although there is no place for all.
    """

    submission: UUID
    referent: Referent
    people: tuple[Member, ...]
    language: str
    received_at: datetime
    organisation_id: int | None = None
    organisation_text: str = ""
    organisation_kind: str = ""
    territory_id: int | None = None
    may_split: bool = False
    held: Mapping[str, int] = field(default_factory=dict)
    buyer: Buyer | None = None
    channel: Channel = Channel.WEB


@dataclass(frozen=True)
class MemberFacts:
    """One of the people of a delegation, as its referent sees them."""

    registration_id: int
    name: PersonName
    email: str
    function: str
    function_text: str
    parts: tuple[HeldPart, ...]

    def held(self, key: str) -> HeldPart | None:
        """What is recorded for the part with this key."""
        return next((held for held in self.parts if held.part.key == key), None)

    @property
    def has_place(self) -> bool:
        """Whether any part is confirmed."""
        return any(held.state is PartState.CONFIRMED for held in self.parts)

    @property
    def is_active(self) -> bool:
        """Whether any part still counts."""
        return any(held.is_active for held in self.parts)


@dataclass(frozen=True)
class HeldFacts:
    """Places of one part that are kept without a name until a moment."""

    part: PartFacts
    places: int
    until: datetime


@dataclass(frozen=True)
class OrderFacts:
    """The order of a delegation. `ordered` is what was said when it was made, or arrived; `amount` what the people who
    have a place now cost, so that a difference is seen.
    """

    buyer: Buyer
    awaited_until: datetime | None
    arrived_at: datetime | None
    ordered: Decimal
    amount: Decimal
    unit_price: Decimal
    people: int
    currency: str

    def state_at(self, now: datetime) -> OrderState:
        """Where it stands at an instant."""
        if self.arrived_at is not None:
            return OrderState.ARRIVED
        if self.awaited_until is None:
            return OrderState.NOT_AWAITED
        return OrderState.AWAITED if now < self.awaited_until else OrderState.LAPSED


@dataclass(frozen=True)
class DelegationFacts:
    """A delegation with its own people, and nobody else's."""

    id: int
    public_id: UUID
    link: int
    gathering_id: int
    party: UUID
    organisation_id: int | None
    organisation: Translated | None
    organisation_text: str
    organisation_kind: str
    territory_id: int | None
    territory: Translated | None
    referent: Referent
    language: str
    may_split: bool
    channel: Channel
    received_at: datetime
    people: tuple[MemberFacts, ...]
    held: tuple[HeldFacts, ...]
    order: OrderFacts | None
    erased_at: datetime | None = None

    def body(self, language: str) -> str:
        """The name of the body, else of the territory, else what was typed."""
        said = self.organisation or (None if self.organisation_text else self.territory)
        return said.best(language).text if said else self.organisation_text

    def member(self, registration_id: int) -> MemberFacts | None:
        """The one of its people with this registration, None for anybody else."""
        return next((member for member in self.people if member.registration_id == registration_id), None)

    def places_held(self, key: str) -> int:
        """How many places without a name are kept in the part with this key."""
        return sum(held.places for held in self.held if held.part.key == key)
