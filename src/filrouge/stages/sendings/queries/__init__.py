"""Reading lists, sendings and recipients, in batch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from filrouge.core.names import PersonName
from filrouge.core.text import Translated
from filrouge.core.vague_dates import VagueDate
from filrouge.ground.directory.answers import answered_addresses
from filrouge.ground.directory.contacts import ContactCard, HeldFunction, all_contacts, contacts_by_id
from filrouge.ground.directory.groups import groups_in, with_groups
from filrouge.ground.directory.queries import BodyCard, bodies_of_contacts
from filrouge.ground.directory.territories import Atlas, atlas_of
from filrouge.ground.mail.enums import MailState
from filrouge.ground.mail.objectors import objectors
from filrouge.stages.documents.enums import LetterKind
from filrouge.stages.documents.models import Letter
from filrouge.stages.gatherings.audience import Capacity, parse_rule
from filrouge.stages.gatherings.facts import FunctionFacts, GatheringFacts, TermFacts, Vocabulary
from filrouge.stages.gatherings.file.catalogue import Word, shipped
from filrouge.stages.sendings import rules
from filrouge.stages.sendings.enums import Halt, LeftOut, RecipientState, SendingState
from filrouge.stages.sendings.facts import (
    AnnexFacts,
    LetterRef,
    ListFacts,
    Person,
    Progress,
    RecipientLine,
    Role,
    SendingFacts,
    SendingRef,
    Surroundings,
    TextFacts,
    Verdict,
)
from filrouge.stages.sendings.models import RecipientList, Sending, SendingAnnex, SendingRecipient
from filrouge.stages.sendings.queries.receipts import reached_by, readers_of

# ---------------------------------------------------------------------------------------------------------------- words


def directory_words(facts: GatheringFacts, atlas: Atlas) -> Vocabulary:
    """The words that a list of recipients may use: the gathering's own, then the shipped ones; and every territory."""
    own, catalogue = facts.vocabulary, shipped()
    territories = [(card.key, card.name) for card in atlas.territories]
    groups = [*groups_in(atlas), *territories]
    return Vocabulary(
        functions=_functions(own.functions),
        body_kinds=_terms(own.body_kinds, catalogue.body_kinds),
        communities=own.communities,
        instruments=_terms(own.instruments, catalogue.instruments),
        memberships=_terms(own.memberships, catalogue.memberships),
        territories=tuple(TermFacts(key, name, name) for key, name in groups),
    )


def shipped_functions() -> tuple[FunctionFacts, ...]:
    """The functions of the controlled list that comes with the product."""
    return _functions(())


def _functions(own: tuple[FunctionFacts, ...]) -> tuple[FunctionFacts, ...]:
    known = {function.key for function in own}
    more = [_function(word) for key, word in shipped().functions.items() if key not in known]
    return (*own, *more)


def _function(word: Word) -> FunctionFacts:
    return FunctionFacts(
        key=word["key"],
        label=Translated.of(word["label"], "fr"),
        plural=Translated.of(word["plural"], "fr"),
        instrument=word["instrument"],
    )


def _terms(own: tuple[TermFacts, ...], catalogue: Mapping[str, Word]) -> tuple[TermFacts, ...]:
    known = {term.key for term in own}
    more = [
        TermFacts(key, Translated.of(word["label"], "fr"), Translated.of(word["plural"], "fr"))
        for key, word in catalogue.items()
        if key not in known
    ]
    return (*own, *more)


# ---------------------------------------------------------------------------------------------------------------- lists


def lists_of(gathering_id: int) -> Sequence[ListFacts]:
    """The lists of a gathering, by name; one query."""
    return [_list(row) for row in _lists().filter(gathering_id=gathering_id).order_by("name", "pk")]


def list_by_id(*, gathering_id: int, list_id: int) -> ListFacts | None:
    """One list of a gathering, None if there is none."""
    row = _lists().filter(gathering_id=gathering_id, pk=list_id).first()
    return _list(row) if row else None


def _lists() -> QuerySet[RecipientList]:
    return RecipientList.objects.select_related("received", "lacking", "reached")


def _list(row: RecipientList) -> ListFacts:
    return ListFacts(
        id=row.pk,
        name=row.name,
        rule=parse_rule(row.rule),
        languages=tuple(row.languages),
        only_unanswered=row.only_unanswered,
        received=_letter(row.received),
        lacking=_letter(row.lacking),
        reached=SendingRef(row.reached.pk, row.reached.name) if row.reached else None,
    )


def _letter(row: Letter | None) -> LetterRef | None:
    return LetterRef(row.pk, LetterKind(row.kind), VagueDate.parse(row.dated)) if row else None


