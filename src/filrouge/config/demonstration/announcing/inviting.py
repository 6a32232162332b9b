"""Invitations and what became of them; passing on, two storeys deep; relays and who came by their links."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from filrouge.config.demonstration.meeting import Meeting
from filrouge.config.demonstration.planned import Body
from filrouge.core.names import PersonName
from filrouge.ground.directory.contacts import ContactCard, all_contacts
from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.invitations.actions.answering import answer
from filrouge.stages.invitations.actions.inviting import invite as invite_contacts
from filrouge.stages.invitations.actions.relays import make_relay
from filrouge.stages.invitations.actions.reminding import remind
from filrouge.stages.invitations.enums import AnsweredBy, InvitationState
from filrouge.stages.invitations.facts import Answer, InvitationFacts
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.invitations.queries import invitation_by_id, pending
from filrouge.stages.registration.actions import register
from filrouge.stages.registration.actions.forwarding import Invited, pass_invitation_on, pass_on
from filrouge.stages.registration.facts import Applicant, Application
from filrouge.stages.registration.models import Forwarding

_S = InvitationState
Act = Callable[[], object]
# What becomes of one invitation after the other, as long as there are any; nothing said: no answer.
_ANSWERS = "a.da.era.a.adaa.ea.a.ra.d.aa.ae.ad.a.da"
_PASSER = "claire.oberson@nyon.example"
# By the link of the first relay come so many, by that of the second so few that it reads no number.
_BY_RELAY = {"reseau-des-proches": (45, 41, 40, 33, 28, 21, 12), "pro-senectute": (38, 19)}


def invite(meeting: Meeting) -> None:
    """Everybody of the address book has one invitation with a link; most of them answer in the weeks after."""
    at = meeting.ago(53)
    cards = all_contacts(meeting.facts.organiser_id)
    ids = [card.id for card in cards]
    invite_contacts(facts=meeting.facts, contact_ids=ids, by_mail=True, actor=meeting.manager, now=at)
    rows = Invitation.objects.filter(gathering_id=meeting.facts.id, contact__in=ids).order_by("pk")
    by_contact = {row.contact_id: row.pk for row in rows}
    others = [card for card in cards if card.email != _PASSER]
    passer = next(card for card in cards if card.email == _PASSER)
    for number, (card, what) in enumerate(zip(others, _ANSWERS, strict=False)):
        days = 50 - number
        meeting.later(days, _reply(meeting, by_contact[card.id], card, what, days))
    meeting.later(46, lambda: _pass_invitation_on(meeting, by_contact[passer.id], passer))
    meeting.later(11, lambda: _remind(meeting))


def _reply(meeting: Meeting, invitation: int, card: ContactCard, what: str, days: float) -> Act:
    match what:
        case "a":
            return lambda: _register(meeting, invitation, card, days)
        case "d":
            return lambda: _answer(meeting, invitation, Answer(_S.DECLINED), days)
        case "e":
            said = Answer(_S.EXCUSED, motive="A téléphoné : séance du conseil ce jour-là, salue l’assemblée.")
            return lambda: _told(meeting, invitation, said, days)
        case "r":
            instead = meeting.crowd.draw(card.language).name.full
            return lambda: _answer(meeting, invitation, Answer(_S.REPRESENTED, represented_by=instead), days)
    return lambda: None


def _answer(meeting: Meeting, invitation: int, said: Answer, days: float) -> None:
    answer(
        facts=meeting.facts,
        invitation_id=invitation,
        answer=said,
        answered_by=AnsweredBy.LINK,
        actor=REGISTRANT,
        now=meeting.ago(days),
    )


def _told(meeting: Meeting, invitation: int, said: Answer, days: float) -> None:
    answer(
        facts=meeting.facts,
        invitation_id=invitation,
        answer=said,
        answered_by=AnsweredBy.TELEPHONE,
        actor=meeting.helper,
        now=meeting.ago(days),
    )


def _register(meeting: Meeting, invitation: int, card: ContactCard, days: float) -> None:
    """The invited person registers by their own link; whoever governs takes the evening before as well."""
    held = card.functions_on(meeting.now.date())[0]
    applicant = Applicant(
        name=card.name,
        email=card.email,
        organisation_id=held.organisation_id,
        function=held.function,
        function_text="" if held.function else "Responsable",
    )
    parts = ("eve", "day") if held.function == "executive_member" else ("day",)
    _come(meeting, applicant, card.language, days, parts=parts, invitation=invitation)


def _come(
    meeting: Meeting,
    applicant: Applicant,
    language: str,
    days: float,
    *,
    parts: Sequence[str] = ("day",),
    invitation: int | None = None,
    relay: int | None = None,
    forwarding: UUID | None = None,
    through: int | None = None,
) -> int:
    """Somebody registers by a link; the registration."""
    said = Application(
        applicant=applicant,
        parts=tuple(parts),
        language=language,
        submission=meeting.form(),
        received_at=meeting.ago(days),
        invitation=invitation,
        relay=relay,
        forwarding=forwarding,
        invited_through=through,
    )
    receipt = register(facts=meeting.facts, application=said, actor=REGISTRANT, now=meeting.ago(days))
    return receipt.registration_id


def _pass_invitation_on(meeting: Meeting, invitation: int, passer: ContactCard) -> None:
    """Somebody who is invited names three colleagues; one of them comes, and names two more; one of those comes."""
    found = _invitation(meeting, invitation)
    people = [meeting.crowd.draw("fr") for _ in range(3)]
    pass_invitation_on(
        invitation=found,
        facts=meeting.facts,
        people=[Invited(person.name.full, person.address("nyon")) for person in people],
        words="Une journée pour votre équipe ; j’y serai aussi.",
        actor=REGISTRANT,
        now=meeting.ago(46),
    )
    link = _first_link(invitation_id=invitation)
    meeting.later(43, lambda: _first_storey(meeting, invitation, link, people[0].name, people[0].address("nyon")))
    meeting.later(35, lambda: _register(meeting, invitation, passer, 35))


def _invitation(meeting: Meeting, pk: int) -> InvitationFacts:
    found = invitation_by_id(gathering_id=meeting.facts.id, invitation_id=pk)
    if found is None:
        raise LookupError(pk)
    return found


def _first_link(**passer: int) -> UUID:
    return Forwarding.objects.filter(**passer).order_by("pk").values_list("public_id", flat=True)[0]


def _first_storey(meeting: Meeting, invitation: int, link: UUID, name: PersonName, email: str) -> None:
    nyon = meeting.bodies["nyon"]
    applicant = Applicant(name=name, email=email, organisation_id=nyon.id, function="project_officer")
    first = _come(meeting, applicant, "fr", 43, invitation=invitation, forwarding=link)
    colleagues = [meeting.crowd.draw("fr") for _ in range(2)]
    named = [Invited(person.name.full, person.address("reseau-des-proches")) for person in colleagues]
    meeting.later(
        42,
        lambda: pass_on(
            registration_id=first, people=named, words="On y va ensemble ?", actor=REGISTRANT, now=meeting.ago(42)
        ),
    )
    meeting.later(39, lambda: _second_storey(meeting, first, named[0], colleagues[0].name))


def _second_storey(meeting: Meeting, first: int, named: Invited, name: PersonName) -> None:
    body = meeting.bodies["reseau-des-proches"].id
    applicant = Applicant(name=name, email=named.email, organisation_id=body, function="association_representative")
    link = _first_link(passed_on_by_id=first)
    _come(meeting, applicant, "fr", 39, forwarding=link, through=first)


def _remind(meeting: Meeting) -> None:
    """Those who have not answered for six weeks, and nobody else."""
    ids = [one.id for one in pending(meeting.facts.id)][:9]
    remind(facts=meeting.facts, invitation_ids=ids, actor=meeting.manager, now=meeting.ago(11))


def give_links_to_relays(meeting: Meeting) -> None:
    """Two bodies spread the word by links of their own."""
    for key, days in _BY_RELAY.items():
        body = meeting.bodies[key]
        relay = make_relay(
            facts=meeting.facts, name="", organisation_id=body.id, actor=meeting.manager, now=meeting.ago(52)
        )
        for number, ago in enumerate(days):
            meeting.later(ago, _coming_by(meeting, relay, number, ago))


def _coming_by(meeting: Meeting, relay: int, number: int, days: float) -> Act:
    return lambda: _come_by(meeting, relay, number, days)


def _come_by(meeting: Meeting, relay: int, number: int, days: float) -> None:
    body: Body | None = meeting.bodies["maison-de-la-suze"] if number % 3 else None
    person, applicant = meeting.applicant(body, "social_worker" if body else "")
    if body is None:
        group = "Groupe d’entraide du Jensberg"
        applicant = replace(
            applicant, organisation_text=group, organisation_kind="association", function_text="Bénévole"
        )
    _come(meeting, applicant, person.language if person.language == "fr" else "de", days, relay=relay)
