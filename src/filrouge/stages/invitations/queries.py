"""Reading invitations and relays, in batch."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from filrouge.core.names import PersonName
from filrouge.core.text import Translated, search_form
from filrouge.ground.mail.enums import MailState
from filrouge.ground.mail.models import OutgoingMail
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.invitations import links
from filrouge.stages.invitations.enums import AnsweredBy, InvitationState
from filrouge.stages.invitations.facts import InvitationFacts, RelayFacts, StateCounts
from filrouge.stages.invitations.models import Invitation, Relay

_NAMED = ("contact", "organisation", "gathering")


def invitation_by_link(public_id: UUID) -> tuple[InvitationFacts, GatheringFacts] | None:
    """The invitation behind a personal link with its gathering, None when there is none any more."""
    row = Invitation.objects.filter(public_id=public_id).exclude(contact=None).select_related(*_NAMED).first()
    facts = facts_by_id(row.gathering_id) if row else None
    return (invitation_facts(row), facts) if row and facts else None


def open_links(gathering_id: int, contact_ids: Collection[int]) -> Mapping[int, str]:
    """The personal links of contacts who are invited, by contact, but for those that were closed; one query."""
    rows = Invitation.objects.filter(gathering_id=gathering_id, contact_id__in=list(contact_ids), closed_at=None)
    found = rows.order_by("pk").values_list("contact_id", "public_id", "link")
    return {contact: links.invitation_address(public_id, number) for contact, public_id, number in found if contact}


def invitation_by_id(*, gathering_id: int, invitation_id: int) -> InvitationFacts | None:
    """One invitation of a gathering, None if there is none."""
    rows = Invitation.objects.filter(gathering_id=gathering_id, pk=invitation_id).exclude(contact=None)
    row = rows.select_related(*_NAMED).first()
    return invitation_facts(row) if row else None


def invitation_facts(row: Invitation) -> InvitationFacts:
    """The facts of a row that has its contact, body and gathering with it. Raises ValueError once it names nobody."""
    if row.contact is None:
        raise ValueError("an invitation that names nobody any more")
    return InvitationFacts(
        id=row.pk,
        public_id=row.public_id,
        gathering_id=row.gathering_id,
        contact_id=row.contact.pk,
        name=PersonName(row.contact.given_name, row.contact.family_name),
        email=row.contact.email,
        language=row.contact.language,
        organisation_id=row.organisation_id,
        body=Translated.of(row.organisation.name if row.organisation else {}, row.gathering.language),
        function=row.function,
        label=Translated.of(row.label, row.gathering.language),
        state=InvitationState(row.state),
        invited_at=row.invited_at,
        invited_by=row.invited_by,
        mailed_at=row.mailed_at,
        reminded_at=row.reminded_at,
        answered_at=row.answered_at,
        answered_by=AnsweredBy(row.answered_by) if row.answered_by else None,
        recorded_by=row.recorded_by,
        motive=row.motive,
        represented_by=row.represented_by,
        is_unreachable=row.contact.unreachable_at is not None,
        link=row.link,
        closed_at=row.closed_at,
    )


class FoundInvitations:
    """Invitations of a gathering by family name, in one state or with words if asked; a paginator slices it."""

    ordered = True

    def __init__(self, *, gathering_id: int, state: InvitationState | None = None, text: str = "") -> None:
        rows = Invitation.objects.filter(gathering_id=gathering_id).exclude(contact=None)
        if state is not None:
            rows = rows.filter(state=state.value)
        for word in search_form(text).split():
            rows = rows.filter(Q(contact__search_text__contains=word) | Q(organisation__search_text__contains=word))
        self._rows = rows.select_related(*_NAMED).order_by("contact__family_name", "contact__given_name", "pk")

    def count(self) -> int:
        """How many there are; one query."""
        return self._rows.count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, which: slice) -> Sequence[InvitationFacts]:
        return [invitation_facts(row) for row in self._rows[which]]


def pending(gathering_id: int) -> Sequence[InvitationFacts]:
    """Everybody who has not answered yet; one query."""
    return FoundInvitations(gathering_id=gathering_id, state=InvitationState.PENDING)[:]


def taken_back(gathering_id: int) -> Sequence[InvitationFacts]:
    """Those without an answer whose invitation was taken back before it left, and who have had no mail since; two
    queries.
    """
    held = OutgoingMail.objects.filter(gathering_id=gathering_id, kind="invitation", state=MailState.WITHHELD.value)
    ids = set(held.order_by().values_list("context__invitation", flat=True))
    silent = pending(gathering_id) if ids else ()
    return [one for one in silent if one.id in ids and one.mailed_at is None and one.closed_at is None]


def counts_of(gathering_id: int) -> StateCounts:
    """How many invitations stand in which state; one query."""
    rows = Invitation.objects.filter(gathering_id=gathering_id).order_by().values_list("state")
    return StateCounts({InvitationState(state): number for state, number in rows.annotate(number=Count("pk"))})


@dataclass(frozen=True)
class BodyCounts:
    """The invitations for one body; an empty name for those without any."""

    name: Translated
    counts: StateCounts


def counts_by_body(facts: GatheringFacts) -> Sequence[BodyCounts]:
    """How the invitations of each body stand; one query, by the key of the body."""
    rows = Invitation.objects.filter(gathering_id=facts.id).order_by("organisation__key")
    counted = rows.values("organisation", "organisation__name", "organisation__key", "state")
    found: dict[int | None, tuple[Translated, dict[InvitationState, int]]] = {}
    for row in counted.annotate(number=Count("pk")):
        name = Translated.of(row["organisation__name"] or {}, facts.language)
        _, by_state = found.setdefault(row["organisation"], (name, {}))
        by_state[InvitationState(row["state"])] = row["number"]
    return [BodyCounts(name, StateCounts(by_state)) for name, by_state in found.values()]


def invited_contacts(gathering_id: int, ids: Collection[int]) -> frozenset[int]:
    """Those of these contacts who are invited already; one query."""
    rows = Invitation.objects.filter(gathering_id=gathering_id, contact_id__in=list(ids)).order_by()
    return frozenset(pk for pk in rows.values_list("contact_id", flat=True) if pk is not None)


def answered_addresses(gathering_id: int) -> frozenset[str]:
    """The folded addresses of everybody who answered their invitation; one query."""
    rows = Invitation.objects.filter(gathering_id=gathering_id).exclude(state=InvitationState.PENDING.value)
    return frozenset(
        address.casefold() for address in rows.order_by().values_list("contact__email", flat=True) if address
    )


def invitations_to(contact_id: int) -> Sequence[Mapping[str, Any]]:
    """What is held of the invitations of one contact, as plain values for them who ask."""
    rows = Invitation.objects.filter(contact_id=contact_id).order_by("pk")
    names = (
        "state",
        "invited_at",
        "mailed_at",
        "reminded_at",
        "answered_at",
        "answered_by",
        "represented_by",
        "motive",
    )
    return [
        {
            "gathering": key,
            **{
                name: value if isinstance(value, str) else value and value.isoformat()
                for name, value in zip(names, said, strict=True)
            },
        }
        for key, *said in rows.values_list("gathering__key", *names)
    ]


# --------------------------------------------------------------------------------------------------------------- relays


def relays_of(facts: GatheringFacts) -> Sequence[RelayFacts]:
    """The relays of a gathering, oldest first; one query."""
    rows = Relay.objects.filter(gathering_id=facts.id).select_related("organisation").order_by("pk")
    return [_relay(row, facts) for row in rows]


def relay_by_id(facts: GatheringFacts, relay_id: int) -> RelayFacts | None:
    """One relay of a gathering, None if there is none."""
    row = Relay.objects.filter(gathering_id=facts.id, pk=relay_id).select_related("organisation").first()
    return _relay(row, facts) if row else None


def relay_by_link(public_id: UUID) -> tuple[RelayFacts, GatheringFacts] | None:
    """The relay with this identifier and its gathering, None if there is none."""
    row = Relay.objects.filter(public_id=public_id).select_related("organisation").first()
    facts = facts_by_id(row.gathering_id) if row else None
    return (_relay(row, facts), facts) if row and facts else None


def _relay(row: Relay, facts: GatheringFacts) -> RelayFacts:
    name = row.organisation.name if row.organisation else {facts.language: row.name}
    return RelayFacts(
        id=row.pk,
        public_id=row.public_id,
        gathering_id=row.gathering_id,
        organisation_id=row.organisation_id,
        name=Translated.of(name, facts.language),
        made_at=row.made_at,
        made_by=row.made_by,
        link=row.link,
        closed_at=row.closed_at,
        page_link=row.page_link,
        page_closed_at=row.page_closed_at,
    )