@dataclass(frozen=True)
class Asked:
    """What became of a question to the directory: who is on the list, and who is meant and stays out, with why."""

    meant: tuple[Verdict, ...]
    left_out: tuple[Verdict, ...]


def ask(asked: ListFacts, facts: GatheringFacts, *, on: date) -> Asked:
    """Ask the whole directory; the same few queries for ten contacts as for ten thousand."""
    only = reached_by(asked.reached.id) if asked.reached else None
    cards = [card for card in all_contacts(facts.organiser_id) if only is None or card.id in only]
    persons = persons_of(facts, cards, on=on)
    around = Surroundings(
        objectors=objectors(facts.organiser_id, [person.email for person in persons if person.email]),
        answered=answered_addresses(facts.id) if asked.only_unanswered else frozenset(),
        readers=readers_of(asked.received.id) if asked.received else frozenset(),
        has_letter=readers_of(asked.lacking.id) if asked.lacking else frozenset(),
    )
    verdicts = [rules.verdict(asked, person, around) for person in persons]
    meant = [one for one in verdicts if one.role is not None]
    return Asked(
        tuple(one for one in meant if one.left_out is None), tuple(one for one in meant if one.left_out is not None)
    )


def persons_of(facts: GatheringFacts, cards: Sequence[ContactCard], *, on: date) -> Sequence[Person]:
    """Contacts as rules see them on a day; two queries for all of them."""
    bodies = bodies_of_contacts(organiser_id=facts.organiser_id, on=on)
    atlas = atlas_of(facts.organiser_id)
    instruments = {function.key: function.instrument for function in _functions(facts.vocabulary.functions)}
    territories = {pk: with_groups(body.territories, atlas) for pk, body in bodies.items()}

    def role(held: HeldFunction, card: ContactCard) -> Role:
        body = bodies.get(held.organisation_id) if held.organisation_id else None
        inside = territories.get(body.id, frozenset()) if body else frozenset()
        return _role(held, card, body, inside, instruments)

    def nobody_in_particular(card: ContactCard) -> Role:
        return Role(Capacity(communities=card.communities))

    return [
        Person(
            id=card.id,
            civility=card.civility,
            name=card.name,
            language=card.language,
            email=card.email,
            roles=tuple(role(held, card) for held in card.functions_on(on)) or (nobody_in_particular(card),),
            postal=card.postal,
            is_unreachable=card.unreachable_at is not None,
            unreachable_at=card.unreachable_at,
            unreachable_why=card.unreachable_why,
        )
        for card in cards
    ]


def _role(
    held: HeldFunction,
    card: ContactCard,
    body: BodyCard | None,
    territories: frozenset[str],
    instruments: Mapping[str, str],
) -> Role:
    instrument = instruments.get(held.function, "")
    own = body.instruments if body else frozenset()
    capacity = Capacity(
        function=held.function,
        body_kind=body.kind if body else "",
        memberships=body.memberships if body else frozenset(),
        territories=territories,
        communities=card.communities,
        instruments=own | {instrument} if instrument else own,
    )
    return Role(capacity, held.organisation_id, held.body, held.label)


# ------------------------------------------------------------------------------------------------------------- sendings


def sendings_of(gathering_id: int) -> Sequence[SendingFacts]:
    """The sendings of a gathering, newest first, without texts and annexes; one query."""
    rows = Sending.objects.filter(gathering_id=gathering_id).select_related("recipients").order_by("-pk")
    return [_sending(row) for row in rows]


def sending_by_id(*, gathering_id: int, sending_id: int) -> SendingFacts | None:
    """One sending of a gathering with its texts and annexes, None if there is none; three queries."""
    row = Sending.objects.filter(gathering_id=gathering_id, pk=sending_id).select_related("recipients").first()
    return whole_sending(row) if row else None


def whole_sending(row: Sending) -> SendingFacts:
    """The facts of a sending with its texts and annexes, without what the files hold; two queries."""
    texts = row.texts.order_by("language").values_list("language", "subject", "body")
    annexes = row.annexes.order_by("pk").values_list("pk", "title", "filename", "size")
    return _sending(
        row,
        texts={language: TextFacts(language, subject, body) for language, subject, body in texts},
        annexes=tuple(AnnexFacts(pk, title, name, size, size > 0) for pk, title, name, size in annexes),
    )


def annex_content(*, sending_id: int, annex_id: int) -> bytes | None:
    """What an annex holds, None while it is not there."""
    found = SendingAnnex.objects.filter(sending_id=sending_id, pk=annex_id).order_by("pk")
    content = found.values_list("content", flat=True).first()
    return bytes(content) if content is not None else None


