"""The only writers of followers: leaving an address, confirming it, leaving again, being told, being forgotten."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.mail.actions import enqueue, forget_about, letter_for_outbox
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.mail.objectors import objectors
from filrouge.ground.people.actors import SYSTEM, Actor
from filrouge.stages.following import rules
from filrouge.stages.following.enums import News
from filrouge.stages.following.facts import Told
from filrouge.stages.following.mails import CHECK, kind_of
from filrouge.stages.following.models import Follower
from filrouge.stages.following.queries import programme_news, who_know_the_programme
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.gatherings.rules import silence

# So many followers are told in one transaction; a worker that is stopped has told whole ones or none of them.
_AT_ONCE = 200
_TOLD = ("knows_invitation", "knows_programme", "known_moves", "known_standing")


@transaction.atomic
def ask_to_follow(*, facts: GatheringFacts, email: str, category: str, language: str, now: datetime) -> None:
    """Keep an address until somebody confirms it from its mailbox, to which one mail goes now.

    An address that follows already, or was asked a moment ago, is not written to: nobody learns which, and nobody's
    mailbox is filled. Raises ValueError for a gathering of which nothing is told any more.
    """
    if rules.may_follow(facts).is_refused:
        raise ValueError(f"nobody can follow {facts.key} any more")
    row, is_new = Follower.objects.get_or_create(
        gathering_id=facts.id,
        email=email.strip().lower(),
        defaults={"category": category, "language": language, "asked_at": now},
    )
    row = lock_rows(Follower.objects.all(), [row.pk])[row.pk]
    if row.confirmed_at is not None or not (is_new or now - row.asked_at >= rules.ASKED_AGAIN_AFTER):
        return
    row.category, row.language, row.asked_at = category, language, now
    row.save(update_fields=["category", "language", "asked_at"])
    enqueue([_letter(CHECK, row, facts, now)])


@transaction.atomic
def confirm(*, public_id: UUID, facts: GatheringFacts, actor: Actor, now: datetime) -> bool:
    """Begin to tell an address what is new from now on; False when it was forgotten meanwhile. Twice is once."""
    found = Follower.objects.filter(public_id=public_id, gathering_id=facts.id)
    row = next(iter(lock_rows(found, list(found.values_list("pk", flat=True))).values()), None)
    if row is None:
        return False
    if row.confirmed_at is None:
        row.confirmed_at = now
        _remember(row, rules.told_now(facts))
        row.save(update_fields=["confirmed_at", *_TOLD])
        record(verb="follower:confirmed", **_about(facts, actor, now), data={"category": row.category})
    return True


@transaction.atomic
def leave(*, public_id: UUID, facts: GatheringFacts, actor: Actor, now: datetime) -> None:
    """Forget an address, and every mail to it that waits or was sent. Twice is once."""
    row = Follower.objects.filter(public_id=public_id, gathering_id=facts.id).first()
    if row is None:
        return
    forget_about(gathering_id=facts.id, name="follower", value=row.pk)
    row.delete()
    record(verb="follower:left", **_about(facts, actor, now))


def tell_followers(now: datetime) -> int:
    """Tell every follower what is new since they were told last; how many mails. Finds what is due itself.

    What is compared is what each row knows with what the gathering is: a worker that is killed in between has either
    written that somebody was told together with the mail, or neither.
    """
    following = Follower.objects.exclude(confirmed_at=None).order_by("gathering_id")
    told = 0
    for gathering_id in list(following.values_list("gathering_id", flat=True).distinct()):
        facts = facts_by_id(gathering_id)
        while facts is not None and (written := _tell_some(facts, now)) is not None:
            told += written
    return told


@transaction.atomic
def _tell_some(facts: GatheringFacts, now: datetime) -> int | None:
    """Tell the next of those who do not know what is known now; how many mails, None when nobody is left."""
    ids = list(_who_does_not_know(facts).values_list("pk", flat=True)[:_AT_ONCE])
    rows = lock_rows(_who_does_not_know(facts), ids) if ids else {}
    if not rows:
        return None
    unwilling = objectors(facts.organiser_id, [row.email for row in rows.values()])
    mails: list[OutgoingMail] = []
    for row in rows.values():
        news = rules.news_for(_knows(row), facts)
        if row.email not in unwilling:
            mails += [_letter(kind_of(one), row, facts, now) for one in news]
        _remember(row, rules.told_after(_knows(row), facts))
    Follower.objects.bulk_update(rows.values(), _TOLD)
    enqueue(mails)
    if mails:
        record(verb="follower:told", **_about(facts, SYSTEM, now), data={"mails": len(mails)})
    return len(mails)


def _who_does_not_know(facts: GatheringFacts) -> QuerySet[Follower]:
    """The confirmed followers whose row is not what it will be once they were told."""
    found = Follower.objects.filter(gathering_id=facts.id).exclude(confirmed_at=None).order_by("pk")
    if not rules.is_told_of(facts):
        return found.none()
    now = rules.told_now(facts)
    if now.standing is not None:
        return found.exclude(known_standing=now.standing.value)
    knows: dict[str, object] = {"known_standing": "", "known_moves__gte": now.moves}
    if now.invitation:
        knows["knows_invitation"] = True
    if now.programme:
        knows["knows_programme"] = True
    return found.exclude(**knows)


def _knows(row: Follower) -> Told:
    standing = News(row.known_standing) if row.known_standing else None
    return Told(row.knows_invitation, row.knows_programme, row.known_moves, standing)


def _remember(row: Follower, told: Told) -> None:
    row.knows_invitation, row.knows_programme = told.invitation, told.programme
    row.known_moves, row.known_standing = told.moves, told.standing.value if told.standing else ""


@transaction.atomic
def tell_programme(*, facts: GatheringFacts, actor: Actor, now: datetime) -> int:
    """Tell the followers who know the programme what changed in it since they were told of a change; how many. Asked
    twice, it tells once; nothing is told of a gathering that is called off, put off or over.
    """
    lock_rows(Gathering.objects.all(), [facts.id])
    facts = facts_by_id(facts.id) or facts
    changes, _people = programme_news(facts)
    if not changes or silence(facts, now=now):
        return 0
    rows = list(who_know_the_programme(facts).order_by("pk"))
    unwilling = objectors(facts.organiser_id, [row.email for row in rows])
    said = {"changes": [asdict(one) for one in changes]}
    kind = kind_of(News.PROGRAMME_CHANGED)
    mails = [_letter(kind, row, facts, now, **said) for row in rows if row.email not in unwilling]
    enqueue(mails)
    record(verb="follower:programme_told", **_about(facts, actor, now), data={"programme": True, "mails": len(mails)})
    return len(mails)


def _letter(kind: str, row: Follower, facts: GatheringFacts, now: datetime, **more: Any) -> OutgoingMail:
    return letter_for_outbox(
        kind=kind,
        to=row.email,
        language=row.language,
        context={"gathering": facts.id, "follower": row.pk, "link": str(row.public_id), **more},
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
    )


def _about(facts: GatheringFacts, actor: Actor, now: datetime) -> dict[str, Any]:
    """What each line of the trail says: that somebody follows or left, never who."""
    return {
        "actor": actor,
        "now": now,
        "organiser_id": facts.organiser_id,
        "gathering_id": facts.id,
        "subject": ("gathering", facts.key),
    }


def forget_unconfirmed(now: datetime) -> int:
    """Forget the addresses that nobody confirmed in time; how many."""
    forgotten, _ = Follower.objects.filter(confirmed_at=None, asked_at__lt=now - rules.CONFIRM_WITHIN).delete()
    return forgotten


@transaction.atomic
def forget_address(*, organiser_id: int, address: str) -> int:
    """Forget an address in every gathering of an organiser that it follows, with the mails to it; how many rows."""
    found = Follower.objects.filter(gathering__organiser_id=organiser_id, email__iexact=address).order_by("pk")
    for pk, gathering_id in list(found.values_list("pk", "gathering_id")):
        forget_about(gathering_id=gathering_id, name="follower", value=pk)
    return found.delete()[0]
