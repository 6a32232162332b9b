"""Writing once more to exactly those whom something reached: their list, and the sending with its first words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import chain, count

from django.utils.translation import gettext, override

from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings.actions.lists import write_list
from filrouge.stages.sendings.actions.preparing import Setting, write_sending, write_text
from filrouge.stages.sendings.facts import ListFacts, TextFacts
from filrouge.stages.sendings.models import RecipientList

_BATCH_SIZE, _PAUSE_MINUTES = 100, 5


def write_to_readers(
    *,
    facts: GatheringFacts,
    name: str,
    list_id: int,
    fallback: str,
    text: Callable[[str], TextFacts],
    actor: Actor,
    now: datetime,
) -> int:
    """Prepare a sending to a list with the words that `text` gives for each language, called in that language; its id.

    It is looked at and approved as any other: nothing leaves by this.
    """
    setting = Setting(name[:120], list_id, fallback, _BATCH_SIZE, _PAUSE_MINUTES)
    pk = write_sending(facts=facts, setting=setting, actor=actor, now=now)
    for code in facts.languages or (facts.language,):
        with override(code):
            said = text(code)
        write_text(facts=facts, sending_id=pk, text=said, now=now)
    return pk


def list_of_readers(*, facts: GatheringFacts, said: ListFacts, of: str, actor: Actor, now: datetime) -> int:
    """The id of the list of those who received what is called `of`, made once: a question to the directory like any
    other. `said` names no list yet.
    """
    known = RecipientList.objects.filter(
        gathering_id=facts.id,
        received_id=said.received.id if said.received else None,
        lacking_id=said.lacking.id if said.lacking else None,
        reached_id=said.reached.id if said.reached else None,
    )
    if pk := known.order_by("pk").values_list("pk", flat=True).first():
        return pk
    name = (gettext("Received: %(letter)s") % {"letter": of})[:110]
    taken = set(RecipientList.objects.filter(gathering_id=facts.id).order_by().values_list("name", flat=True))
    free = next(one for one in chain([name], (f"{name} ({n})" for n in count(2))) if one not in taken)
    return write_list(facts=facts, said=replace(said, name=free), actor=actor, now=now)
