"""The sending of an erratum: to exactly those who received the letter that it corrects."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from filrouge.ground.database import lock_name
from filrouge.ground.people.actors import Actor
from filrouge.stages.documents.drafts import LetterDraft
from filrouge.stages.documents.words import letter_title
from filrouge.stages.gatherings.audience import Everybody
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings.actions.once_more import list_of_readers, write_to_readers
from filrouge.stages.sendings.actions.preparing import choose_letter
from filrouge.stages.sendings.enums import SendingState
from filrouge.stages.sendings.facts import LetterRef, ListFacts, TextFacts
from filrouge.stages.sendings.models import Sending


@transaction.atomic
def begin_erratum(
    *, facts: GatheringFacts, erratum: LetterDraft, original: LetterDraft, actor: Actor, now: datetime
) -> int:
    """Prepare the sending of an issued erratum, with first words in each language; its id, or that of one that is being
    prepared already.

    It goes to whoever received `original` and not the erratum; who objects, or is unreachable, is left out as always.
    Raises NotIssued for a draft.
    """
    lock_name(f"erratum {erratum.id}")
    waiting = Sending.objects.filter(gathering_id=facts.id, letter_id=erratum.id, state=SendingState.DRAFT.value)
    if known := waiting.order_by("pk").values_list("pk", flat=True).first():
        return known
    said = ListFacts(0, "", Everybody(), received=_ref(original), lacking=_ref(erratum))
    of = letter_title(original.kind, original.dated, facts.language)
    recipients = list_of_readers(facts=facts, said=said, of=of, actor=actor, now=now)
    pk = write_to_readers(
        facts=facts,
        name=letter_title(erratum.kind, erratum.dated, facts.language),
        list_id=recipients,
        fallback=(facts.languages or (facts.language,))[0],
        text=_text,
        actor=actor,
        now=now,
    )
    choose_letter(facts=facts, sending_id=pk, letter_id=erratum.id, now=now)
    return pk


def _text(language: str) -> TextFacts:
    body = gettext(
        "{name},\n\nA letter that you received from us about “{gathering}” states what is no longer true. The "
        "enclosed erratum says what holds now.\n\nWe ask you to excuse the trouble."
    )
    return TextFacts(language, gettext("Erratum: {gathering}"), body)


def _ref(letter: LetterDraft) -> LetterRef:
    return LetterRef(letter.id, letter.kind, letter.dated)
