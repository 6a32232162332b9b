"""One invitation answered, closed, passed on, replaced and erased at the same moment; and what happens unprotected."""

import random
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, models

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import REGISTRANT, SYSTEM
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.actions.answering import IsRegistered
from filrouge.stages.invitations.actions.answering import LinkClosed as AnswerClosed
from filrouge.stages.invitations.enums import InvitationState
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.privacy.actions import erase_contacts, erase_registration
from filrouge.stages.registration.actions import withdraw
from filrouge.stages.registration.actions.arriving import LinkClosed
from filrouge.stages.registration.actions.forwarding import (
    Invited,
    NotPassedOn,
    make_invitation_relay,
    pass_invitation_on,
)
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.actions.replace import TooLateToReplace, replace_person
from filrouge.stages.registration.models import Arrival, Forwarding, Registration
from tests.races.invitation_worker import answered_in_processes
from tests.support.at_once import Job, at_once, failures
from tests.support.invited import a_guest, answers_told, close, comes, invitation_faults, invitation_of, says
from tests.support.small_gathering import OPEN, somebody
from tests.support.soundness import faults

TRIES = 40
ARRIVING = "filrouge.stages.registration.actions.arriving."
ANSWERING = "filrouge.stages.invitations.actions.answering."
FORWARDING = "filrouge.stages.registration.actions.forwarding."


def read_only(rows: models.QuerySet[Any], ids: Iterable[int]) -> dict[int, Any]:
    """What `lock_rows` reads, without the lock."""
    return {row.pk: row for row in rows.filter(pk__in=list(ids)).order_by("pk")}


def sound(facts: GatheringFacts) -> list[str]:
    """What does not hold of seats and invitations."""
    return [*faults(facts.id), *invitation_faults(facts)]


# ---------------------------------------------------------------------------------------------- answered twice at once


def answered_at_once(key: str) -> tuple[GatheringFacts, list[Any]]:
    """She registers in two windows, and presses two buttons in a third and a fourth."""
    facts, pk = a_guest(key)
    return facts, at_once(
        [
            lambda: comes(facts, pk, "eve", f"{key}@rey.example"),
            lambda: comes(facts, pk, "day", f"{key}@work.example"),
            lambda: says(facts, pk, InvitationState.DECLINED),
            lambda: says(facts, pk, InvitationState.EXCUSED),
        ]
    )


def test_answered_in_four_windows_at_once() -> None:
    """One registration answers it, whatever was pressed before is told, whatever comes after is told that they come."""
    for number in range(6):
        facts, results = answered_at_once(f"four-{number}")
        assert {type(error) for error in failures(results)} <= {IsRegistered}
        assert Invitation.objects.get(gathering_id=facts.id).state == "accepted"
        pressed = [result for result in results if isinstance(result, str)]
        assert sorted(answers_told(facts)) == sorted([*pressed, "accepted"])
        assert Arrival.objects.filter(registration__gathering_id=facts.id).count() == 2
        assert sound(facts) == []


def test_answered_in_processes_at_once() -> None:
    """The same by workers of several servers, invitation by invitation."""
    every = [a_guest(f"process-{number}") for number in range(8)]
    told = answered_in_processes(str(connection.settings_dict["NAME"]), [(facts.id, pk) for facts, pk in every])
    assert told["unexpected"] == []
    for facts, _pk in every:
        assert Invitation.objects.get(gathering_id=facts.id).state == "accepted"
        assert Arrival.objects.filter(registration__gathering_id=facts.id, is_own=True).count() == 1
        assert sound(facts) == []
    assert sum(len(answers_told(facts)) for facts, _ in every) == told["kept"] + len(every)


@pytest.mark.only_on("postgresql")  # SQLite has no row locks to take away
def test_control_without_the_lock_an_answer_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two answer, or one overwrites the other; only the constraint of the database still stands in between."""
    monkeypatch.setattr(ARRIVING + "lock_rows", read_only)
    monkeypatch.setattr(ANSWERING + "lock_rows", read_only)
    for number in range(TRIES):
        facts, results = answered_at_once(f"control-{number}")
        stopped = [error for error in failures(results) if isinstance(error, IntegrityError)]
        if stopped or list(invitation_faults(facts)):
            return
    pytest.fail("no answer was ever lost: the race proves nothing")


def test_control_the_database_lets_one_registration_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the question whether somebody answered already, the second is stopped by the constraint."""
    monkeypatch.setattr(ARRIVING + "_answers_themselves", lambda *_: True)
    facts, pk = a_guest()
    comes(facts, pk, "eve", "one@rey.example")
    with pytest.raises(IntegrityError):
        comes(facts, pk, "day", "two@rey.example")
    assert Registration.objects.count() == 1


@pytest.mark.only_on("sqlite")  # PostgreSQL has no transaction mode
@pytest.mark.usefixtures("deferred_transactions")
def test_control_without_immediate_transactions_an_answer_is_lost() -> None:
    """Whoever read before another wrote gets "database is locked" instead of an answer that is kept."""
    for number in range(TRIES):
        _, results = answered_at_once(f"deferred-{number}")
        if any(isinstance(error, OperationalError) for error in failures(results)):
            return
    pytest.fail("no answer was ever lost: the race proves nothing")


# ------------------------------------------------------------------------------------------ answered while it is closed


def closed_at_once(key: str) -> tuple[GatheringFacts, list[Any]]:
    """She answers and registers while the organiser closes the link."""
    facts, pk = a_guest(key)
    return facts, at_once(
        [
            lambda: says(facts, pk, InvitationState.DECLINED),
            lambda: close(facts, pk),
            lambda: comes(facts, pk, "eve", f"{key}@rey.example"),
        ]
    )


