"""Setting the demonstration up, once, and taking it away again."""

from datetime import datetime

from django.core.management import call_command
from django.db import transaction

from filrouge.config.demonstration import KEYS
from filrouge.config.demonstration.mailbox import keep_the_newest
from filrouge.config.demonstration.staff import ACCOUNTS, MANAGER, make_accounts
from filrouge.ground.people.models import Organiser, User
from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.gatherings.queries import facts_by_key, forget_facts


class NotADemonstration(Exception):
    """The database holds organisers that are none of ours: nothing is touched."""

    def __init__(self, organisers: list[str]) -> None:
        super().__init__(", ".join(organisers))


def is_set_up() -> bool:
    """Whether the demonstration is there: nobody else would have an account of its manager."""
    return User.objects.filter(email=MANAGER.email).exists()


@transaction.atomic
def set_up(*, now: datetime) -> bool:
    """Load everything that is missing, wholly or not at all; False, and nothing written, when it is there."""
    _require_no_strangers()
    if is_set_up():
        return False
    # Imported when there is something to load: reading files is half of the time that a second start would take.
    from filrouge.config.demonstration.everything import fill
    from filrouge.config.demonstration.gatherings import load_gatherings
    from filrouge.config.demonstration.registrations import Registering

    load_gatherings(now=now)
    make_accounts(now=now)
    facts = facts_by_key(KEYS[0])
    if facts is None:
        raise LookupError(KEYS[0])
    Registering(facts, now).run()
    fill(now=now)
    keep_the_newest()
    # After a reset the rows have the numbers that earlier ones had. A version that was never used before keeps a server
    # that is running from showing what it remembers of those.
    Gathering.objects.update(version=int(now.timestamp()) // 60)
    return True


def reset(*, now: datetime) -> None:
    """Erase the whole database and set the demonstration up anew. Refused where somebody else's data lie."""
    _require_no_strangers()
    call_command("flush", interactive=False, verbosity=0)
    forget_facts()
    set_up(now=now)


def _require_no_strangers() -> None:
    """Somebody may also have loaded an example file to work with it: then even our own keys are not ours."""
    ours = {account.organiser for account in ACCOUNTS} if is_set_up() else set()
    strangers = Organiser.objects.exclude(key__in=ours).order_by("key").values_list("key", flat=True)
    if strangers:
        raise NotADemonstration(list(strangers))
