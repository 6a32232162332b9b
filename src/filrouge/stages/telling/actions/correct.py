"""The sending that corrects another one: to exactly those whom that one reached, with what holds now."""

from datetime import datetime
from itertools import chain, count

from django.db import transaction
from django.utils.translation import gettext, override

from filrouge.ground.database import lock_name
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.audience import Everybody
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.words import where_in_words
from filrouge.stages.registration.words import when_in_words
from filrouge.stages.sendings.actions.lists import write_list
from filrouge.stages.sendings.actions.preparing import Setting, write_sending, write_text
from filrouge.stages.sendings.enums import SendingState
from filrouge.stages.sendings.facts import ListFacts, SendingFacts, TextFacts
from filrouge.stages.sendings.models import RecipientList, Sending
from filrouge.stages.telling.models import CorrectionList

_USUAL = {"batch_size": 100, "pause_minutes": 5}


@transaction.atomic
def begin_correction(*, facts: GatheringFacts, sending: SendingFacts, actor: Actor, now: datetime) -> int:
    """Prepare a sending that corrects another one, with first words in each language; its id, or that of one that is
    being prepared already.

    It is looked at and approved as any other: nothing leaves by this.
    """
    lock_name(f"correction {sending.id}")
    recipients = _list(facts, sending, actor, now)
    waiting = Sending.objects.filter(recipients_id=recipients, state=SendingState.DRAFT.value)
    if known := waiting.order_by("pk").values_list("pk", flat=True).first():
        return known
    name = (gettext("Correction: %(sending)s") % {"sending": sending.name})[:120]
    setting = Setting(name=name, list_id=recipients, fallback=sending.fallback, **_USUAL)
    pk = write_sending(facts=facts, setting=setting, actor=actor, now=now)
    for code in facts.languages or (facts.language,):
        write_text(facts=facts, sending_id=pk, text=_text(facts, code), now=now)
    return pk


def _text(facts: GatheringFacts, language: str) -> TextFacts:
    with override(language):
        lead = gettext(
            "{name},\n\nWe wrote to you about “{gathering}”. A day, an hour or a place has changed since. This is what "
            "holds now:"
        )
        held = "\n".join(_plain(_line(part, facts, language)) for part in facts.parts)
        end = gettext("We ask you to excuse the trouble.")
        return TextFacts(language, gettext("Correction: {gathering}"), f"{lead}\n\n{held}\n\n{end}\n\n{{link}}")


def _line(part: PartFacts, facts: GatheringFacts, language: str) -> str:
    title = part.title.best(language, facts.languages).text
    when, where = when_in_words(part, facts, language), where_in_words(part, facts, language)
    return ", ".join(filter(None, (f"{title}: {when}", where)))


def _plain(said: str) -> str:
    """Without braces, which would ask for something to be put in."""
    return said.replace("{", "(").replace("}", ")")


def _list(facts: GatheringFacts, sending: SendingFacts, actor: Actor, now: datetime) -> int:
    """The list of those whom the other one reached, made once."""
    known = CorrectionList.objects.filter(sending_id=sending.id).values_list("recipients_id", flat=True).first()
    if known is not None:
        return known
    name = (gettext("Received: %(letter)s") % {"letter": sending.name})[:110]
    taken = set(RecipientList.objects.filter(gathering_id=facts.id).order_by().values_list("name", flat=True))
    free = next(one for one in chain([name], (f"{name} ({n})" for n in count(2))) if one not in taken)
    pk = write_list(facts=facts, said=ListFacts(0, free, Everybody()), actor=actor, now=now)
    CorrectionList.objects.create(recipients_id=pk, sending_id=sending.id)
    return pk
