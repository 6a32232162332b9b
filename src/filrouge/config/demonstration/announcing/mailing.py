"""Lists of recipients that explain themselves; a sending that left, with what came back; one that waits for a yes."""

from datetime import datetime, timedelta

from filrouge.config.demonstration.announcing.shared import paper
from filrouge.config.demonstration.mailbox import file_as_sent
from filrouge.config.demonstration.meeting import Meeting
from filrouge.ground.directory.contacts import all_contacts
from filrouge.ground.mail.bounces import Bounce
from filrouge.ground.mail.enums import Answer as Refusal
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.audience import AllOf, AnyOf, Is, Rule
from filrouge.stages.gatherings.enums import Attribute
from filrouge.stages.privacy.actions import object_to_mails
from filrouge.stages.privacy.enums import Source
from filrouge.stages.sendings.actions.bounces import record_bounces
from filrouge.stages.sendings.actions.leaving import act, send_due
from filrouge.stages.sendings.actions.lists import write_list
from filrouge.stages.sendings.actions.preparing import (
    Setting,
    announce_annex,
    approve,
    put_annex,
    write_sending,
    write_text,
)
from filrouge.stages.sendings.facts import ListFacts, SendingFacts, TextFacts
from filrouge.stages.sendings.mails import KIND
from filrouge.stages.sendings.queries import sending_by_id

_MEMBERS = Is(Attribute.MEMBERSHIP, ("member",))
_WHO_DECIDES = Is(Attribute.FUNCTION, ("executive_member", "head_of_social_services"))
_ALL = AnyOf((_MEMBERS, Is(Attribute.MEMBERSHIP, ("partner",))))
_ROMANDY = AllOf((_MEMBERS, _WHO_DECIDES, Is(Attribute.TERRITORY, ("group-romandy",))))

_DATE = {
    "fr": (
        "Réservez la date : {gathering}",
        "{name},\n\nLa troisième journée « Vivre chez soi » aura lieu à {town}. L’invitation et le programme "
        "suivront ; la page de la journée dit dès maintenant ce qui est connu : {link}\n\n"
        "Pour toute question : {contact}",
    ),
    "de": (
        "Bitte vormerken: {gathering}",
        "{name},\n\nDie dritte Tagung «Zu Hause leben» findet in {town} statt. Einladung und Programm folgen; was "
        "bekannt ist, steht schon auf der Seite der Tagung: {link}\n\nFragen beantworten wir gern: {contact}",
    ),
}
_REMINDER = {
    "fr": (
        "Serez-vous des nôtres ? {gathering}",
        "{name},\n\nNous n’avons pas encore votre réponse. Un clic suffit, pour venir comme pour vous excuser : "
        "{link}\n\n"
        "Le délai est le {deadline}. Le programme est joint.\n\n{organiser}",
    ),
    "de": (
        "Sind Sie dabei? {gathering}",
        "{name},\n\nIhre Antwort fehlt uns noch. Ein Klick genügt, zum Anmelden wie zum Entschuldigen: {link}\n\n"
        "Anmeldeschluss ist der {deadline}. Das Programm liegt bei.\n\n{organiser}",
    ),
}


def announce_the_date(meeting: Meeting) -> None:
    """To everybody of the address book, in two batches; one address came back, one reader wants no more mails."""
    everybody = _list(meeting, "Villes membres et partenaires", _ALL, days=99.5)
    _list(meeting, "Romandie : exécutifs et responsables du social", _ROMANDY, days=99.4, languages=("fr",))
    begun, left = meeting.ago(99.3), meeting.ago(99)
    sending = _sending(meeting, "Annonce de la date", everybody, begun)
    _texts(meeting, sending, _DATE, begun)
    _approve(meeting, sending, meeting.ago(99.2))
    _objects(meeting, "yverdon-les-bains", meeting.ago(99.1))
    act(gathering_id=meeting.facts.id, sending_id=sending, verb="start", actor=meeting.manager, now=left)
    for minutes in (0, 31, 62):
        send_due(left + timedelta(minutes=minutes))
    file_as_sent(OutgoingMail.objects.filter(gathering_id=meeting.facts.id, kind=KIND))
    _comes_back(meeting, "thun", meeting.ago(98.9))


def prepare_a_reminder(meeting: Meeting) -> None:
    """Words, annex and list are there; somebody has to read it once more and approve it."""
    unanswered = _list(meeting, "Sans réponse à ce jour", _ALL, days=2.2, only_unanswered=True)
    at = meeting.ago(2)
    sending = _sending(meeting, "Rappel avant le délai", unanswered, at)
    _texts(meeting, sending, _REMINDER, at)
    announce_annex(facts=meeting.facts, sending_id=sending, title="Programme de la journée", now=at)
    annex = _facts_of(meeting, sending).annexes[0].id
    put_annex(
        facts=meeting.facts,
        sending_id=sending,
        annex_id=annex,
        name="programme.pdf",
        data=paper("programme-fr"),
        now=at,
    )


def _list(
    meeting: Meeting,
    name: str,
    rule: Rule,
    *,
    days: float,
    languages: tuple[str, ...] = (),
    only_unanswered: bool = False,
) -> int:
    said = ListFacts(id=0, name=name, rule=rule, languages=languages, only_unanswered=only_unanswered)
    return write_list(facts=meeting.facts, said=said, actor=meeting.manager, now=meeting.ago(days))


def _sending(meeting: Meeting, name: str, list_id: int, at: datetime) -> int:
    setting = Setting(name=name, list_id=list_id, fallback="fr", batch_size=20, pause_minutes=30)
    return write_sending(facts=meeting.facts, setting=setting, actor=meeting.manager, now=at)


def _texts(meeting: Meeting, sending: int, texts: dict[str, tuple[str, str]], at: datetime) -> None:
    for language, (subject, body) in texts.items():
        write_text(facts=meeting.facts, sending_id=sending, text=TextFacts(language, subject, body), now=at)


def _approve(meeting: Meeting, sending: int, at: datetime) -> None:
    seen = _facts_of(meeting, sending).changed_at.isoformat()
    approve(facts=meeting.facts, sending_id=sending, seen=seen, actor=meeting.manager, now=at)


def _facts_of(meeting: Meeting, sending: int) -> SendingFacts:
    found = sending_by_id(gathering_id=meeting.facts.id, sending_id=sending)
    if found is None:
        raise LookupError(sending)
    return found


def _objects(meeting: Meeting, body: str, at: datetime) -> None:
    """The first contact of a body refuses mails after the sending was approved, before it leaves."""
    address = address_at(meeting, body)
    object_to_mails(
        organiser_id=meeting.facts.organiser_id, address=address, source=Source.MAIL, actor=REGISTRANT, now=at
    )


def _comes_back(meeting: Meeting, body: str, at: datetime) -> None:
    """The mail server of a body knows somebody no more."""
    address = address_at(meeting, body)
    mail = OutgoingMail.objects.filter(gathering_id=meeting.facts.id, to=address).order_by("-pk")[0]
    reason = "550 5.1.1 Recipient address rejected: User unknown"
    record_bounces([Bounce(mail.pk, (address,), Refusal.HARD, reason)], now=at)


def address_at(meeting: Meeting, body: str) -> str:
    """The address of the first contact of a body."""
    cards = sorted(all_contacts(meeting.facts.organiser_id), key=lambda card: card.id)
    return next(card.email for card in cards if card.email.endswith(f"@{body}.example"))
