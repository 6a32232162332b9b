"""Putting mail into the outbox, in the transaction that causes it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from filrouge.ground.database import require_transaction
from filrouge.ground.mail import kinds
from filrouge.ground.mail.enums import MailState
from filrouge.ground.mail.models import OutgoingMail


def letter_for_outbox(
    *,
    kind: str,
    to: str,
    language: str,
    context: Mapping[str, Any],
    now: datetime,
    organiser_id: int | None = None,
    gathering_id: int | None = None,
) -> OutgoingMail:
    """A row ready to be written by `enqueue`."""
    return OutgoingMail(
        kind=kind,
        to=to,
        language=language,
        stream=kinds.stream_of(kind).value,
        context=dict(context),
        organiser_id=organiser_id,
        gathering_id=gathering_id,
        created_at=now,
        next_attempt_at=now,
    )


def enqueue(mails: list[OutgoingMail]) -> None:
    """Write mails in one statement. Raises TransactionManagementError outside a transaction: no act, no mail."""
    require_transaction()
    OutgoingMail.objects.bulk_create(mails)


def forget_about(*, gathering_id: int, name: str, value: int) -> None:
    """Drop every mail of a gathering whose context holds this value under this name, but those that leave just now."""
    found = OutgoingMail.objects.filter(gathering_id=gathering_id, **{f"context__{name}": value})
    found.exclude(state=MailState.SENDING.value).delete()


def now_about(*, gathering_id: int, name: str, before: int, after: int) -> None:
    """Let every mail whose context holds `before` under this name be about `after`; those not sent yet are dropped."""
    found = OutgoingMail.objects.filter(gathering_id=gathering_id, **{f"context__{name}": before})
    found.filter(state=MailState.WAITING.value).delete()
    sent = list(found.order_by("pk"))
    for mail in sent:
        mail.context[name] = after
    OutgoingMail.objects.bulk_update(sent, ["context"])
