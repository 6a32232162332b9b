"""What only served the organisation of the day goes by itself, without a slip: mails, addresses left, raw files."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from filrouge.ground.audit.actions import record
from filrouge.ground.mail.enums import MailState
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.following.models import Follower
from filrouge.stages.press.models import Accreditation
from filrouge.stages.privacy.actions.proving import forget_proofs
from filrouge.stages.privacy.enums import Kept
from filrouge.stages.privacy.facts import Dated, Periods
from filrouge.stages.privacy.mails import ERASED
from filrouge.stages.privacy.queries.legal import periods_by_organiser
from filrouge.stages.privacy.queries.retention import dated_gatherings, due_gatherings
from filrouge.stages.privacy.rules import WITHOUT_A_DATE
from filrouge.stages.registration.models import ImportedFile, OpeningNotice, SecondForm

_DONE = (MailState.SENT.value, MailState.FAILED.value, MailState.WITHHELD.value)
# Each kind: the rows of a gathering that are of no use, given the moment before which a mail is old.
_ROWS: Mapping[Kept, tuple[str, Callable[[datetime], QuerySet[Any]]]] = {
    Kept.MAILS: ("gathering_id", lambda old: OutgoingMail.objects.filter(state__in=_DONE, created_at__lt=old)),
    Kept.OPENINGS: ("gathering_id", lambda _old: OpeningNotice.objects.all()),
    Kept.ACCREDITATIONS: ("gathering_id", lambda _old: Accreditation.objects.all()),
    Kept.FOLLOWERS: ("gathering_id", lambda _old: Follower.objects.all()),
    Kept.SECOND_FORMS: ("registration__gathering_id", lambda _old: SecondForm.objects.all()),
    Kept.IMPORTED_FILES: ("gathering_id", lambda _old: ImportedFile.objects.all()),
}

# Whoever goes is not to be read any more in the mails that were sent to them.
_NAMED_IN_MAILS = {Kept.FOLLOWERS: "follower", Kept.ACCREDITATIONS: "accreditation"}


def purge(now: datetime) -> None:
    """Erase what is due by itself, gathering by gathering, with a line in the trail of each that says how much.

    Finds what is due itself and may be called again at once.
    """
    periods = periods_by_organiser()
    holding = {kind: _gatherings_with(kind, now) for kind in _ROWS}
    for organiser_id, gatherings in dated_gatherings().items():
        own = periods.get(organiser_id, Periods())
        for one in due_gatherings(Kept.MAILS, gatherings, own, now=now):
            kinds = [kind for kind, ids in holding.items() if one.id in ids]
            if kinds:
                _purge_gathering(organiser_id, one, kinds, old=now - timedelta(days=own.addresses_days), now=now)
    _purge_undated(now)


def _gatherings_with(kind: Kept, now: datetime) -> frozenset[int]:
    path, rows = _ROWS[kind]
    return frozenset(rows(now).order_by(path).values_list(path, flat=True).distinct())


@transaction.atomic
def _purge_gathering(organiser_id: int, one: Dated, kinds: list[Kept], *, old: datetime, now: datetime) -> None:
    counts = {}
    for kind in kinds:
        path, rows = _ROWS[kind]
        counts[kind.value], _ = rows(old).filter(**{path: one.id}).delete()
        if name := _NAMED_IN_MAILS.get(kind):
            OutgoingMail.objects.filter(gathering_id=one.id, context__has_key=name).delete()
    if any(counts.values()):
        record(
            verb="gathering:purged",
            actor=SYSTEM,
            now=now,
            organiser_id=organiser_id,
            gathering_id=one.id,
            subject=("kept", one.key),
            data={"counts": {kind: count for kind, count in counts.items() if count}},
        )


def _purge_undated(now: datetime) -> None:
    """What no gathering's end speaks of: mails of accounts, last mails of the erased, files and addresses forgotten."""
    month = now - timedelta(days=Periods().addresses_days)
    done = OutgoingMail.objects.filter(state__in=_DONE)
    done.filter(gathering_id=None, created_at__lt=month).delete()
    done.filter(kind=ERASED, state=MailState.SENT.value).delete()
    forget_proofs(now)
    ImportedFile.objects.filter(taken_at=None, read_at__lt=month).delete()
    OpeningNotice.objects.filter(left_at__lt=now - WITHOUT_A_DATE).delete()
    undated = Follower.objects.filter(asked_at__lt=now - WITHOUT_A_DATE)
    undated.exclude(gathering__parts__first_day__gte=now.date()).delete()
