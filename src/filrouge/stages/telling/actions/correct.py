"""The sending that corrects another one: to exactly those whom that one reached, with what holds now."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from filrouge.ground.database import lock_name
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.audience import Everybody
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.words import where_in_words
from filrouge.stages.registration.words import when_in_words
from filrouge.stages.sendings.actions.once_more import list_of_readers, write_to_readers
from filrouge.stages.sendings.enums import SendingState
from filrouge.stages.sendings.facts import ListFacts, SendingFacts, SendingRef, TextFacts
from filrouge.stages.sendings.models import Sending


@transaction.atomic
def begin_correction(*, facts: GatheringFacts, sending: SendingFacts, actor: Actor, now: datetime) -> int:
    """Prepare a sending that corrects another one, with first words in each language; its id, or that of one that is
    being prepared already.
    """
    lock_name(f"correction {sending.id}")
    said = ListFacts(0, "", Everybody(), reached=SendingRef(sending.id, sending.name))
    recipients = list_of_readers(facts=facts, said=said, of=sending.name, actor=actor, now=now)
    waiting = Sending.objects.filter(recipients_id=recipients, state=SendingState.DRAFT.value)
    if known := waiting.order_by("pk").values_list("pk", flat=True).first():
        return known
    return write_to_readers(
        facts=facts,
        name=gettext("Correction: %(sending)s") % {"sending": sending.name},
        list_id=recipients,
        fallback=sending.fallback,
        text=lambda language: _text(facts, language),
        actor=actor,
        now=now,
    )


def _text(facts: GatheringFacts, language: str) -> TextFacts:
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
