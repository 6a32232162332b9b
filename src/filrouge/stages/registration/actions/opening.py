"""Those who left an address while others come first: told once when registration opens to everybody, then forgotten."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.mail.actions import enqueue, letter_for_outbox
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.mail.objectors import objectors
from filrouge.ground.people.actors import SYSTEM, Actor
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.gatherings.rules import TOOK_PLACE
from filrouge.stages.registration import rules
from filrouge.stages.registration.mails import OPEN_TO_ALL
from filrouge.stages.registration.models import OpeningNotice


@transaction.atomic
def leave_address(*, facts: GatheringFacts, email: str, language: str, actor: Actor, now: datetime) -> None:
    """Keep an address until registration opens to everybody, for one mail and for nothing else.

    The same address twice is kept once. The trail says that somebody left one, not which.
    """
    _, is_new = OpeningNotice.objects.get_or_create(
        gathering_id=facts.id, email=email.strip().lower(), defaults={"language": language, "left_at": now}
    )
    if is_new:
        record(
            verb="opening:address_left",
            actor=actor,
            now=now,
            organiser_id=facts.organiser_id,
            gathering_id=facts.id,
            subject=("gathering", facts.key),
        )


def tell_opening(now: datetime) -> int:
    """Tell those who left an address that registration is open to everybody, and erase the addresses; how many mails.

    While nobody can register (closed for now, postponed) they are kept; when nobody will any more they are erased.
    """
    is_over = Q(gathering__priority_until=None) | Q(gathering__priority_until__lte=now)
    due = OpeningNotice.objects.filter(is_over).order_by("gathering_id")
    return sum(_tell(gathering_id, now) for gathering_id in list(due.values_list("gathering_id", flat=True).distinct()))


@transaction.atomic
def _tell(gathering_id: int, now: datetime) -> int:
    # Two workers that come at the same moment: the second one finds no address.
    lock_rows(Gathering.objects.all(), [gathering_id])
    facts = facts_by_id(gathering_id)
    if facts is None or not (_is_open(facts, now) or _is_over(facts, now)):
        return 0
    notices = list(OpeningNotice.objects.filter(gathering_id=gathering_id).order_by("pk"))
    mails = [_letter(notice, facts, now) for notice in _willing(notices, facts)] if _is_open(facts, now) else []
    enqueue(mails)
    OpeningNotice.objects.filter(pk__in=[notice.pk for notice in notices]).delete()
    record(
        verb="opening:told",
        actor=SYSTEM,
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
        subject=("gathering", facts.key),
        data={"addresses": len(notices), "mails": len(mails)},
    )
    return len(mails)


def _willing(notices: list[OpeningNotice], facts: GatheringFacts) -> list[OpeningNotice]:
    """Those who did not say since then that they want no mails of this organiser."""
    unwilling = objectors(facts.organiser_id, [notice.email for notice in notices])
    return [notice for notice in notices if notice.email not in unwilling]


def _is_open(facts: GatheringFacts, now: datetime) -> bool:
    in_time = any(rules.in_time(part, received=now).is_allowed for part in facts.parts)
    return in_time and rules.open_now(facts, at=now).is_allowed


def _is_over(facts: GatheringFacts, now: datetime) -> bool:
    """Whether nobody will register any more."""
    if facts.state in (GatheringState.CANCELLED, *TOOK_PLACE):
        return True
    return bool(facts.parts) and not any(rules.in_time(part, received=now).is_allowed for part in facts.parts)


def _letter(notice: OpeningNotice, facts: GatheringFacts, now: datetime) -> OutgoingMail:
    return letter_for_outbox(
        kind=OPEN_TO_ALL,
        to=notice.email,
        language=notice.language,
        context={"gathering": facts.id},
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
    )
