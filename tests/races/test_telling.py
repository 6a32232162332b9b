"""A worker that is killed while it tells followers neither forgets anybody nor tells anybody twice."""

import os
import signal
import time
from multiprocessing import get_context
from typing import Any

from django.db import connection

from filrouge.ground.mail.models import OutgoingMail
from filrouge.stages.following.actions import tell_followers
from filrouge.stages.following.models import Follower
from tests.races.telling_worker import tell
from tests.support.at_once import at_once, failures
from tests.support.clock import SPRING, instant
from tests.support.gatherings import AARAU, changed, fresh_facts, load

__all__ = ["fresh_facts"]

NOW = instant(SPRING)
MANY = 6000


def followers(number: int) -> None:
    """People who follow an assembly whose invitation was published since."""
    facts = load(changed(AARAU, state="invitation_sent"), now=NOW)
    rows = [
        Follower(
            gathering_id=facts.id,
            email=f"n{one}@ville.example",
            category="city",
            language="fr",
            asked_at=NOW,
            confirmed_at=NOW,
        )
        for one in range(number)
    ]
    Follower.objects.bulk_create(rows, batch_size=500)


def everybody_told_once(number: int) -> None:
    """One mail to each, and each row says so."""
    told = list(OutgoingMail.objects.order_by("to").values_list("to", flat=True))
    assert len(told) == len(set(told)) == number
    assert Follower.objects.filter(knows_invitation=True).count() == number


def killed_in_the_middle(patience: float) -> int:
    """Let a process begin to tell, and kill it once it has told some; how many mails it left behind."""
    name = str(connection.settings_dict["NAME"])
    worker: Any = get_context("spawn").Process(target=tell, args=(name, NOW), daemon=True)
    worker.start()
    until = time.monotonic() + patience
    while worker.is_alive() and not OutgoingMail.objects.exists() and time.monotonic() < until:
        time.sleep(0.001)
    os.kill(worker.pid, signal.SIGKILL)
    worker.join(10)
    return OutgoingMail.objects.count()


def test_a_killed_worker_neither_forgets_nor_doubles() -> None:
    followers(MANY)
    left = killed_in_the_middle(60)
    assert 0 < left < MANY, "killed too early or too late to show anything"
    assert Follower.objects.filter(knows_invitation=True).count() == left, "told and remembered are one"
    assert tell_followers(NOW) == MANY - left
    everybody_told_once(MANY)


def test_two_workers_at_once_tell_everybody_once() -> None:
    followers(900)
    assert failures(at_once([lambda: tell_followers(NOW), lambda: tell_followers(NOW)])) == []
    everybody_told_once(900)
