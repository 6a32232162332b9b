"""What an act leaves behind: states, lines of the trail, mails in the outbox."""

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.audit.queries import TrailLine, trail_of_gathering
from filrouge.ground.mail.models import OutgoingMail
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.models import PartRegistration, Registration


def nothing_written() -> bool:
    """Whether there is neither a registration nor a mail nor a line of the trail about one."""
    told = AuditEntry.objects.filter(verb__startswith="registration:")
    return not (Registration.objects.exists() or OutgoingMail.objects.exists() or told.exists())


def states(registration_id: int) -> dict[str, str]:
    """The state of each part of a registration."""
    found = PartRegistration.objects.filter(registration_id=registration_id).order_by("part__position")
    return dict(found.values_list("part__key", "state"))


def trail(facts: GatheringFacts) -> list[TrailLine]:
    """What was noted on registrations and parts, oldest first."""
    lines = trail_of_gathering(gathering_id=facts.id)
    return [line for line in reversed(lines) if not line.verb.startswith("gathering:")]


def mails() -> list[tuple[str, str]]:
    """What waits in the outbox: kind and address, oldest first."""
    return list(OutgoingMail.objects.order_by("pk").values_list("kind", "to"))


def forget() -> None:
    """Empty the outbox, so that a test sees only what comes after."""
    OutgoingMail.objects.all().delete()
