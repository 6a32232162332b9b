"""Telling: asked for once by the organiser, then written into the outbox in batches, each person once.

A batch reads who is unaware and writes mail and row in one transaction: a worker that is killed has told whole batches.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.mail.actions import enqueue, letter_for_outbox
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import SYSTEM, Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.telling.facts import Reader
from filrouge.stages.telling.mails import context_of, kind_of
from filrouge.stages.telling.models import Telling, ToldContact
from filrouge.stages.telling.queries import unaware

AT_ONCE = 500


class ChangedMeanwhile(Exception):
    """What holds now is not what was looked at."""


class NobodyToTell(Exception):
    """Everybody knows, or is being told."""


@transaction.atomic
def ask_to_tell(*, facts: GatheringFacts, seen: str, actor: Actor, now: datetime) -> int:
    """Let everybody who is unaware be told; how many they are. `seen`: the state that was looked at.

    Pressed twice, it is done once. Raises ChangedMeanwhile, NobodyToTell.
    """
    facts = _locked(facts.id) or facts
    found = unaware(facts, now=now)
    if found.state != seen:
        raise ChangedMeanwhile
    if not found.readers or Telling.objects.filter(gathering_id=facts.id, ended_at=None).exists():
        raise NobodyToTell
    Telling.objects.create(gathering_id=facts.id, state=seen, asked_at=now, asked_by=actor.label[:200])
    data = {"people": len(found.readers), "news": sorted({one.news.value for one in found.readers})}
    record(verb="telling:asked", data=data, **_about(facts, actor, now))
    return len(found.readers)


def tell_due(now: datetime) -> None:
    """Go on with every telling that was asked for, until everybody was told."""
    for pk, gathering_id in list(
        Telling.objects.filter(ended_at=None).order_by("pk").values_list("pk", "gathering_id")
    ):
        while tell_some(telling_id=pk, gathering_id=gathering_id, now=now):
            pass


@transaction.atomic
def tell_some(*, telling_id: int, gathering_id: int, now: datetime, at_once: int = AT_ONCE) -> int:
    """Tell the next of those who are unaware, `at_once` at most; how many, 0 once the telling has ended.

    It ends by itself when something else holds than what was looked at: the organiser is asked anew.
    """
    facts = _locked(gathering_id)
    row = lock_rows(Telling.objects.filter(ended_at=None), [telling_id]).get(telling_id)
    if facts is None or row is None:
        return 0
    found = unaware(facts, now=now)
    going = found.readers[:at_once] if found.state == row.state else ()
    if going:
        _write(row, going, facts, now)
        row.told += len(going)
    else:
        row.ended_at = now
        record(verb="telling:ended", data={"people": row.told}, **_about(facts, SYSTEM, now))
    row.save(update_fields=["told", "ended_at"])
    return len(going)


def _write(row: Telling, going: tuple[Reader, ...], facts: GatheringFacts, now: datetime) -> None:
    mails = [_mail(one, facts, now) for one in going]
    enqueue(mails)
    ToldContact.objects.bulk_create(
        ToldContact(telling=row, contact_id=one.contact_id, news=one.news.value, told_at=now, mail=mail)
        for one, mail in zip(going, mails, strict=True)
    )


def _mail(one: Reader, facts: GatheringFacts, now: datetime) -> OutgoingMail:
    return letter_for_outbox(
        kind=kind_of(one.news),
        to=one.email,
        language=one.language,
        context={"gathering": facts.id, **context_of(one)},
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
    )


def _locked(gathering_id: int) -> GatheringFacts | None:
    """The facts as they are until the transaction ends: nobody moves or calls off the gathering meanwhile."""
    lock_rows(Gathering.objects.all(), [gathering_id])
    return facts_by_id(gathering_id)


def _about(facts: GatheringFacts, actor: Actor, now: datetime) -> dict[str, Any]:
    return {
        "actor": actor,
        "now": now,
        "organiser_id": facts.organiser_id,
        "gathering_id": facts.id,
        "subject": ("gathering", facts.key),
    }
