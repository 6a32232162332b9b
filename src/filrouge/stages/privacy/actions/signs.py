"""Noting on contacts that they answered, registered or passed something on. The worker does it every minute."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from filrouge.ground.directory.contact_signs import note_signs_from, note_signs_of
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.privacy.actions.contacts import forget_late
from filrouge.stages.registration.models import Forwarding, Registration

# What an idle worker missed is found again by whoever prepares a slip: see `queries.untouched`.
_BACK = timedelta(hours=6)


def note_signs(now: datetime) -> None:
    """Note who gave a sign a while ago or since. May be called again at once."""
    note_signs_since(now - _BACK)
    forget_late()


def note_signs_since(since: datetime) -> None:
    """Note who registered, answered or passed something on since then, each on the day on which it was."""
    came: dict[tuple[int, date], set[str]] = defaultdict(set)
    rows = Registration.objects.filter(created_at__gte=since, erased_at=None).exclude(email="").order_by("pk")
    passed_on = Forwarding.objects.filter(passed_on_at__gte=since).order_by("pk")
    by = passed_on.filter(passed_on_by__erased_at=None).exclude(passed_on_by=None).exclude(passed_on_by__email="")
    for organiser_id, email, at in (
        *rows.values_list("gathering__organiser_id", "email", "created_at"),
        *by.values_list("passed_on_by__gathering__organiser_id", "passed_on_by__email", "passed_on_at"),
    ):
        came[organiser_id, at.date()].add(email.casefold())
    for (organiser_id, day), addresses in sorted(came.items()):
        note_signs_from(organiser_id=organiser_id, addresses=addresses, on=day)
    answered: dict[date, set[int]] = defaultdict(set)
    said = Invitation.objects.filter(answered_at__gte=since).exclude(contact=None).order_by("pk")
    invited = passed_on.exclude(invitation__contact=None)
    for contact_id, answered_at in (
        *said.values_list("contact_id", "answered_at"),
        *invited.values_list("invitation__contact_id", "passed_on_at"),
    ):
        if contact_id is not None and answered_at is not None:
            answered[answered_at.date()].add(contact_id)
    for day, ids in sorted(answered.items()):
        note_signs_of(ids, on=day)