def _sending(row: Sending, **more: Any) -> SendingFacts:
    return SendingFacts(
        id=row.pk,
        public_id=row.public_id,
        gathering_id=row.gathering_id,
        list_id=row.recipients_id,
        list_name=row.recipients.name,
        name=row.name,
        fallback=row.fallback,
        batch_size=row.batch_size,
        pause_minutes=row.pause_minutes,
        state=SendingState(row.state),
        created_by=row.created_by,
        changed_at=row.changed_at,
        approved_at=row.approved_at,
        approved_by=row.approved_by,
        next_batch_at=row.next_batch_at,
        ended_at=row.ended_at,
        letter_id=row.letter_id,
        carries=tuple(row.carries),
        halted=Halt(row.halted_why) if row.halted_why else None,
        by_post=row.by_post,
        **more,
    )


def progress_of(sending_id: int) -> Progress:
    """How many recipients stand where; two queries."""
    rows = SendingRecipient.objects.filter(sending_id=sending_id).order_by()
    counts = {
        (state, mail_state): number
        for state, mail_state, number in rows.values_list("state", "mail__state").annotate(number=Count("pk"))
    }
    bounced = rows.exclude(mail__bounced_at=None).count()
    queued = {mail: number for (state, mail), number in counts.items() if state == RecipientState.QUEUED}
    withheld = queued.get(MailState.WITHHELD.value, 0)
    return Progress(
        waiting=sum(number for (state, _), number in counts.items() if state == RecipientState.WAITING),
        in_outbox=queued.get(MailState.WAITING.value, 0) + queued.get(MailState.SENDING.value, 0),
        # A mail whose row was eliminated with its period had left long before.
        sent=queued.get(MailState.SENT.value, 0) + queued.get(None, 0) - bounced,
        failed=queued.get(MailState.FAILED.value, 0),
        bounced=bounced,
        left_out=withheld + sum(number for (state, _), number in counts.items() if state == RecipientState.LEFT_OUT),
    )


def held_back(sending_id: int) -> int:
    """How many mails of a sending were held back in the outbox, but for those whose readers object; three queries."""
    rows = SendingRecipient.objects.filter(sending_id=sending_id, mail__state=MailState.WITHHELD.value).order_by("pk")
    found = [str(address) for address in rows.values_list("mail__to", flat=True)]
    if not found:
        return 0
    organiser_id = Sending.objects.values_list("gathering__organiser_id", flat=True).get(pk=sending_id)
    return len(set(found) - objectors(organiser_id, found))


_LINE = (
    "pk",
    "contact_id",
    "contact__given_name",
    "contact__family_name",
    "contact__language",
    "state",
    "left_out",
    "why",
    "mail__state",
    "mail__sent_at",
    "mail__bounced_at",
    "mail__objected_at",
    "contact__unreachable_at",
    "mail__bounce",
    "mail__last_error",
    "contact__unreachable_why",
)


class Recipients:
    """The recipients of a sending in the order in which they leave; a paginator counts and slices them."""

    ordered = True

    def __init__(self, sending_id: int) -> None:
        self._rows = SendingRecipient.objects.filter(sending_id=sending_id).order_by("pk")

    def count(self) -> int:
        """How many there are; one query."""
        return self._rows.count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, which: slice) -> Sequence[RecipientLine]:
        return [_line(row) for row in self._rows.values_list(*_LINE)[which]]


def _line(row: tuple[Any, ...]) -> RecipientLine:
    pk, contact, given, family, language, state, left_out, why, mail_state, *rest = row
    sent_at, bounced_at, objected_at, dead_since, bounce, error, dead_why = rest
    is_dead = left_out == LeftOut.UNREACHABLE.value
    return RecipientLine(
        id=pk,
        contact_id=contact,
        name=PersonName(given, family),
        language=language,
        state=RecipientState(state),
        left_out=left_out,
        why=why,
        mail_state=mail_state or "",
        sent_at=sent_at,
        bounced_at=bounced_at,
        objected_at=objected_at,
        unreachable_at=dead_since if is_dead else None,
        problem=bounce or error or (dead_why if is_dead else "") or "",
    )


def sendings_to(contact_id: int) -> Sequence[tuple[str, str, str]]:
    """What somebody of the directory was sent: name of the sending, key of the gathering, state; one query."""
    rows = SendingRecipient.objects.filter(contact_id=contact_id).order_by("-pk")
    return list(rows.values_list("sending__name", "sending__gathering__key", "state")[:50])


def persons_by_id(facts: GatheringFacts, ids: Sequence[int], *, on: date) -> Sequence[Person]:
    """Contacts with these ids as rules see them."""
    return persons_of(facts, contacts_by_id(organiser_id=facts.organiser_id, ids=ids), on=on)
