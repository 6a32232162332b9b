"""The sending of an erratum: to exactly those who received the letter that it corrects."""

from datetime import datetime
from itertools import chain, count

from django.db import transaction
from django.utils.translation import gettext, override

from filrouge.ground.database import lock_name
from filrouge.ground.people.actors import Actor
from filrouge.stages.documents.drafts import LetterDraft
from filrouge.stages.documents.words import letter_title
from filrouge.stages.gatherings.audience import Everybody
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings.actions.lists import write_list
from filrouge.stages.sendings.actions.preparing import Setting, choose_letter, write_sending, write_text
from filrouge.stages.sendings.enums import SendingState
from filrouge.stages.sendings.facts import LetterRef, ListFacts, TextFacts
from filrouge.stages.sendings.models import RecipientList, Sending


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
    language = (facts.languages or (facts.language,))[0]
    title = letter_title(erratum.kind, erratum.dated, facts.language)
    setting = Setting(
        name=title[:120], list_id=_list(facts, erratum, original, actor, now), fallback=language, **_USUAL
    )
    pk = write_sending(facts=facts, setting=setting, actor=actor, now=now)
    choose_letter(facts=facts, sending_id=pk, letter_id=erratum.id, now=now)
    for code in facts.languages or (facts.language,):
        write_text(facts=facts, sending_id=pk, text=_text(code), now=now)
    return pk


_USUAL = {"batch_size": 100, "pause_minutes": 5}


def _text(language: str) -> TextFacts:
    with override(language):
        body = gettext(
            "{name},\n\nA letter that you received from us about “{gathering}” states what is no longer true. The "
            "enclosed erratum says what holds now.\n\nWe ask you to excuse the trouble."
        )
        return TextFacts(language, gettext("Erratum: {gathering}"), body)


def _list(facts: GatheringFacts, erratum: LetterDraft, original: LetterDraft, actor: Actor, now: datetime) -> int:
    """A question to the directory like any other: everybody who has the one letter and not the other."""
    found = RecipientList.objects.filter(gathering_id=facts.id, received_id=original.id, lacking_id=erratum.id)
    if known := found.order_by("pk").values_list("pk", flat=True).first():
        return known
    title = letter_title(original.kind, original.dated, facts.language)
    name = (gettext("Received: %(letter)s") % {"letter": title})[:110]
    taken = set(RecipientList.objects.filter(gathering_id=facts.id).order_by().values_list("name", flat=True))
    free = next(one for one in chain([name], (f"{name} ({n})" for n in count(2))) if one not in taken)
    said = ListFacts(0, free, Everybody(), received=_ref(original), lacking=_ref(erratum))
    return write_list(facts=facts, said=said, actor=actor, now=now)


def _ref(letter: LetterDraft) -> LetterRef:
    return LetterRef(letter.id, letter.kind, letter.dated)