def late(facts: GatheringFacts) -> bool:
    """Whether something was answered by the link after it was closed."""
    verbs = AuditEntry.objects.filter(gathering_id=facts.id, verb__in=["invitation:answered", "link:closed"])
    order = list(verbs.order_by("pk").values_list("verb", flat=True))
    return "link:closed" in order and order[-1] != "link:closed"


def test_answered_while_the_organiser_closes_the_link() -> None:
    """What came before stands, what comes after is told so and writes nothing."""
    for number in range(8):
        facts, results = closed_at_once(f"closed-{number}")
        assert {type(error) for error in failures(results)} <= {IsRegistered, AnswerClosed, LinkClosed}
        assert Invitation.objects.get(gathering_id=facts.id).closed_at is not None
        registered = [result for result in results if isinstance(result, int)]
        assert Registration.objects.filter(gathering_id=facts.id).count() == len(registered)
        assert len(answers_told(facts)) == len([one for one in results if one == "declined"]) + len(registered)
        assert not late(facts)
        assert sound(facts) == []


@pytest.mark.only_on("postgresql")
def test_control_without_the_lock_a_closed_link_takes_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who read the row before it was closed writes after that."""
    monkeypatch.setattr(ARRIVING + "lock_rows", read_only)
    monkeypatch.setattr(ANSWERING + "lock_rows", slowly_read)
    for number in range(TRIES):
        facts, _ = closed_at_once(f"late-{number}")
        if late(facts) or list(invitation_faults(facts)):
            return
    pytest.fail("nothing was ever answered by a closed link: the race proves nothing")


def slowly_read(rows: models.QuerySet[Any], ids: Iterable[int]) -> dict[int, Any]:
    """The same by somebody whose server is busy: the others are not held up by it."""
    found = read_only(rows, ids)
    pause()
    return found


def pause() -> None:
    """Let the others go first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.05)")


# -------------------------------------------------------------------------------------- passed on while they are erased


def erased_at_once(key: str) -> tuple[GatheringFacts, list[Any]]:
    """She passes her invitation on, by mail and by a link, while the organiser erases her from the directory."""
    facts, pk = a_guest(key)
    invitation = invitation_of(facts, pk)
    people = [Invited("Yves Monnier", f"{key}@monnier.example")]
    said: dict[str, Any] = {"invitation": invitation, "facts": facts, "actor": REGISTRANT, "now": OPEN}
    erased: dict[str, Any] = {"organiser_id": facts.organiser_id, "ids": [invitation.contact_id]}
    return facts, at_once(
        [
            lambda: pass_invitation_on(people=people, words="", **said),
            lambda: make_invitation_relay(**said),
            lambda: erase_contacts(actor=SYSTEM, now=OPEN, **erased),
        ]
    )


def left_behind(facts: GatheringFacts) -> list[str]:
    """What of somebody who is erased still names whom they told."""
    named = Forwarding.objects.filter(invitation__gathering_id=facts.id).exclude(name="").order_by("pk")
    mails = OutgoingMail.objects.filter(gathering_id=facts.id, kind="passed_on").order_by("pk")
    return [*named.values_list("name", flat=True), *mails.values_list("to", flat=True)]


def test_passed_on_while_the_passer_is_erased() -> None:
    """Either it is passed on and goes with them, or it is not passed on any more."""
    for number in range(8):
        facts, results = erased_at_once(f"erased-{number}")
        assert {type(error) for error in failures(results)} <= {NotPassedOn}
        assert results[2] == 1
        assert Invitation.objects.get(gathering_id=facts.id).contact is None
        assert left_behind(facts) == []
        assert sound(facts) == []


@pytest.mark.only_on("postgresql")
def test_control_without_the_lock_names_are_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is told of after the erasure stays in the trail of nobody."""
    monkeypatch.setattr(FORWARDING + "lock_rows", slowly_read)
    for number in range(TRIES):
        facts, _ = erased_at_once(f"left-{number}")
        if left_behind(facts):
            return
    pytest.fail("no name was ever left behind: the race proves nothing")


# --------------------------------------------------------------------------------------------------------- everything


def acts_on(facts: GatheringFacts, pk: int, own: int, number: int, chance: random.Random) -> list[Job]:
    """What may happen to an invitation and the registration that answers it, in any order."""
    colleague = somebody()

    def replaced() -> None:
        replace_person(
            registration_id=own, facts=facts, applicant=colleague, take_over=True, parts=(), actor=REGISTRANT, now=OPEN
        )

    jobs: list[Callable[[], Any]] = [
        lambda: withdraw(registration_id=own, parts=["eve"], actor=REGISTRANT, now=OPEN, excused=True),
        replaced,
        lambda: says(facts, pk, InvitationState.EXCUSED),
        lambda: comes(facts, pk, "day", f"again-{number}@rey.example"),
        lambda: erase_registration(registration_id=own, actor=REGISTRANT, now=OPEN),
        lambda: close(facts, pk, renew=True),
    ]
    chance.shuffle(jobs)
    return jobs[:5]


def test_everything_at_once() -> None:
    """However they follow each other, the invitation stands as the one registration that answers it."""
    chance = random.Random(4)
    expected = {IsRegistered, AnswerClosed, LinkClosed, Gone, TooLateToReplace}
    for number in range(10):
        facts, pk = a_guest(f"storm-{number}")
        own = comes(facts, pk, "eve", f"storm-{number}@rey.example")
        results = at_once(acts_on(facts, pk, own, number, chance))
        assert {type(error) for error in failures(results)} <= expected, results
        assert sound(facts) == []
